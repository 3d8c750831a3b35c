"""Tests of nudges/."""
