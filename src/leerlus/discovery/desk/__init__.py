"""The desk (Mijn werk): for each role what is late, due and new."""
