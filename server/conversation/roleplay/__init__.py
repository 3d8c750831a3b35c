"""Difficult conversations to practise: a persona whose state is code, with or without a language model."""
