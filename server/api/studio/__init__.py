"""The studio over HTTP: programmes of nudges, their effect, and whether the engine is well."""

# Each module hangs its own routes on the blueprint.
from server.api.studio import checking, effect, engine, files, programmes, ready, scenarios, sentence
from server.api.studio.blueprint import blueprint

__all__ = [
    "blueprint",
    "checking",
    "effect",
    "engine",
    "files",
    "programmes",
    "ready",
    "scenarios",
    "sentence",
]
