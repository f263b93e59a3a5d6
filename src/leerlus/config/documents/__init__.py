"""The documents that are drawn from the code: the steps of the loop, and the floors of the house."""

from leerlus.config.documents.drawing import DOCUMENTS, ROOT, NoSourceTree, find_outdated, write
from leerlus.config.documents.promises import Promise, read_promises

__all__ = ["DOCUMENTS", "ROOT", "NoSourceTree", "Promise", "find_outdated", "read_promises", "write"]
