"""System: the level that can change the rules."""
