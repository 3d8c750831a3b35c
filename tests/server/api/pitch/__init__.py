"""Pitches and their takes over HTTP."""
