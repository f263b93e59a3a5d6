"""An issue (kwestie) is something met in practice that is not clear or does not work."""
