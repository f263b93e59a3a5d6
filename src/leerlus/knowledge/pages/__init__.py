"""Pages and stories that editors write in the content system."""
