"""What in a text may be personal data, found by its form and by the words around it, always with the reason.

It finds what looks like it. It never says that a text is free of personal data.
"""

from leerlus.measures.personal_data.findings import KIND_NAMES, Confidence, Finding, Kind, Piece
from leerlus.measures.personal_data.searching import find, mark

__all__ = ["KIND_NAMES", "Confidence", "Finding", "Kind", "Piece", "find", "mark"]
