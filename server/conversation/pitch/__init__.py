"""A pitch: say it, judge it, hear one strength and one focus, say it again."""
