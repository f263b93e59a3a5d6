"""Regions, themes, organisations, persons and the roles they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce

from leerlus.people.actors import KIND_NAMES, ROLE_NAMES, Actor, OrganisationKind, Role
from leerlus.people.kept import KeptKey, KeptManager

if TYPE_CHECKING:
    from collections.abc import Collection

    from leerlus.people.acting import Held


class Region(models.Model):
    """A labour-market region, with its square on the tile map. Source: see reference/README.md."""

    code = models.CharField(max_length=6, primary_key=True)
    name = models.CharField(max_length=60, unique=True)
    centre = models.CharField(max_length=60)
    column = models.PositiveSmallIntegerField()
    row = models.PositiveSmallIntegerField()

    objects = KeptManager()

    class Meta:
        """Alphabetical."""

        ordering = ("name",)

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Municipality(models.Model):
    """A municipality, also one that merged: it keeps its code, its last day and its successors."""

    code = models.CharField(max_length=6, primary_key=True)
    name = models.CharField(max_length=60)
    province = models.CharField(max_length=30)
    region = KeptKey(Region, on_delete=models.PROTECT, related_name="municipalities")
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    successors = models.ManyToManyField("self", symmetrical=False, related_name="predecessors", blank=True)

    class Meta:
        """Alphabetical."""

        ordering = ("name",)

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Theme(models.Model):
    """A theme of the law by which everything is found."""

    slug = models.SlugField(max_length=30, primary_key=True)
    name = models.CharField(max_length=80, unique=True)
    summary = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField()

    objects = KeptManager()

    class Meta:
        """In the order of the law's own path."""

        ordering = ("position",)

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Organisation(models.Model):
    """An organisation that takes part in the learning system."""

    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=20, choices=[(kind.value, name) for kind, name in KIND_NAMES.items()])
    municipality = models.ForeignKey(
        Municipality, null=True, blank=True, on_delete=models.PROTECT, related_name="organisations"
    )
    region = KeptKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="organisations")
    fictional = models.BooleanField(default=False)
    caseload = models.PositiveIntegerField(
        null=True, blank=True, help_text="Hoeveel inburgeraars een gemeente ongeveer begeleidt, door haarzelf opgegeven"
    )
    caseload_on = models.DateField(null=True, blank=True)

    class Meta:
        """Alphabetical; a municipality's organisation belongs to a municipality."""

        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in OrganisationKind]), name="organisation_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(caseload__isnull=True, caseload_on__isnull=True)
                | Q(caseload__isnull=False, caseload_on__isnull=False, kind=OrganisationKind.MUNICIPALITY),
                name="caseload_of_a_municipality_has_a_day",
            ),
        )

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class PersonManager(BaseUserManager["Person"]):
    """Making persons; the name of the method is the framework's."""

    def create_user(self, email: str, password: str | None = None, *, name: str = "") -> Person:
        """Make a person who can sign in with e-mail and password."""
        person = self.model(email=self.normalize_email(email).lower(), name=name)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody who takes part. We keep the least: name, e-mail, password, and what they want to hear how often."""

    class Digest(models.TextChoices):
        """How often feedback comes by mail."""

        AT_ONCE = "at_once", "Meteen"
        DAILY = "daily", "Elke dag"
        WEEKLY = "weekly", "Elke week"
        NEVER = "never", "Nooit"

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=100)
    digest = models.CharField(max_length=10, choices=Digest.choices, default=Digest.DAILY)
    unreachable_since = models.DateTimeField(
        null=True, blank=True, help_text="Vanaf wanneer de mailserver dit adres weigert; leeg: mail komt aan"
    )
    may_be_sampled = models.BooleanField(
        default=True, help_text="Mag soms de vraag krijgen of een knelpunt van anderen nog speelt"
    )
    helps_with = models.ManyToManyField(
        Theme,
        blank=True,
        related_name="+",
        help_text="Thema’s waarover collega’s deze persoon mogen vragen, door die zelf gekozen",
    )
    is_active = models.BooleanField(default=True)
    fictional = models.BooleanField(default=False)
    demo_introduction = models.CharField(max_length=300, blank=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    # `is_superuser`, which comes with the permissions, is what the content system asks to let somebody in. Sign-in sets
    # it anew for each request from the roles of today; what stands in the table means nothing.

    held_when_found: tuple[Held, ...] | None = None
    """The roles as they were when sign-in found this person; only for saying who acts in this request."""

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = PersonManager()

    class Meta:
        """By name."""

        ordering = ("name",)

    def __str__(self) -> str:
        """Return the name."""
        return self.name

    def get_full_name(self) -> str:
        """Return the name, as the content system asks for it."""
        return self.name

    @property
    def wants_mail(self) -> bool:
        """Whether feedback may come by mail."""
        return self.is_active and self.digest != self.Digest.NEVER


class RoleGrant(models.Model):
    """A role that a person holds for an organisation, optionally limited to a region or theme."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="grants")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=30, choices=[(role.value, name) for role, name in ROLE_NAMES.items()])
    region = KeptKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    theme = KeptKey(Theme, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        """One row per role, organisation and limit that is still held."""

        constraints = (
            # SQLite takes each NULL for another value, so no limit is counted as an empty text.
            models.UniqueConstraint(
                "person",
                "organisation",
                "role",
                Coalesce("region", Value(""), output_field=models.CharField()),
                Coalesce("theme", Value(""), output_field=models.CharField()),
                condition=Q(until__isnull=True),
                name="role_held_once",
            ),
            models.CheckConstraint(condition=Q(role__in=[role.value for role in Role]), name="role_known"),
        )

    def __str__(self) -> str:
        """Say which role for which organisation."""
        return f"{self.get_role_display()} bij {self.organisation}"


class Invitation(models.Model):
    """An invitation by e-mail to hold roles for an organisation; the link itself is not kept, only its hash.

    It is open until somebody accepts or withdraws it; then the address is wiped, because nobody needs it any more.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField(max_length=254, blank=True)
    roles: models.JSONField[list[str], list[str]] = models.JSONField()
    region = KeptKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    theme = KeptKey(Theme, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    accepted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Latest first; one open invitation per organisation and address."""

        ordering = ("-sent_at", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="invitation_open_once",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True), name="invitation_ends_once"
            ),
        )

    def __str__(self) -> str:
        """Say for which organisation."""
        return f"Uitnodiging voor {self.organisation}"


def reach_of(actor: Actor, roles: Collection[Role], *, region: str, theme: str) -> Q:
    """Return what lies within the limits of these roles; `region` and `theme` name the columns to look at."""
    reach = Q(pk__in=())
    for grant in actor.grants:
        if grant.role in roles:
            limits = {region: grant.region, theme: grant.theme}
            reach |= Q(**{column: limit for column, limit in limits.items() if limit}) or Q(pk__isnull=False)
    return reach
