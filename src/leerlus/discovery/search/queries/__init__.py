"""Reading: what a reader finds, and what readers did not find."""

from leerlus.discovery.search.queries.found import Found, Hit, Wanted, search
from leerlus.discovery.search.queries.missed import list_missed
from leerlus.discovery.search.queries.rights import allowed_to
from leerlus.discovery.search.queries.spelling import Correction

__all__ = ["Correction", "Found", "Hit", "Wanted", "allowed_to", "list_missed", "search"]
