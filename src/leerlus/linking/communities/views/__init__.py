"""Pages about communities: reading, taking part, talking, and running one."""

from leerlus.linking.communities.views.joining import decline, join, leave
from leerlus.linking.communities.views.reading import show_community, show_list, show_yield
from leerlus.linking.communities.views.running import change_member, edit, show_members
from leerlus.linking.communities.views.talking import (
    choose_hearing,
    download,
    hide,
    remove_file,
    show_again,
    show_topic,
    show_topics,
)

__all__ = [
    "change_member",
    "choose_hearing",
    "decline",
    "download",
    "edit",
    "hide",
    "join",
    "leave",
    "remove_file",
    "show_again",
    "show_community",
    "show_list",
    "show_members",
    "show_topic",
    "show_topics",
    "show_yield",
]
