"""Reading: lists and pages of bottlenecks, what a step will tell whom, and what may be bundled."""

from leerlus.linking.bottlenecks.queries.bundling import BundleOffer, BundleQuestion, offer_bundling, read_bundling
from leerlus.linking.bottlenecks.queries.history import read_history
from leerlus.linking.bottlenecks.queries.listing import ListRow, Search, acts, describe, search
from leerlus.linking.bottlenecks.queries.own_data import own_data
from leerlus.linking.bottlenecks.queries.page import BottleneckPage, read_bottleneck, read_page
from leerlus.linking.bottlenecks.queries.readers import Preview, Readers, count_readers, preview

__all__ = [
    "BottleneckPage",
    "BundleOffer",
    "BundleQuestion",
    "ListRow",
    "Preview",
    "Readers",
    "Search",
    "acts",
    "count_readers",
    "describe",
    "offer_bundling",
    "own_data",
    "preview",
    "read_bottleneck",
    "read_bundling",
    "read_history",
    "read_page",
    "search",
]
