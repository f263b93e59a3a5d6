"""The law: its articles, by date."""
