"""Tests of cards and search."""
