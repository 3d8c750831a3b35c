"""Tests of what is said next."""
