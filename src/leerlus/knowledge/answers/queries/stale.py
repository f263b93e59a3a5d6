"""When a published text may be out of date: a source that changed, or a day of reviewing that went by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from leerlus.knowledge.answers.models import Publication
from leerlus.law.articles.queries import changes_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from leerlus.law.articles.queries import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Warnings:
    """What a reader must know of a text.

    changes     what a cited article says since then and the three did not know when they approved, the latest first
    overdue_on  the day on which it should have been reviewed again; None: it has not gone by
    """

    changes: tuple[Change, ...] = ()
    overdue_on: date | None = None

    def __bool__(self) -> bool:
        """Tell whether there is anything to warn about."""
        return bool(self.changes) or self.overdue_on is not None

    @property
    def known_on(self) -> date | None:
        """Since when the editors can do something about it: no earlier than they could have known."""
        return min((since(each) for each in self.changes), default=None)


def since(change: Change) -> date:
    """Return the first day on which a change holds and is known."""
    return max(change.valid_from, timezone.localdate(change.added_at))


def warn_about(publications: Sequence[Publication], today: date) -> dict[int, Warnings]:
    """Return the warnings per publication; two queries for all of them."""
    pairs = Publication.articles.through.objects.filter(publication__in=[each.pk for each in publications])
    cited: dict[int, list[int]] = {}
    for publication_id, article_id in pairs.values_list("publication_id", "article_id"):
        cited.setdefault(publication_id, []).append(article_id)
    changes = changes_of({article for articles in cited.values() for article in articles}, today) if cited else {}
    return {
        each.pk: _warnings(each, [change for a in cited.get(each.pk, ()) for change in changes.get(a, ())], today)
        for each in publications
    }


def _warnings(publication: Publication, changes: Sequence[Change], today: date) -> Warnings:
    approved_at = publication.approved_at
    approved_on = timezone.localdate(approved_at)
    news = [each for each in changes if each.valid_from > approved_on or each.added_at > approved_at]
    return Warnings(
        changes=tuple(sorted(news, key=lambda each: each.valid_from, reverse=True)),
        overdue_on=publication.review_on if publication.review_on < today else None,
    )
