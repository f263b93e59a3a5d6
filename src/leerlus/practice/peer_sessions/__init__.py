"""Intervisie: a small group helps one colleague with a case, by the steps of a method, in confidence."""
