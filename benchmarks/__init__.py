"""Measurements: each file makes one figure and prints lines of JSON. They are ratios within one run, never tests."""
