"""Cards and search."""
