"""An issue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from leerlus.audit.steps import Turn
from leerlus.people.actors import LINKING_ROLES
from leerlus.people.kept import KeptKey
from leerlus.people.models import Organisation, Region, Theme, reach_of
from leerlus.practice.issues.models.kinds import Closing, Severity, Source, Visibility
from leerlus.practice.issues.policies import READS_ALL
from leerlus.practice.issues.workflow import WORKFLOW

if TYPE_CHECKING:
    from leerlus.people.actors import Actor


IN_SHORT = (
    *("title", "theme", "organisation", "region", "fictional", "state", "turn", "turn_label", "due_on", "closing"),
    *("raised_at", "changed_at", "closed_at", "organisation__name", "organisation__kind"),
)
"""What a line about an issue needs. Long texts make a list sort five times as slowly."""


class IssueQuerySet(models.QuerySet["Issue"]):
    """Reading issues."""

    def in_short(self) -> IssueQuerySet:
        """Read no more than a line about each issue needs, with the organisation it comes from."""
        return self.select_related("organisation").only(*IN_SHORT)

    def visible_to(self, actor: Actor) -> IssueQuerySet:
        """Return what this actor may read: the same rule as `policies.may_read`, in the database."""
        if actor.is_clock:
            return self
        seen = Q(visibility=Visibility.PUBLIC)
        if actor.grants:
            seen |= Q(visibility=Visibility.PROFESSIONALS)
            seen |= Q(organisation_id__in=actor.organisation_ids) | Q(region_id__in=actor.region_codes)
            seen |= Q(
                pk__in=self.model.objects.filter(parties__person_id=actor.key, parties__left_at__isnull=True).values(
                    "pk"
                )
            )
            for grant in actor.grants:
                if grant.role in READS_ALL:
                    limit = Q() if grant.region is None else Q(region_id=grant.region)
                    limit &= Q() if grant.theme is None else Q(theme_id=grant.theme)
                    if not limit:
                        return self
                    seen |= limit
        return self.filter(seen)

    def of_desk(self, actor: Actor) -> IssueQuerySet:
        """Return issues that fall within the linking-level roles of this actor."""
        return self.filter(reach_of(actor, LINKING_ROLES, region="region_id", theme="theme_id"))


class Issue(models.Model):
    """Something met in practice that is not clear or does not work. It belongs to a role in an organisation."""

    title = models.CharField(max_length=140)
    situation = models.TextField(max_length=5000)
    question = models.TextField(max_length=2000)
    tried = models.TextField(max_length=3000, blank=True)
    meaning = models.TextField(max_length=3000)
    severity = models.PositiveSmallIntegerField(choices=Severity.choices, default=Severity.HINDRANCE)
    source = models.CharField(max_length=30, choices=Source.choices, default=Source.PRACTICE)
    articles: models.JSONField[list[str], list[str]] = models.JSONField(default=list, blank=True)
    theme = KeptKey(Theme, on_delete=models.PROTECT, related_name="issues")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="issues")
    region = KeptKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="issues")
    visibility = models.CharField(max_length=15, choices=Visibility.choices, default=Visibility.PROFESSIONALS)
    fictional = models.BooleanField(default=False)
    origin = models.CharField(max_length=80, blank=True, help_text="Kenmerk van het concept of de ingelezen lijst")

    state = models.CharField(max_length=20, choices=WORKFLOW.choices())
    turn = models.CharField(max_length=15, choices=[(turn.value, turn.value) for turn in Turn])
    turn_label = models.CharField(max_length=120, blank=True)
    due_on = models.DateField(null=True, blank=True)
    closing = models.CharField(max_length=25, choices=Closing.choices, blank=True, default=Closing.NONE)
    in_bundle = models.BooleanField(default=False, help_text="De schakel heeft deze kwestie gebundeld")
    version = models.PositiveIntegerField(default=1)
    raised_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = IssueQuerySet.as_manager()

    class Meta:
        """Newest first; the database keeps the first invariant: a turn and a date, or an end with a typed outcome."""

        ordering = ("-raised_at", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(state__in=list(WORKFLOW.states)), name="issue_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=sorted(WORKFLOW.final), turn=Turn.NOBODY, due_on__isnull=True) & ~Q(closing="")
                | ~Q(state__in=sorted(WORKFLOW.final)) & ~Q(turn=Turn.NOBODY) & Q(due_on__isnull=False),
                name="issue_has_a_next_party_or_an_end",
            ),
            models.UniqueConstraint(fields=["origin"], condition=~Q(origin=""), name="issue_of_one_origin"),
        )
        indexes = (
            models.Index(fields=["-raised_at", "-id"], name="issue_newest"),
            models.Index(fields=["theme", "-raised_at"], name="issue_theme"),
            models.Index(fields=["region", "state", "due_on"], name="issue_desk"),
            models.Index(fields=["state", "due_on"], name="issue_due"),
            models.Index(fields=["organisation", "-raised_at"], name="issue_organisation"),
            # Few of many: what the home page tells of answers that everybody may read.
            models.Index(
                fields=["-raised_at", "-id"],
                condition=Q(visibility=Visibility.PUBLIC, closing=Closing.ANSWER, in_bundle=False),
                name="issue_answered_in_public",
            ),
        )

    def __str__(self) -> str:
        """Return the title."""
        return self.title
