"""The studio over HTTP: programmes of nudges, scenarios, questions, effect, health of the engine."""

# Each module hangs its own routes on the blueprint.
from server.api.studio import (
    checking,
    effect,
    engine,
    files,
    programmes,
    questions,
    ready,
    scenarios,
    sentence,
    trial,
)
from server.api.studio.blueprint import blueprint

__all__ = [
    "blueprint",
    "checking",
    "effect",
    "engine",
    "files",
    "programmes",
    "questions",
    "ready",
    "scenarios",
    "sentence",
    "trial",
]
