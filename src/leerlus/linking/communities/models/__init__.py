"""A community, its members, and their conversation."""

from leerlus.linking.communities.models.community import Community
from leerlus.linking.communities.models.conversation import Notice, Post, Topic, TopicChoice
from leerlus.linking.communities.models.membership import Membership, MembershipMail

__all__ = ["Community", "Membership", "MembershipMail", "Notice", "Post", "Topic", "TopicChoice"]
