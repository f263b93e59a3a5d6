"""What a meeting talks about: its items, how they lie together, and which the members find most urgent."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from leerlus.linking.bottlenecks.models import Bottleneck
from leerlus.linking.meetings.models.attending import Attendance
from leerlus.linking.meetings.models.meeting import Meeting
from leerlus.linking.meetings.workflow import ITEM_MINUTES
from leerlus.practice.issues.models import Issue


class Cluster(models.Model):
    """Items of one meeting that are about the same thing; a column of the board."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="clusters")
    name = models.CharField(max_length=80)

    class Meta:
        """In order of making; each name once."""

        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["meeting", "name"], name="each_cluster_once"),)

    def __str__(self) -> str:
        """Return the name."""
        return self.name


class AgendaItem(models.Model):
    """One thing that a meeting talks about.

    An item about an issue or a bottleneck keeps no title: each reader sees the title of now, if they may read it.
    """

    class Source(models.TextChoices):
        """Where it comes from."""

        ISSUE = "issue", "Kwestie die wacht"
        BOTTLENECK = "bottleneck", "Knelpunt dat terugkwam"
        ACTION = "action", "Actie"
        FEEDBACK = "feedback", "Antwoord dat niet hielp"
        STANDING = "standing", "Vast punt"
        OWN = "own", "Eigen punt"

    class Mark(models.TextChoices):
        """What the group thinks of it."""

        NONE = "", "Nog niet bepaald"
        EASY = "easy", "Snel op te pakken"
        NOT_OURS = "not_ours", "Niet van ons: doorgeven"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    source = models.CharField(max_length=12, choices=Source.choices)
    title = models.CharField(max_length=300, blank=True)
    why = models.CharField(max_length=300, blank=True)
    issue = models.ForeignKey(Issue, null=True, blank=True, on_delete=models.CASCADE, related_name="agenda_items")
    bottleneck = models.ForeignKey(
        Bottleneck, null=True, blank=True, on_delete=models.CASCADE, related_name="agenda_items"
    )
    cluster = models.ForeignKey(Cluster, null=True, blank=True, on_delete=models.SET_NULL, related_name="items")
    mark = models.CharField(max_length=10, choices=Mark.choices, blank=True, default=Mark.NONE)
    minutes = models.PositiveSmallIntegerField(default=ITEM_MINUTES)

    class Meta:
        """In order of adding; an issue once in a meeting; what is about nothing else has a title."""

        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["meeting", "issue"], name="issue_once_on_an_agenda"),
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(source="standing"), name="one_standing_item_in_a_meeting"
            ),
            models.CheckConstraint(
                condition=~Q(title="") | Q(issue__isnull=False) | Q(bottleneck__isnull=False), name="item_is_about_it"
            ),
        )

    def __str__(self) -> str:
        """Return the own title; what is about something else has none."""
        return self.title or self.get_source_display()


class Preference(models.Model):
    """A vote of a member for talking about an item."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="preferences")
    attendance = models.ForeignKey(Attendance, on_delete=models.CASCADE, related_name="preferences")

    class Meta:
        """Once per member."""

        constraints = (models.UniqueConstraint(fields=["item", "attendance"], name="prefer_an_item_once"),)

    def __str__(self) -> str:
        """Say for which item."""
        return f"stem voor punt {self.item_id}"
