"""Practice: the level of those who do the work."""
