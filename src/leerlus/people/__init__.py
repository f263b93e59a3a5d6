"""People: organisations, regions, themes, persons, their roles and how they sign in."""
