"""Tests of the end-of-turn rule."""
