"""What search keeps: a copy of what can be found, the words that occur, how far it has read, and what was not found."""

from __future__ import annotations

from django.db import models
from wagtail.search import index


class Entry(index.Indexed, models.Model):  # type: ignore[misc] # the library ships no types
    """A copy of one thing that can be found. It can be thrown away and built anew, and never decides who may see it.

    title_terms, text_terms  what the engine indexes: the words without endings, made by `measures.terms`
    words                    the words of the text as they stand there, each once: what spelling knows
    digest                   tells whether the thing changed since it was read
    """

    kind = models.CharField(max_length=20)
    thing_id = models.BigIntegerField()
    heading = models.CharField(max_length=300)
    text = models.TextField()
    title_terms = models.TextField()
    text_terms = models.TextField()
    words: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    themes: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    date = models.DateField()
    url = models.CharField(max_length=300)
    fictional = models.BooleanField(default=False)
    digest = models.CharField(max_length=64)

    search_auto_update = False  # the worker writes the index, never a request
    search_fields = (index.SearchField("title", boost=2), index.SearchField("text_terms"))

    class Meta:
        """Each thing once."""

        ordering = ("kind", "thing_id")
        constraints = (models.UniqueConstraint(fields=["kind", "thing_id"], name="entry_once"),)

    def __str__(self) -> str:
        """Say which thing."""
        return f"{self.kind} {self.thing_id}"

    def title(self) -> str:
        """Return what the engine weighs most; it knows that field by this name."""
        return self.title_terms


class Word(models.Model):
    """A word that occurs in what can be found, and in how many entries; gone when that is none."""

    word = models.CharField(max_length=60, unique=True)
    entries = models.PositiveIntegerField()

    class Meta:
        """Alphabetical."""

        ordering = ("word",)

    def __str__(self) -> str:
        """Return the word."""
        return self.word


class Bookmark(models.Model):
    """How far search has read one kind of thing, and when it last compared all of them."""

    kind = models.CharField(max_length=20, primary_key=True)
    read_at = models.DateTimeField()
    compared_at = models.DateTimeField()
    version = models.PositiveIntegerField(help_text="Met welke versie van de woordregels")

    def __str__(self) -> str:
        """Say of which kind."""
        return f"{self.kind} tot {self.read_at:%d-%m-%Y %H:%M}"


class Missed(models.Model):
    """Words for which somebody found nothing, and on how many days: never who asked."""

    words = models.CharField(max_length=100, unique=True)
    days = models.PositiveIntegerField(default=1)
    first_on = models.DateField()
    last_on = models.DateField(db_index=True)

    class Meta:
        """What is missed most stands first."""

        ordering = ("-days", "-last_on", "words")

    def __str__(self) -> str:
        """Return the words."""
        return self.words
