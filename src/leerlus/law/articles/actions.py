"""Writing: a new version of an article, and the articles that an installation starts with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from django.db import transaction

from leerlus.audit.models import record
from leerlus.audit.steps import Denied
from leerlus.law.articles import policies
from leerlus.law.articles.models import Article, Law, Paragraph, Version

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from leerlus.people.actors import Actor

REFERENCE = Path(__file__).parent / "reference" / "articles.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionText:
    """What an article says from a day on, in own words; `paragraphs` by number."""

    valid_from: date
    gist: str
    publication: str = ""
    paragraphs: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def add_version(*, article_id: int, text: VersionText, by: Actor, at: datetime) -> Version:
    """Record what an article says from a day on; the version before ends the day before it."""
    policies.check_may_add_version(by)
    article = Article.objects.select_for_update().filter(pk=article_id).first()
    if article is None:
        raise Denied("Dit artikel is er niet.")
    latest = article.versions.first()
    policies.check_follows(latest.valid_from if latest else None, text.valid_from)
    if latest:
        latest.valid_until = text.valid_from - timedelta(days=1)
        latest.save(update_fields=["valid_until"])
    version = Version.objects.create(
        article=article, valid_from=text.valid_from, gist=text.gist, publication=text.publication, added_at=at
    )
    Paragraph.objects.bulk_create(
        Paragraph(version=version, number=number, gist=gist, position=position)
        for position, (number, gist) in enumerate(text.paragraphs.items(), start=1)
    )
    record(
        subject="article",
        subject_id=article.pk,
        name="new_version",
        is_step=False,
        actor_id=by.person_id,
        actor_label=by.label(),
        at=at,
        note=text.publication,
        data={"valid_from": text.valid_from.isoformat()},
    )
    return version


@transaction.atomic
def load_articles(*, by: Actor, at: datetime) -> int:
    """Add the laws, articles and versions of the file that are not there yet; return how many versions came in."""
    added = 0
    for place, law in enumerate(yaml.safe_load(REFERENCE.read_text(encoding="utf-8")), start=1):
        named = {key: law[key] for key in ("name", "kind", "bwb")}
        Law.objects.update_or_create(slug=law["slug"], defaults={**named, "position": place})
        for position, written in enumerate(law["articles"], start=1):
            article, _ = Article.objects.update_or_create(
                law_id=law["slug"],
                number=str(written["number"]),
                defaults={"title": written["title"], "position": position},
            )
            known = set(article.versions.values_list("valid_from", flat=True))
            for version in written["versions"]:
                if version["from"] not in known:
                    add_version(article_id=article.pk, text=_as_text(version), by=by, at=at)
                    added += 1
    return added


def _as_text(version: Mapping[str, Any]) -> VersionText:
    paragraphs = {str(number): text for number, text in version.get("paragraphs", {}).items()}
    return VersionText(
        valid_from=version["from"],
        gist=version["gist"],
        publication=version.get("publication", ""),
        paragraphs=paragraphs,
    )
