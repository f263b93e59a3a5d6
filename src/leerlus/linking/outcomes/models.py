"""An outcome, the check whether it had effect, and the question of that check to others than the parties."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from leerlus.linking.bottlenecks.models import Bottleneck
from leerlus.people.models import Organisation
from leerlus.ui.dates import number, pick_form


class Outcome(models.Model):
    """What solves or eases a bottleneck. A temporary agreement always has an end date."""

    class Kind(models.TextChoices):
        """The kinds of outcome at the linking level."""

        ANSWER = "answer", "Antwoord"
        GUIDE = "guide", "Handreiking"
        WAY_OF_WORKING = "way_of_working", "Werkwijze"
        STORY = "story", "Praktijkverhaal"
        TEMPORARY_AGREEMENT = "temporary", "Tijdelijke afspraak"

    bottleneck = models.ForeignKey(Bottleneck, on_delete=models.PROTECT, related_name="outcomes")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    title = models.CharField(max_length=140)
    text = models.TextField(max_length=5000)
    change = models.TextField(max_length=2000)
    link = models.URLField(max_length=300, blank=True)
    effective_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    cause = models.BigIntegerField(unique=True, help_text="De gebeurtenis waarmee zij werd vastgelegd")
    by_label = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        """Newest first; temporary means dated."""

        ordering = ("-at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind="temporary", ends_on__isnull=False) | ~Q(kind="temporary") & Q(ends_on__isnull=True),
                name="temporary_agreement_has_an_end",
            ),
        )
        indexes = (models.Index(fields=["-at", "-id"], name="outcome_newest"),)

    def __str__(self) -> str:
        """Return the title."""
        return self.title


class EffectCheck(models.Model):
    """Do the parties still meet it, and a sample of others? Asked 6 weeks and 6 months after the effective date."""

    class Result(models.TextChoices):
        """What came out."""

        PASSED = "passed", "Het werkt"
        FAILED = "failed", "Het speelt nog"
        UNANSWERED = "unanswered", "Niemand antwoordde"
        CANCELLED = "cancelled", "Vervallen: het knelpunt was al heropend"

    bottleneck = models.ForeignKey(Bottleneck, on_delete=models.CASCADE, related_name="effect_checks")
    round = models.PositiveSmallIntegerField()
    about = models.CharField(max_length=200)
    due_on = models.DateField()
    asked_at = models.DateTimeField(null=True, blank=True)
    cause = models.BigIntegerField(null=True, blank=True, unique=True)
    closes_on = models.DateField(null=True, blank=True)
    result = models.CharField(max_length=10, choices=Result.choices, blank=True)
    asked = models.PositiveIntegerField(default=0)
    helps = models.PositiveIntegerField(default=0)
    partly = models.PositiveIntegerField(default=0)
    still = models.PositiveIntegerField(default=0)
    others_asked = models.PositiveIntegerField(default=0)
    others_yes = models.PositiveIntegerField(default=0)
    others_no = models.PositiveIntegerField(default=0)
    others_unknown = models.PositiveIntegerField(default=0)
    concluded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """What is due first."""

        ordering = ("due_on", "pk")
        indexes = (models.Index(fields=["result", "due_on"], name="check_due"),)

    def __str__(self) -> str:
        """Say which check."""
        return f"effectcheck {self.round} van knelpunt {self.bottleneck_id}"

    @property
    def answered(self) -> int:
        """How many parties answered."""
        return self.helps + self.partly + self.still

    @property
    def others_answered(self) -> int:
        """How many others answered."""
        return self.others_yes + self.others_no + self.others_unknown

    @property
    def remarks(self) -> tuple[SampleQuestion, ...]:
        """What others added, for the owner of the bottleneck; the questions were read along with the check."""
        return tuple(question for question in self.sample.all() if question.remark)

    @property
    def told(self) -> str:
        """What came back, in sentences: the parties and the others apart. In full, so not for the public."""
        if not self.answered + self.others_answered:
            return "Niemand gaf antwoord."
        return " ".join(part for part in (self._told_by_parties(), self._told_by_others()) if part)

    def _told_by_parties(self) -> str:
        if not self.answered:
            return f"Van de {_people(self.asked)} gaf niemand antwoord."
        return (
            f"Van de {_people(self.answered)} die {pick_form(self.answered, 'antwoordde,antwoordden')}, "
            f"{pick_form(self.helps, 'zei,zeiden')} er {number(self.helps)} dat het niet meer speelt, "
            f"{number(self.partly)} dat het minder speelt en {number(self.still)} dat het nog speelt."
            + _silent(self.asked - self.answered)
        )

    def _told_by_others(self) -> str:
        if not self.others_asked:
            return ""
        if not self.others_answered:
            return f"Van de {number(self.others_asked)} anderen die wij vroegen, gaf niemand antwoord."
        return (
            f"Van de {number(self.others_answered)} {pick_form(self.others_answered, 'ander,anderen')} die "
            f"{pick_form(self.others_answered, 'antwoordde,antwoordden')}, "
            f"{pick_form(self.others_no, 'zei,zeiden')} er {number(self.others_no)} dat het bij hen niet speelt en "
            f"{number(self.others_yes)} dat het nog speelt; {number(self.others_unknown)} "
            f"{pick_form(self.others_unknown, 'wist,wisten')} het niet."
            + _silent(self.others_asked - self.others_answered)
        )


def _people(count: int) -> str:
    return f"{number(count)} {pick_form(count, 'betrokkene,betrokkenen')}"


def _silent(count: int) -> str:
    return f" {number(count)} {pick_form(count, 'gaf,gaven')} geen antwoord." if count > 0 else ""


class SampleQuestion(models.Model):
    """The question of an effect check to somebody who is not a party: does this still happen to you?

    When the person goes, the answer stays with the organisation. Open is what is neither answered nor closed; it is
    closed when the answers are counted, or when the check is cancelled.
    """

    class Answer(models.TextChoices):
        """Does it still happen?"""

        YES = "yes", "Ja"
        NO = "no", "Nee"
        UNKNOWN = "unknown", "Weet ik niet"

    effect_check = models.ForeignKey(EffectCheck, on_delete=models.CASCADE, related_name="sample")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    is_near = models.BooleanField(help_text="Van een soort of regio waar het knelpunt speelt")
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=8, choices=Answer.choices, blank=True)
    remark = models.TextField(max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Once per person and once per organisation for a check; a person has one open question at a time."""

        ordering = ("asked_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=["effect_check", "person"], name="sampled_once"),
            models.UniqueConstraint(fields=["effect_check", "organisation"], name="sampled_once_per_organisation"),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(answered_at__isnull=True, closed_at__isnull=True),
                name="one_sample_question_open",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True) | ~Q(answer="") & Q(answered_at__isnull=False),
                name="sample_answer_has_a_time",
            ),
        )

    def __str__(self) -> str:
        """Say of which check."""
        return f"steekproefvraag {self.pk} bij effectcheck {self.effect_check_id}"
