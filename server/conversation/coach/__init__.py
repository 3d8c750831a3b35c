"""One good question, follow-ups that quote, one small step."""
