"""Tags and filters that page templates load with one name: ui."""
