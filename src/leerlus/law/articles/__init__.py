"""The law by article: what holds from when, in versions that follow each other."""
