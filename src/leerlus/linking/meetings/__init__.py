"""A meeting is a community at one table: when, where, who comes, what is talked about and what comes of it."""
