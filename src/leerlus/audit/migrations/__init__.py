"""The table of the history, step by step."""
