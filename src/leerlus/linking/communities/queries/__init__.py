"""Reading communities: who they are, who takes part, and what they yielded."""

from leerlus.linking.communities.queries.conversation import (
    TopicPage,
    find_file,
    find_file_to_remove,
    list_topics,
    read_topic,
)
from leerlus.linking.communities.queries.members import MembersPage, read_members
from leerlus.linking.communities.queries.own_data import own_data
from leerlus.linking.communities.queries.page import CommunityPage, list_communities, read_community
from leerlus.linking.communities.queries.places import (
    find_by_slug,
    find_community,
    leaders_of,
    place_of,
)
from leerlus.linking.communities.queries.running import communities_run_by
from leerlus.linking.communities.queries.yielding import YieldPage, read_yield

__all__ = [
    "CommunityPage",
    "MembersPage",
    "TopicPage",
    "YieldPage",
    "communities_run_by",
    "find_by_slug",
    "find_community",
    "find_file",
    "find_file_to_remove",
    "leaders_of",
    "list_communities",
    "list_topics",
    "own_data",
    "place_of",
    "read_community",
    "read_members",
    "read_topic",
    "read_yield",
]
