"""Thoughts that a person keeps: said or typed anywhere, filed, found again, taken along."""
