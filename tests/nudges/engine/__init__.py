"""Tests of the engine: planning, deciding, delivering, and what survives being killed."""
