"""What in a text may be personal data, found by its form and by the words around it, always with the reason.

It finds what looks like it. It never says that a text is free of personal data.
"""

from leerlus.measures.personal_data.findings import KIND_NAMES, Confidence, Finding, Kind, Piece, list_in_words
from leerlus.measures.personal_data.searching import find, find_together, mark

__all__ = ["KIND_NAMES", "Confidence", "Finding", "Kind", "Piece", "find", "find_together", "list_in_words", "mark"]
