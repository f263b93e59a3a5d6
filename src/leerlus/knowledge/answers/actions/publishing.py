"""Publishing what three organisations approved, now or on a day, and withdrawing it."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.html import strip_tags

from leerlus.audit.steps import Denied
from leerlus.knowledge.answers import policies
from leerlus.knowledge.answers.actions.stepping import (
    is_outdated,
    lock_answer,
    lock_review,
    note,
    running_review,
    step,
    void,
)
from leerlus.knowledge.answers.models import Answer, Judgement, Publication, ReviewRound
from leerlus.knowledge.answers.workflow import WORKFLOW
from leerlus.law.articles.jci import jci_of, url_of
from leerlus.law.articles.models import Article, Version
from leerlus.people.actors import KIND_NAMES, OrganisationKind

if TYPE_CHECKING:
    from datetime import date, datetime

    from leerlus.people.actors import Actor

Ending = Publication.Ending
Significance = Publication.Significance


@transaction.atomic
def schedule(*, review_id: int, publish_on: date, by: Actor, at: datetime) -> None:
    """Let the approved text be published by itself on a day."""
    policies.check_may_edit(by)
    policies.check_publish_on(publish_on, timezone.localdate(at))
    answer, review = lock_review(review_id)
    _check_publishable(answer, review, "schedule")
    step(review, "schedule", by=by, at=at, publish_on=publish_on)


@transaction.atomic
def publish(*, review_id: int, by: Actor, at: datetime) -> Publication:
    """Publish the approved text; the one before it ends. Everything is looked at again under the lock."""
    if not by.is_clock:
        policies.check_may_edit(by)
    answer, review = lock_review(review_id)
    approvals = _check_publishable(answer, review, "publish")
    before = Publication.objects.filter(answer=answer, published_until__isnull=True).first()
    event = step(review, "publish", by=by, at=at)
    if before is not None:
        _end(before, Ending.REPLACED, at, event.pk)
    return _freeze(review, approvals, answer.publications.count() + 1, at, event.pk)


def _check_publishable(answer: Answer, review: ReviewRound, name: str) -> list[Judgement]:
    """Return the approvals of exactly this text; Denied when there are not three, or when the text changed."""
    WORKFLOW.check(name, review.state)
    if is_outdated(answer, review):
        raise Denied(policies.CHANGED)
    judgements = list(review.judgements.select_related("organisation"))
    policies.check_quorum(judgements, review.content_hash)
    if policies.fingerprint(review.content) != review.content_hash:
        raise Denied(policies.CHANGED)
    return [each for each in judgements if each.verdict == Judgement.Verdict.APPROVE]


def _end(publication: Publication, ending: str, at: datetime, cause: int) -> None:
    publication.published_until = at
    publication.ending = ending
    publication.ended_cause = cause
    publication.save(update_fields=["published_until", "ending", "ended_cause"])


def _freeze(review: ReviewRound, approvals: list[Judgement], number: int, at: datetime, cause: int) -> Publication:
    """Write down the text as it was approved, with what is needed to find it."""
    content = review.content
    first = number == 1
    publication = Publication.objects.create(
        answer_id=review.answer_id,
        review=review,
        number=number,
        content=content,
        content_hash=review.content_hash,
        sources=_sources(content, timezone.localdate(at)),
        approvals=[
            {
                "organisation": each.organisation.name,
                "kind": KIND_NAMES[OrganisationKind(each.kind)],
                "on": timezone.localdate(each.at).isoformat(),
            }
            for each in approvals
        ],
        question=content["question"],
        words=" ".join((content["question"], plain_words(content["text"]), content["example"])),
        audience="".join(f"|{kind}|" for kind in content["audience"]),
        review_on=content["review_on"],
        law_from=content["law_from"],
        law_until=content["law_until"] or None,
        significance=Significance.NEW if first else content["significance"],
        note=content["note"],
        approved_at=max(each.at for each in approvals),
        published_from=at,
        cause=cause,
        fictional=content["fictional"],
    )
    publication.themes.set(content["themes"])
    publication.articles.set([article for article, _ in _cited(content)])
    return publication


def plain_words(html: str) -> str:
    """Return the words of a rich text, a space between its blocks."""
    return " ".join(unescape(strip_tags(html.replace("<", " <"))).split())


def _cited(content: dict[str, Any]) -> list[tuple[Article, str]]:
    """Return the articles that a text rests on, with their paragraph, in its order."""
    wanted = content["citations"]
    found = {
        (article.law_id, article.number): article
        for article in Article.objects.select_related("law").filter(
            law__in={each["law"] for each in wanted}, number__in={each["article"] for each in wanted}
        )
    }
    return [(found[each["law"], each["article"]], each["paragraph"]) for each in wanted]


def _sources(content: dict[str, Any], today: date) -> list[dict[str, str]]:
    """Return the articles with their dated address: the version in force, or the first that was."""
    cited = _cited(content)
    versions = Version.objects.filter(article__in=[article for article, _ in cited], valid_from__lte=today)
    in_force = {each.article_id: each.valid_from for each in versions.order_by("valid_from")}
    sources = []
    for article, paragraph in cited:
        on = in_force.get(article.pk, today)
        jci = jci_of(article.law.bwb, article.number, on, paragraph)
        sources.append(
            {
                "name": f"{article.law.name}, artikel {article.number}" + (f", lid {paragraph}" if paragraph else ""),
                "title": article.title,
                "law": article.law_id,
                "article": article.number,
                "on": on.isoformat(),
                "jci": jci,
                "url": url_of(jci),
            }
        )
    return sources


@transaction.atomic
def withdraw(*, answer_id: int, reason: str, by: Actor, at: datetime) -> Publication:
    """Say no longer what the answer said; a review that goes on stops as well. The reason is for the reader."""
    policies.check_may_edit(by)
    if not reason.strip():
        raise Denied("Schrijf voor de lezer waarom dit antwoord vervalt.")
    answer = lock_answer(answer_id)
    latest = Publication.objects.filter(answer=answer, published_until__isnull=True).first()
    if latest is None:
        raise Denied("Dit antwoord is niet gepubliceerd, of het is al vervallen.")
    event = note(answer.pk, "withdrawn", by=by, at=at, text=reason)
    _end(latest, Ending.WITHDRAWN, at, event.pk)
    Publication.objects.filter(answer=answer, withdrawn_at__isnull=True).update(
        withdrawn_at=at, withdrawn_because=reason
    )
    review = running_review(answer)
    if review is not None:
        void(review, by=by, at=at, reason="Het antwoord is vervallen.")
    return latest
