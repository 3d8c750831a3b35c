"""The feedback on a pitch."""
