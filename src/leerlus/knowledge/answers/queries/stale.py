"""When a published text may be out of date: a source that changed, or a day of reviewing that went by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from leerlus.knowledge.answers.models import Publication
from leerlus.law.articles.queries import latest_changes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Warnings:
    """What a reader must know of a text. Each is None when it is not so.

    changed_on  from when a cited article has a version that began after the text was approved
    overdue_on  the day on which it should have been reviewed again
    """

    changed_on: date | None = None
    overdue_on: date | None = None

    def __bool__(self) -> bool:
        """Tell whether there is anything to warn about."""
        return self.changed_on is not None or self.overdue_on is not None


def warn_about(publications: Sequence[Publication], today: date) -> dict[int, Warnings]:
    """Return the warnings per publication; two queries for all of them."""
    pairs = Publication.articles.through.objects.filter(publication__in=[each.pk for each in publications])
    cited: dict[int, list[int]] = {}
    for publication_id, article_id in pairs.values_list("publication_id", "article_id"):
        cited.setdefault(publication_id, []).append(article_id)
    changes = latest_changes({article for articles in cited.values() for article in articles}, today) if cited else {}
    return {each.pk: _warnings(each, [changes[a] for a in cited.get(each.pk, ()) if a in changes], today)
            for each in publications}  # fmt: skip


def _warnings(publication: Publication, changes: Sequence[date], today: date) -> Warnings:
    approved_on = timezone.localdate(publication.approved_at)
    return Warnings(
        changed_on=max((day for day in changes if day > approved_on), default=None),
        overdue_on=publication.review_on if publication.review_on < today else None,
    )
