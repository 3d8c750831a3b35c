"""The studio over HTTP: programmes of nudges, their effect, and whether the engine is well."""
