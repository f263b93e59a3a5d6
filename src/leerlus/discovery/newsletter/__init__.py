"""A letter to who asked for it, made of what happened in the loop and in the knowledge."""
