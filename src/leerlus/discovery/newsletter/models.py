"""Who asked for the newsletter, the letters with their blocks, and what went to whom."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from leerlus.discovery.newsletter.workflow import DRAFT, OUT, WORKFLOW, Choices, unpack
from leerlus.linking.outbox.models import Mail
from leerlus.people.kept import KeptKey
from leerlus.people.models import Region, Theme


class SubscriberQuerySet(models.QuerySet["Subscriber"]):
    """Reading subscribers."""

    def reached(self) -> SubscriberQuerySet:
        """Return who confirmed the address and where mail arrives."""
        return self.filter(confirmed_at__isnull=False, refused_at__isnull=True)


class Subscriber(models.Model):
    """An address that asked for the newsletter, with its choices and dates; nothing else is known of it.

    themes, regions  slugs and codes, in order, with a space between them; empty is everything
    code             what the link in the mail must say too; drawn anew after use, so that the link works once
    asks             how many mails went about this wish to subscribe
    refused_at       when a mail server said that the address does not exist
    """

    email = models.CharField(max_length=254, unique=True)
    themes = models.CharField(max_length=1000, blank=True)
    regions = models.CharField(max_length=1000, blank=True)
    code = models.CharField(max_length=22)
    asks = models.PositiveSmallIntegerField(default=1)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)

    objects = SubscriberQuerySet.as_manager()

    class Meta:
        """In order of coming."""

        ordering = ("pk",)

    def __str__(self) -> str:
        """Say which, without the address: this ends up in logs."""
        return f"abonnee {self.pk}"

    @property
    def choices(self) -> Choices:
        """What this subscriber wants to hear about."""
        return unpack(self.themes, self.regions)


class LetterQuerySet(models.QuerySet["Letter"]):
    """Reading letters."""

    def out(self) -> LetterQuerySet:
        """Return the letters that everybody may read, newest first."""
        return self.filter(state__in=OUT).order_by("-started_at", "-pk")


class Letter(models.Model):
    """One newsletter, from the first draft to the last mail.

    since            from when on it tells what happened
    starts_at        when the first mail goes, once somebody pressed the button; until then it can be taken back
    planned_through  the last subscriber for whom a mail was planned; planned_at: when that was done for all
    skipped          for how many nothing in it was left; sent, unsure, refused: filled in at the end
    cause, corrects  of a correction: the event by which an answer says no longer what these blocks told; it goes to
                     whoever had one of them, and to nobody else
    """

    subject = models.CharField(max_length=140, blank=True)
    intro = models.TextField(max_length=2000, blank=True)
    state = models.CharField(max_length=10, choices=WORKFLOW.choices(), default=DRAFT)
    since = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    starts_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    planned_through = models.BigIntegerField(default=0)
    planned_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    skipped = models.PositiveIntegerField(default=0)
    sent = models.PositiveIntegerField(default=0)
    unsure = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    cause = models.BigIntegerField(null=True, blank=True, unique=True)
    corrects: models.ManyToManyField[Block, models.Model] = models.ManyToManyField(
        "Block", related_name="corrections", blank=True
    )
    fictional = models.BooleanField(default=False)

    objects = LetterQuerySet.as_manager()

    class Meta:
        """Newest first; what is out has a date."""

        ordering = ("-made_at", "-pk")
        constraints = (
            models.CheckConstraint(condition=Q(state__in=list(WORKFLOW.states)), name="letter_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=OUT, started_at__isnull=False) | ~Q(state__in=OUT) & Q(started_at__isnull=True),
                name="letter_that_is_out_has_a_date",
            ),
        )

    def __str__(self) -> str:
        """Return the subject."""
        return self.subject or "Nieuwsbrief zonder onderwerp"


class Block(models.Model):
    """One thing that a letter tells, in the words of that moment.

    source         what it is about, as `outcome:12`; empty for a text of the editors
    theme, region  for whom it is; empty is for everybody
    url            a page of ours, from the slash
    """

    class Kind(models.TextChoices):
        """What it is; the value also says under which heading it stands."""

        OUTCOME = "outcome", "Opbrengst"
        DECISION = "decision", "Besluit"
        ANSWER = "answer", "Vraag en antwoord"
        TOOL = "tool", "Hulpmiddel"
        MEETING = "meeting", "Bijeenkomst"
        COMMUNITY = "community", "Community"
        TEXT = "text", "Bericht van de redactie"

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="blocks")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    source = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=140)
    text = models.TextField(max_length=2000)
    url = models.CharField(max_length=300, blank=True)
    theme = KeptKey(Theme, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    region = KeptKey(Region, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    left_out = models.BooleanField(default=False)
    fictional = models.BooleanField(default=False)

    class Meta:
        """In the order that the editors chose; what is told stands in a letter once."""

        ordering = ("position", "pk")
        constraints = (
            models.UniqueConstraint(fields=["letter", "source"], condition=~Q(source=""), name="told_once_in_a_letter"),
            models.CheckConstraint(condition=Q(url="") | Q(url__startswith="/"), name="block_links_to_a_page_of_ours"),
        )
        indexes = (models.Index(fields=["source"], name="block_source"),)

    def __str__(self) -> str:
        """Return the title."""
        return self.title


class Edition(models.Model):
    """The blocks of a letter that some of its readers get; who has the same blocks has the same edition."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="editions")
    key = models.CharField(max_length=1000, help_text="De nummers van de blokken, op volgorde")
    blocks = models.ManyToManyField(Block, related_name="editions")

    class Meta:
        """Once per combination."""

        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["letter", "key"], name="edition_once"),)

    def __str__(self) -> str:
        """Say which."""
        return f"uitgave {self.pk} van nieuwsbrief {self.letter_id}"


class Delivery(models.Model):
    """One letter to one subscriber: planned once, claimed before it is handed over, so that it goes at most once.

    The states and troubles are those of any mail (ADR 0006). Who unsubscribes takes these rows along.
    """

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="deliveries")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="deliveries")
    subscriber = models.ForeignKey(Subscriber, on_delete=models.CASCADE, related_name="deliveries")
    state = models.CharField(max_length=15, choices=Mail.State.choices, default=Mail.State.PLANNED)
    trouble = models.CharField(max_length=10, choices=Mail.Trouble.choices, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()
    handed_over_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Nobody gets a letter twice."""

        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["letter", "subscriber"], name="letter_once_per_subscriber"),
            models.CheckConstraint(condition=Q(state__in=Mail.State.values), name="delivery_state_known"),
        )
        indexes = (models.Index(fields=["state", "not_before"], name="delivery_due"),)

    def __str__(self) -> str:
        """Say for whom, without the address."""
        return f"nieuwsbrief {self.letter_id} voor abonnee {self.subscriber_id}"
