"""Tests of nudges/push."""
