"""Another language."""
