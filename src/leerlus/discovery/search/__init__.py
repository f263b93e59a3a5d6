"""One box that searches in everything a reader may see."""
