"""A community and its members."""

from leerlus.linking.communities.models.community import Community
from leerlus.linking.communities.models.membership import Membership

__all__ = ["Community", "Membership"]
