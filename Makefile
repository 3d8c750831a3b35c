# Souffleur: needs Python 3.11 or newer and make; everything else is fetched by the targets themselves.
# `make run` and `make test` are the two commands; `make help` lists the others.

# Looked for once: what is set with ?= would be looked for again wherever it is used.
ifndef PYTHON
PYTHON := $(shell for p in python3.11 python3 python3.12 python3.13 python3.14; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
endif
VENV = .venv/bin/python

# Containers often forbid Python to keep what it compiled; every process here would then compile all of it again.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help run dev test lint format bench test-model lock docs setup setup-dev python

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed and was not found."; exit 1; }

setup: python
	@$(PYTHON) -m tools.setup

setup-dev: python
	@$(PYTHON) -m tools.setup --dev

run: setup ## set up what is missing and start the server (HOST, PORT, SOUFFLEUR_INSTANCE)
	@exec $(VENV) -m server.start

dev: setup-dev ## the same, restarted when Python changes; the PWA is rebuilt when its sources change
	@exec $(VENV) -m tools.dev

test: python ## install what the tests need, then lint, vitest and pytest
	@$(PYTHON) -m tools.system & system=$$!; $(PYTHON) -m tools.setup --dev; set_up=$$?; wait $$system; exit $$set_up
	@$(VENV) -m tools.check lint
	@$(VENV) -m tools.check test

lint: setup-dev ## ruff, mypy, import-linter, generated documents, biome, tsc
	@$(VENV) -m tools.check lint

format: setup-dev ## put the sources into shape
	@$(VENV) -m tools.check format

bench: setup-dev ## measure the figures (see benchmarks/); ARGS=--quick takes a few minutes
	@$(VENV) -m tools.bench $(ARGS)

test-model: setup-dev ## stream a whole turn from a real small language model
	@$(VENV) -m tools.model_turn

docs: setup-dev ## write the generated parts of the documents again
	@$(VENV) -m tools.generate

lock: setup-dev ## pin what pyproject.toml asks for into requirements*.lock
	@$(VENV) -m tools.lock
