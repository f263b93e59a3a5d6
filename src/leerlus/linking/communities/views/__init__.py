"""Pages about communities: reading, taking part, and running one."""

from leerlus.linking.communities.views.joining import decline, join, leave
from leerlus.linking.communities.views.reading import show_community, show_list
from leerlus.linking.communities.views.running import change_member, edit, show_members

__all__ = ["change_member", "decline", "edit", "join", "leave", "show_community", "show_list", "show_members"]
