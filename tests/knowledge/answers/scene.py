"""The scene in which answers are tried: the cast, the law, an editor, and a reviewer of each of the three."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from leerlus.knowledge.answers import actions
from leerlus.knowledge.pages.actions import lay_out
from leerlus.law.articles.models import Article, Law, Version
from leerlus.people.actors import Role
from leerlus.people.models import Organisation, Person, RoleGrant
from tests.cast import NOW, Cast, make_cast

if TYPE_CHECKING:
    from leerlus.knowledge.answers.models import Answer, Publication, ReviewRound

LAW_KNOWN = datetime(2022, 1, 1, 9, tzinfo=UTC)
REVIEWERS = {"rosa": "divosa", "victor": "vng", "sara": "szw"}


@dataclass
class Scene:
    """Who plays, and short ways to what every test needs."""

    cast: Cast

    def draft(self, *, at: datetime = NOW, answer_id: int | None = None, **text: Any) -> Answer:  # noqa: ANN401 - any field
        """Let Frank, who edits, write an answer that is ready to be offered."""
        words: dict[str, Any] = {
            "question": "Wanneer begint de termijn van drie jaar?",
            "html": "<p>De dag na de datum van het <b>eerste</b> plan.</p>",
            "example": "U hebt drie jaar, vanaf de dag na uw plan.",
            "themes": ["pip"],
            "citations": [(Article.objects.get(law="wi2021", number="11").pk, "1")],
            "review_on": date(2027, 6, 1),
            "law_from": date(2022, 1, 1),
            "note": "Een nieuw antwoord.",
        }
        return actions.draft_answer(
            text=actions.AnswerText(**(words | text)), by=self.cast.actor("frank"), at=at, answer_id=answer_id
        )

    def offer(self, answer: Answer, *, at: datetime = NOW) -> ReviewRound:
        """Let Frank offer it."""
        due_on = at.date() + timedelta(days=14)
        return actions.open_review(answer_id=answer.pk, due_on=due_on, by=self.cast.actor("frank"), at=at)

    def approve(self, review: ReviewRound, *names: str, at: datetime = NOW) -> None:
        """Let these reviewers approve; without names all three."""
        for name in names or REVIEWERS:
            actions.approve(review_id=review.pk, content_hash=review.content_hash, by=self.cast.actor(name), at=at)

    def publish(self, answer: Answer, *, at: datetime = NOW) -> Publication:
        """Offer, approve three times and publish, all at one moment."""
        review = self.offer(answer, at=at)
        self.approve(review, at=at)
        return actions.publish(review_id=review.pk, by=self.cast.actor("frank"), at=at)


def make_scene() -> Scene:
    """Make it in the database."""
    lay_out()
    cast = make_cast()
    law = Law.objects.create(slug="wi2021", name="Wet inburgering 2021", kind="act", bwb="BWBR0044770", position=1)
    term = Article.objects.create(law=law, number="11", title="De termijn", position=1)
    Version.objects.create(article=term, valid_from=date(2022, 1, 1), gist="Drie jaar.", added_at=LAW_KNOWN)
    cast.organisations["vng"] = Organisation.objects.create(name="VNG", kind="vng")
    _give(cast, "frank", "divosa", Role.KNOWLEDGE_EDITOR)
    for name, organisation in REVIEWERS.items():
        person = Person(email=f"{name}@voorbeeld.test", name=name.title())
        person.set_unusable_password()
        person.save()
        cast.people[name] = person
        _give(cast, name, organisation, Role.REVIEWER)
    return Scene(cast)


def _give(cast: Cast, name: str, organisation: str, role: Role) -> None:
    RoleGrant.objects.create(
        person=cast.people[name], organisation=cast.organisations[organisation], role=role, since=date(2020, 1, 1)
    )
