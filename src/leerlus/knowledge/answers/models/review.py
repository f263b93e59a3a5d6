"""A review round of one exact text, what reviewers say in it, and who may speak for them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from leerlus.knowledge.answers.models.answer import Answer
from leerlus.knowledge.answers.workflow import QUORUM, RUNNING, WORKFLOW
from leerlus.people.models import Organisation

KINDS = [kind.value for kind in QUORUM]


class ReviewRound(models.Model):
    """One time that a text is offered for review. It keeps the text itself, so that what is approved cannot move.

    edition   the edition of the answer that is reviewed; any other edition voids the round for good
    """

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="rounds")
    edition = models.PositiveIntegerField()
    revision_id = models.BigIntegerField(null=True, blank=True)
    content: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()
    content_hash = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=WORKFLOW.choices())
    due_on = models.DateField()
    publish_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(max_length=2000, blank=True)

    class Meta:
        """The latest first; one runs at a time."""

        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=list(WORKFLOW.states)), name="review_state_known"),
            models.UniqueConstraint(fields=["answer"], condition=Q(state__in=RUNNING), name="one_review_at_a_time"),
            models.CheckConstraint(
                condition=~Q(state="scheduled") | Q(publish_on__isnull=False), name="scheduled_has_a_day"
            ),
        )

    def __str__(self) -> str:
        """Say of which answer."""
        return f"beoordeling {self.pk} van antwoord {self.answer_id}"

    @property
    def state_name(self) -> str:
        """The state in words."""
        return WORKFLOW.states[self.state]


class Judgement(models.Model):
    """What one of the three organisations said of the exact text; a reservation is read by editors and reviewers."""

    class Verdict(models.TextChoices):
        """Yes or no."""

        APPROVE = "approve", "Goedgekeurd"
        DECLINE = "decline", "Teruggegeven"

    class Via(models.TextChoices):
        """How somebody spoke."""

        ACCOUNT = "account", "beoordelaar"
        DEPUTY = "deputy", "vervanger"
        LINK = "link", "zonder account, met een persoonlijke link"

    review = models.ForeignKey(ReviewRound, on_delete=models.CASCADE, related_name="judgements")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    content_hash = models.CharField(max_length=64)
    words = models.TextField(max_length=2000, blank=True)
    via = models.CharField(max_length=10, choices=Via.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """In the order in which they came; each of the three approves a text once."""

        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="judgement_of_the_three"),
            models.UniqueConstraint(
                fields=["review", "kind"], condition=Q(verdict="approve"), name="approved_once_by_each"
            ),
            models.CheckConstraint(condition=Q(verdict="approve") | ~Q(words=""), name="declined_with_a_reason"),
        )

    def __str__(self) -> str:
        """Say who said what."""
        return f"{self.organisation}: {self.get_verdict_display().lower()}"


class Remark(models.Model):
    """A comment of a reviewer or editor on a passage."""

    review = models.ForeignKey(ReviewRound, on_delete=models.CASCADE, related_name="remarks")
    quote = models.CharField(max_length=500, blank=True)
    text = models.TextField(max_length=2000)
    by_label = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        """In the order in which they came."""

        ordering = ("pk",)

    def __str__(self) -> str:
        """Say whose."""
        return f"opmerking van {self.by_label}"


class Deputy(models.Model):
    """Somebody who reviews for an organisation during a period, in the place of its reviewer."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="deputyships")
    since = models.DateField()
    until = models.DateField()

    class Meta:
        """The latest first; a period has an end."""

        ordering = ("-since", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(until__gte=models.F("since")), name="deputy_ends_after_it_begins"),
        )

    def __str__(self) -> str:
        """Say for which organisation."""
        return f"vervanger voor {self.organisation}"


class ApprovalLink(models.Model):
    """A link with which somebody without an account approves one text, once, for one organisation.

    Only the hash of the token is kept, and the address is wiped once the link cannot be used any more.
    """

    review = models.ForeignKey(ReviewRound, on_delete=models.CASCADE, related_name="links")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    content_hash = models.CharField(max_length=64)
    token_hash = models.CharField(max_length=64, unique=True)
    email = models.EmailField(max_length=254, blank=True)
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """The latest first; a link ends once, and an organisation has one open link for a review."""

        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(withdrawn_at__isnull=True), name="approval_link_ends_once"
            ),
            models.UniqueConstraint(
                fields=["review", "organisation"],
                condition=Q(used_at__isnull=True, withdrawn_at__isnull=True),
                name="one_open_approval_link",
            ),
        )

    def __str__(self) -> str:
        """Say for which organisation."""
        return f"link voor {self.organisation}"
