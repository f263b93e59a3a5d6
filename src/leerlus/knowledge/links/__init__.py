"""Websites that are worth knowing, with what each offers."""
