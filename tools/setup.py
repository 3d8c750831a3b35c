"""Everything that must be there before the server can start: ``python -m tools.setup [--dev]``."""

from __future__ import annotations

import sys

from tools.front import build, install_modules
from tools.places import SetupError, fail
from tools.venv import install, make_venv


def main(arguments: list[str]) -> int:
    """Set up what is missing; a second time does nothing."""
    development = "--dev" in arguments
    try:
        make_venv()
        install("dev" if development else "run")
        if development:
            install_modules()
        build()
    except SetupError as problem:
        return fail(problem)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
