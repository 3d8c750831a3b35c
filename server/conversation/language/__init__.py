"""Being understood in another language."""
