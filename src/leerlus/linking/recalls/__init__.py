"""Recalls: from an outcome to an answer, and from an answer back to everybody who must hear of it."""
