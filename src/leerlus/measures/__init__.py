"""Measures: pure calculation; no framework, no database, no clock."""
