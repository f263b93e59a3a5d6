"""Feedback (terugkoppeling) is how each party hears what became of it, in the product and by mail."""
