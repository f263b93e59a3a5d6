"""Leerlus: software for a public system that learns on three levels."""
