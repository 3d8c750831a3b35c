"""Scenarios for role-plays: what is in a file, how it is read, and the shelf of all of them."""
