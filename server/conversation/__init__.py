"""What is said next."""
