"""Tools of the repository; those that run before anything is installed use the standard library only."""
