"""Files that people attach, looked at by what is in them: which kind it is, a safe name, a photo without its place.

What may not be attached is said in a sentence (`Refused`); the name of a file decides nothing.
"""

from leerlus.measures.attachments.kinds import KINDS, MOST_BYTES, MOST_FILES, Kind, Received, Refused, too_large
from leerlus.measures.attachments.receiving import receive

__all__ = ["KINDS", "MOST_BYTES", "MOST_FILES", "Kind", "Received", "Refused", "receive", "too_large"]
