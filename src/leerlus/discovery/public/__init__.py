"""The public pages: home, themes, what came of it, and the loop clock."""
