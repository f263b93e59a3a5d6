"""Writing: the index follows the database, is built anew, and what was not found is kept without who asked."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import asdict
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from leerlus.discovery.search.engine import INDEX
from leerlus.discovery.search.models import Bookmark, Entry, Missed, Word
from leerlus.discovery.search.sources import lexicon, sources
from leerlus.measures import personal_data
from leerlus.measures.similarity import WORD, has_meaning
from leerlus.measures.terms import VERSION, analyze, clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from leerlus.measures.finding import Document, Source

BATCH = 400
OVERLAP = timedelta(minutes=10)
"""A deed that began earlier may be saved later than one that we read already: so we read back this far."""

COMPARE_EVERY = timedelta(hours=24)
"""So often all things are compared, also those that say that they did not change."""

SHORTEST_WORD, LONGEST_WORD, LONGEST_HEADING, LONGEST_MISSED = 4, 60, 300, 100
MOST_MISSED = 5000
"""Who asks for nonsense all day must not fill the database."""


def follow(at: datetime) -> int:
    """Bring the index up to the database; return how many things were indexed or forgotten."""
    return sum(_follow(source, at) for source in sources().values()) + _forget_kinds()


def rebuild(at: datetime) -> int:
    """Throw the index away and build it from nothing; return how many things can be found now."""
    with transaction.atomic():
        _forget(list(Entry.objects.values_list("pk", flat=True)))
        Word.objects.all().delete()
        Bookmark.objects.all().delete()
    follow(at)
    return Entry.objects.count()


@transaction.atomic
def _follow(source: Source, at: datetime) -> int:
    """Read what changed of one source, what is new whatever its date says, and what is gone."""
    bookmark = Bookmark.objects.select_for_update().filter(pk=source.kind).first()
    ours = Entry.objects.filter(kind=source.kind)
    gone = ours.exclude(thing_id__in=source.things().order_by().values("pk"))
    done = _forget(list(gone.values_list("pk", flat=True)))
    if bookmark is None or bookmark.version != VERSION or bookmark.compared_at < at - COMPARE_EVERY:
        compared_at = at
        done += _index(source, source.things())
    else:
        compared_at = bookmark.compared_at
        done += _index(source, source.changed(bookmark.read_at - OVERLAP))
        done += _index(source, source.things().filter(~Exists(ours.filter(thing_id=OuterRef("pk")))))
    now = {"read_at": at, "compared_at": compared_at, "version": VERSION}
    Bookmark.objects.update_or_create(pk=source.kind, defaults=now)
    return done


def _index(source: Source, things: QuerySet[Any]) -> int:
    """Index those of these things that are other than we know them."""
    done, found = 0, things.order_by("pk").iterator(chunk_size=BATCH)
    while batch := list(islice(found, BATCH)):
        documents = [source.read(thing) for thing in batch]
        ours = Entry.objects.filter(kind=source.kind, thing_id__in=[document.id for document in documents])
        before = {entry.thing_id: entry for entry in ours}
        digests = {number: entry.digest for number, entry in before.items()}
        # Compared before its words are taken apart: most of what says that it may have changed did not.
        fresh = [make_entry(source.kind, each) for each in documents if digests.get(each.id) != digest_of(each)]
        if not fresh:
            continue
        _count_words(-1, [before[entry.thing_id] for entry in fresh if entry.thing_id in before])
        _count_words(1, fresh)
        own = ("id", "kind", "thing_id")
        Entry.objects.bulk_create(
            fresh,
            update_conflicts=True,
            unique_fields=["kind", "thing_id"],
            update_fields=[field.name for field in Entry._meta.concrete_fields if field.name not in own],
        )
        # Read again: a row that was there already does not tell its key.
        INDEX.upsert(list(ours.filter(thing_id__in=[entry.thing_id for entry in fresh])))
        done += len(fresh)
    return done


def _forget(ids: Sequence[int]) -> int:
    """Forget entries, with their words."""
    for batch in _in_batches(ids):
        entries = Entry.objects.filter(pk__in=batch)
        _count_words(-1, entries)
        INDEX.delete(batch)
        entries.delete()
    return len(ids)


def _forget_kinds() -> int:
    """Forget the kinds of which no source is named any more."""
    left = Entry.objects.exclude(kind__in=list(sources()))
    with transaction.atomic():
        return _forget(list(left.values_list("pk", flat=True)))


def _in_batches(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for place in range(0, len(rows), BATCH):
        yield rows[place : place + BATCH]


def digest_of(document: Document) -> str:
    """Return what tells two versions of a document apart; the rules for words count too."""
    written = json.dumps([VERSION, asdict(document)], default=str, sort_keys=True)
    return hashlib.sha256(written.encode("utf-8", "replace")).hexdigest()


def make_entry(kind: str, document: Document) -> Entry:
    """Return the copy of a document, with its terms; not saved."""
    title, text = clean(document.title), clean(document.text)
    return Entry(
        kind=kind,
        thing_id=document.id,
        heading=title[:LONGEST_HEADING],
        text=text,
        title_terms=" ".join(analyze(title, lexicon())),
        text_terms=" ".join(analyze(text, lexicon())),
        words=words_of(f"{title} {text}"),
        themes=list(document.themes),
        date=document.date,
        url=document.url,
        fictional=document.fictional,
        digest=digest_of(document),
    )


def words_of(text: str) -> list[str]:
    """Return the words that spelling may propose, each once: in small letters, with their accents."""
    found = dict.fromkeys(word.lower() for word in WORD.findall(text))
    return [word for word in found if SHORTEST_WORD <= len(word) <= LONGEST_WORD and has_meaning(word)]


def _count_words(step: int, entries: Iterable[Entry]) -> None:
    """Count the words of entries that come (1) or go (-1); a word that stands nowhere any more is gone."""
    counts = Counter(word for entry in entries for word in entry.words)
    words = sorted(counts)
    for batch in _in_batches(words):
        known = dict(Word.objects.filter(word__in=batch).values_list("word", "entries"))
        now = {word: known.get(word, 0) + step * counts[word] for word in batch}
        Word.objects.bulk_create(
            (Word(word=word, entries=times) for word, times in now.items() if times > 0),
            update_conflicts=True,
            unique_fields=["word"],
            update_fields=["entries"],
        )
        if gone := [word for word, times in now.items() if times <= 0]:
            Word.objects.filter(word__in=gone).delete()


def note_missed(words: str, *, at: datetime) -> None:
    """Keep that on this day somebody found nothing for these words; not twice a day, and never what may be personal.

    Words with a number, or in which something looks like personal data, are not kept at all.
    """
    today, kept = timezone.localdate(at), " ".join(clean(words).lower().split())
    has_number = any(sign.isdigit() for sign in kept)
    if not kept or len(kept) > LONGEST_MISSED or has_number or personal_data.find(words):
        return
    known = Missed.objects.filter(words=kept).first()
    if known is None and Missed.objects.count() < MOST_MISSED:
        try:
            with transaction.atomic():
                Missed.objects.create(words=kept, first_on=today, last_on=today)
        except IntegrityError:
            return  # somebody else asked the same at the same moment, and this day is counted
    elif known is not None and known.last_on < today:
        Missed.objects.filter(pk=known.pk, last_on__lt=today).update(days=F("days") + 1, last_on=today)


def wipe_missed(at: datetime) -> int:
    """Wipe what nobody asked for in a long time."""
    until = timezone.localdate(at) - timedelta(days=settings.MISSED_DAYS_KEPT)
    return Missed.objects.filter(last_on__lt=until).delete()[0]
