"""Programs for whoever works on Leerlus: setting up, and running the tests on both databases."""
