"""The demo: fourteen loops that really happened, and invented kwesties around them, played through the real actions."""
