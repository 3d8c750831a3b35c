"""A faithful look back over a week, in the person's own words."""
