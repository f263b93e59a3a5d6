"""What readers find: the list of answers, and one answer as it was said on a day about a case of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from leerlus.audit.steps import Denied
from leerlus.knowledge.answers import policies
from leerlus.knowledge.answers.models import Publication, SavedAnswer
from leerlus.knowledge.answers.queries.stale import Warnings, warn_about
from leerlus.people.actors import KIND_NAMES, OrganisationKind
from leerlus.people.models import Theme

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.db.models import QuerySet

    from leerlus.people.actors import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What somebody looks for; what is empty does not limit."""

    words: str = ""
    theme: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPage:
    """One answer.

    shown     the text of the days asked; None: nothing was said then about such a case
    latest    the text that is public now; None: it was withdrawn
    said_on, case_on   the days asked; None: today
    warnings  only about the latest text
    """

    answer_id: int
    shown: Publication | None
    latest: Publication | None
    versions: tuple[Publication, ...]
    themes: tuple[Theme, ...]
    said_on: date | None
    case_on: date | None
    warnings: Warnings
    saved: bool

    @property
    def withdrawn(self) -> Publication | None:
        """The last text, when the answer was withdrawn."""
        return None if self.latest else self.versions[0]

    @property
    def is_past(self) -> bool:
        """Whether a reader asked for another day than today."""
        return self.said_on is not None or self.case_on is not None

    @property
    def audience(self) -> tuple[str, ...]:
        """For which kinds of organisation; empty: for all."""
        if self.shown is None:
            return ()
        return tuple(KIND_NAMES[OrganisationKind(kind)] for kind in self.shown.content["audience"])


def search(wanted: Search) -> QuerySet[Publication]:
    """Return the texts that are public now and fit, the latest first."""
    found = Publication.objects.filter(published_until__isnull=True)
    for word in wanted.words.split():
        found = found.filter(words__icontains=word)
    if wanted.theme:
        found = found.filter(themes=wanted.theme)
    if wanted.kind:
        found = found.filter(Q(audience="") | Q(audience__contains=f"|{wanted.kind}|"))
    return found.prefetch_related("themes")


def end_of(day: date) -> datetime:
    """Return the last moment of a day: what was said on a day is what stood there when it ended."""
    return timezone.make_aware(datetime.combine(day, time.max))


def publications_of(answer_id: int) -> list[Publication]:
    """Return everything that was published of an answer, the latest first; Denied when nothing was. One query."""
    found = list(Publication.objects.filter(answer_id=answer_id))
    if not found:
        raise Denied(policies.GONE)
    return found


def said(
    versions: Sequence[Publication], *, said_on: date | None, case_on: date | None, now: datetime
) -> Publication | None:
    """Return what was said on a day about a case of a day; without days: what holds now.

    Without a day of the case it is about a case of that same day; when no text covers that, the latest text of then.
    """
    moment = now if said_on is None else min(end_of(said_on), now)
    case = case_on or timezone.localdate(moment)
    found = policies.said_about(versions, moment, case)
    if found is not None or case_on is not None:
        return found
    told = [each for each in versions if each.published_from <= moment < (each.published_until or now + timedelta(1))]
    return told[0] if told else None


def read_answer(
    actor: Actor, answer_id: int, *, said_on: date | None = None, case_on: date | None = None, now: datetime
) -> AnswerPage:
    """Return the page of an answer on the days asked; at most six queries."""
    versions = publications_of(answer_id)
    latest = next((each for each in versions if each.published_until is None), None)
    shown = said(versions, said_on=said_on, case_on=case_on, now=now)
    warnings = Warnings()
    if shown is not None and shown == latest:
        warnings = warn_about([shown], timezone.localdate(now))[shown.pk]
    keys = shown.content["themes"] if shown else ()
    return AnswerPage(
        answer_id=answer_id,
        shown=shown,
        latest=latest,
        versions=tuple(versions),
        themes=tuple(theme for theme in Theme.objects.all() if theme.pk in keys),
        said_on=said_on,
        case_on=case_on,
        warnings=warnings,
        saved=bool(actor.person_id) and SavedAnswer.objects.filter(answer=answer_id, person=actor.key).exists(),
    )
