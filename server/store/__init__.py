"""Engine and migrations."""
