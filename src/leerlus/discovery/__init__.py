"""Discovery: pages that read everything and are read by nothing."""
