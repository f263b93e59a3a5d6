"""Which community a session belongs to."""

from __future__ import annotations

from django.db import models

from leerlus.linking.communities.models import Community
from leerlus.practice.peer_sessions.models import PeerSession


class OpenSession(models.Model):
    """A session that its facilitator opened to a community: its members see that it is there, and may sign up.

    Whether one can still sign up stands at the session. What is said there stays with who takes part; this row opens
    nothing of it, and names nobody.
    """

    session = models.OneToOneField(PeerSession, on_delete=models.CASCADE, related_name="opened")
    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="open_sessions")
    opened_at = models.DateTimeField()

    class Meta:
        """In order of opening."""

        ordering = ("opened_at", "pk")

    def __str__(self) -> str:
        """Say which session; never who."""
        return f"intervisie {self.session_id}"
