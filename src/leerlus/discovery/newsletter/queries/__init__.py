"""Reading: what there is to tell, the letters, and what went to whom."""

from leerlus.discovery.newsletter.queries.letters import (
    ReaderCount,
    count_readers,
    find_carrying,
    find_letter,
    find_recalled,
    list_letters,
    list_out,
    read_out,
    readers_of,
    recipients_of,
)
from leerlus.discovery.newsletter.queries.news import (
    gather_news,
    news_of_communities,
    news_of_decisions,
    news_of_meetings,
    news_of_outcomes,
)
from leerlus.discovery.newsletter.queries.subscribers import find_by_token, own_data, subscription_of

__all__ = [
    "ReaderCount",
    "count_readers",
    "find_by_token",
    "find_carrying",
    "find_letter",
    "find_recalled",
    "gather_news",
    "list_letters",
    "list_out",
    "news_of_communities",
    "news_of_decisions",
    "news_of_meetings",
    "news_of_outcomes",
    "own_data",
    "read_out",
    "readers_of",
    "recipients_of",
    "subscription_of",
]
