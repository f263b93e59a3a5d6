"""The articles of the law that the answers about a theme rest on."""

from __future__ import annotations

from dataclasses import dataclass, field

from leerlus.knowledge.answers.models import Publication
from leerlus.knowledge.answers.models.publication import address_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedArticle:
    """An article, and the public answers that rest on it: each its address and its question."""

    law: str
    law_name: str
    number: str
    title: str
    cited_in: list[tuple[str, str]] = field(default_factory=list)


def cited_articles(theme: str, most: int) -> tuple[CitedArticle, ...]:
    """Return the articles that most answers about a theme rest on, in the order of the law; one query."""
    rows = (
        Publication.objects.filter(published_until__isnull=True, themes=theme, articles__isnull=False)
        .order_by("articles__law__position", "articles__position", "question")
        .values_list(
            "articles__law_id",
            "articles__law__name",
            "articles__number",
            "articles__title",
            "answer_id",
            "question",
        )
    )
    found: dict[tuple[str, str], CitedArticle] = {}
    for law, name, number, title, answer, question in rows:
        article = CitedArticle(law=law, law_name=name, number=number, title=title)
        found.setdefault((law, number), article).cited_in.append((address_of(answer, question), question))
    chosen = sorted(found.values(), key=lambda each: -len(each.cited_in))[:most]
    return tuple(each for each in found.values() if each in chosen)
