"""Role-plays."""
