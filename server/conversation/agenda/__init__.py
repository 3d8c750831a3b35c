"""What a person has on their own agenda, from what they say in the middle of a conversation."""
