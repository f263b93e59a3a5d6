"""Reading the law: the list of articles, one article on a day, and what changed since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from leerlus.audit.steps import Denied
from leerlus.law.articles.models import Article, Law, Version

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """An article with its versions, the latest first, and the one that holds on the day asked; None: none did yet."""

    article: Article
    versions: tuple[Version, ...]
    shown: Version | None
    day: date


def list_laws() -> list[Law]:
    """Return the laws with their articles; two queries."""
    return list(Law.objects.prefetch_related(Prefetch("articles", Article.objects.order_by("position"))))


def find_article(law: str, number: str) -> Article:
    """Return an article; Denied when it is not there. One query."""
    found = Article.objects.select_related("law").filter(law_id=law, number=number).first()
    if found is None:
        raise Denied("Dit artikel staat hier niet. Misschien staat het al wel op wetten.overheid.nl.")
    return found


def read_article(law: str, number: str, day: date) -> ArticlePage:
    """Return an article as it was on a day; three queries."""
    article = find_article(law, number)
    versions = list(article.versions.prefetch_related("paragraphs"))
    for version in versions:
        version.article = article
    shown = next((version for version in versions if version.covers(day)), None)
    return ArticlePage(article=article, versions=tuple(versions), shown=shown, day=day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """That an article says something else: from when, and since when we know."""

    article: Article
    valid_from: date
    added_at: datetime


def changes_of(article_ids: Collection[int], until: date) -> dict[int, list[Change]]:
    """Return for each article the versions that began on or before a day, the latest first; one query."""
    found = Version.objects.filter(article__in=article_ids, valid_from__lte=until).select_related("article__law")
    changes: dict[int, list[Change]] = {}
    for each in found:
        change = Change(article=each.article, valid_from=each.valid_from, added_at=each.added_at)
        changes.setdefault(each.article_id, []).append(change)
    return changes
