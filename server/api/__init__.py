"""HTTP blueprints, thin."""
