"""A person's own agenda in the middle of a conversation."""
