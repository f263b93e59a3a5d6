"""Who takes part in a community."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q

from leerlus.linking.communities.models.community import Community
from leerlus.linking.communities.workflow import MEMBER, STANDING, TOLD, WORKFLOW
from leerlus.linking.outbox.models import Mail
from leerlus.people.actors import ROLE_NAMES
from leerlus.people.models import Organisation

if TYPE_CHECKING:
    from leerlus.people.actors import Actor


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Reading who takes part."""

    def standing(self) -> MembershipQuerySet:
        """Return who is a member, or asked or was invited to be one."""
        return self.filter(state__in=STANDING)

    def members(self) -> MembershipQuerySet:
        """Return the members of now."""
        return self.filter(state=MEMBER)

    def of(self, actor: Actor) -> MembershipQuerySet:
        """Return the places of this actor."""
        return self.filter(person_id=actor.key)


class Membership(models.Model):
    """The place of somebody in a community: a person in a role for an organisation.

    Whoever goes leaves role and organisation behind with what they contributed; the name goes with them.
    """

    class Part(models.TextChoices):
        """How near somebody stands."""

        CORE = "core", "Kerngroep"
        BROAD = "broad", "Breed netwerk"

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="memberships"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=30, choices=[(role.value, name) for role, name in ROLE_NAMES.items()])
    state = models.CharField(max_length=10, choices=WORKFLOW.choices())
    part = models.CharField(max_length=10, choices=Part.choices, default=Part.BROAD)
    leads = models.BooleanField(default=False, help_text="Gevraagd om deze ene community te trekken")
    motivation = models.TextField(max_length=500, blank=True)
    asked_at = models.DateTimeField()
    since = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        """Longest first; somebody has one place at a time in a community."""

        ordering = ("asked_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["community", "person"], condition=Q(state__in=STANDING), name="one_place_in_a_community"
            ),
            models.CheckConstraint(condition=Q(state__in=list(WORKFLOW.states)), name="membership_state_known"),
            models.CheckConstraint(
                condition=~Q(state=MEMBER) | Q(since__isnull=False, until__isnull=True), name="member_since_a_day"
            ),
        )
        indexes = (models.Index(fields=["community", "state"], name="membership_of_community"),)

    def __str__(self) -> str:
        """Say in which role for which organisation."""
        return self.label

    @property
    def label(self) -> str:
        """How others read who this is or was: `professional, Gemeente Bronckhorst`; never a name."""
        return f"{self.get_role_display().lower()}, {self.organisation.name}"


class MembershipMail(models.Model):
    """That somebody hears by mail what became of their place; without a mail it waits for the worker (ADR 0006)."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="news")
    step = models.CharField(max_length=10, choices=[(name, WORKFLOW.step(name).done) for name in TOLD])
    mail = models.OneToOneField(Mail, null=True, blank=True, on_delete=models.CASCADE, related_name="about_membership")

    class Meta:
        """Each step once; a place is not invited or let in twice."""

        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["membership", "step"], name="one_mail_per_step"),)

    def __str__(self) -> str:
        """Say what it says."""
        return self.get_step_display()
