"""The conversation inside a community: topics, what members write, and who hears of it how."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from leerlus.files.models import StoredFile
from leerlus.linking.communities.models.community import Community
from leerlus.linking.communities.models.membership import Membership
from leerlus.linking.outbox.models import Mail


class Topic(models.Model):
    """Something that the members talk about."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="topics")
    title = models.CharField(max_length=140)
    made_at = models.DateTimeField()
    moved_at = models.DateTimeField()

    class Meta:
        """What moved last stands first."""

        ordering = ("-moved_at", "-pk")
        indexes = (models.Index(fields=["community", "-moved_at"], name="topic_of_community"),)

    def __str__(self) -> str:
        """Return the title."""
        return self.title


class Post(models.Model):
    """What a member writes about a topic, perhaps in answer to another.

    When the writer goes, role and organisation stay. Who runs the community may hide it, with the reason, and show it
    again; nothing is thrown away.
    """

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="posts")
    author = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="posts")
    text = models.TextField(max_length=3000)
    quoted = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="answers")
    mentioned = models.ManyToManyField(Membership, related_name="mentions", blank=True)
    files = models.ManyToManyField(StoredFile, related_name="+", blank=True)
    at = models.DateTimeField()
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        """Oldest first; what is hidden says why."""

        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(hidden_at__isnull=True) | ~Q(hidden_reason=""), name="hidden_with_a_reason"
            ),
        )

    def __str__(self) -> str:
        """Return the beginning of the text."""
        return self.text[:60]


class TopicChoice(models.Model):
    """How a member hears of one topic; without a choice: in the digest."""

    class Hears(models.TextChoices):
        """When."""

        AT_ONCE = "at_once", "Meteen"
        DIGEST = "digest", "Eén keer per dag"
        NONE = "none", "Niet"

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="choices")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="topic_choices")
    hears = models.CharField(max_length=10, choices=Hears.choices)

    class Meta:
        """One per member and topic."""

        constraints = (models.UniqueConstraint(fields=["topic", "membership"], name="one_choice_per_topic"),)

    def __str__(self) -> str:
        """Say when."""
        return self.get_hears_display()


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Reading what members hear by mail."""

    def not_gone(self) -> NoticeQuerySet:
        """Return what the mail server was not given yet."""
        return self.filter(Q(mail__isnull=True) | Q(mail__state=Mail.State.PLANNED))


class Notice(models.Model):
    """That a member hears of a post by mail; several go in one mail, without one it waits for the worker (ADR 0006)."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="notices")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="notices")
    not_before = models.DateTimeField()
    mail = models.ForeignKey(Mail, null=True, blank=True, on_delete=models.CASCADE, related_name="notices")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        """Once per post and member."""

        constraints = (models.UniqueConstraint(fields=["post", "membership"], name="one_notice_per_post"),)
        indexes = (models.Index(fields=["not_before"], condition=Q(mail__isnull=True), name="notice_waits"),)

    def __str__(self) -> str:
        """Say of which post."""
        return f"bericht over bijdrage {self.post_id}"
