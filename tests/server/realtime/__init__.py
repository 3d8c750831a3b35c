"""Tests of the live conversation."""
