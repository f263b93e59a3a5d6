"""Audit: what happened, by whom; it only grows."""
