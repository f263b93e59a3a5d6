"""A community is a Community of Practice: professionals who learn together around a region or theme."""
