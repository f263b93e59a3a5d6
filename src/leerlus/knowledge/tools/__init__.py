"""Tools that help with the work: who made them, when, for whom and on what."""
