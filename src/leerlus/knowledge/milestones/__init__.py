"""The timeline: what happened when to the law and in its practice."""
