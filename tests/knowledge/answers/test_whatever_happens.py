"""Whatever editors and reviewers do, in whatever order: the rules of publishing and of the two times hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from leerlus.audit.models import Event
from leerlus.audit.steps import Denied
from leerlus.knowledge.answers import actions
from leerlus.knowledge.answers.models import Answer, Judgement, Publication, ReviewRound
from leerlus.knowledge.answers.policies import fingerprint
from leerlus.knowledge.answers.queries.public import publications_of, said
from leerlus.knowledge.answers.workflow import QUORUM, WORKFLOW
from tests.cast import NOW
from tests.knowledge.answers.scene import REVIEWERS

if TYPE_CHECKING:
    from tests.knowledge.answers.scene import Scene

KINDS = {name: kind.value for name, kind in zip(REVIEWERS, QUORUM, strict=True)}
DEEDS = st.sampled_from(["text one", "text two", "offer", "publish", "withdraw", "decline", "stop", *REVIEWERS])


@dataclass
class Told:
    """What must be so, told apart from the product: the text, whether it lies for review, and who approved it."""

    text: str = ""
    offered: bool = False
    approved: set[str] = field(default_factory=set)
    public: str = ""

    def forget(self) -> None:
        """Nothing lies for review any more."""
        self.offered = False
        self.approved = set()


@dataclass
class Play:
    """One run: a deed is tried on the product, and told apart beside it."""

    scene: Scene
    told: Told = field(default_factory=Told)
    answer: Answer | None = None
    review: ReviewRound | None = None
    at: datetime = NOW

    def do(self, deed: str) -> None:
        self.at += timedelta(hours=1)
        expected = self.expect(deed)
        try:
            self.act(deed)
        except Denied:
            assert not expected, f"{deed} was refused in {self.told}"
        else:
            assert expected, f"{deed} was done in {self.told}"
            self.tell(deed)

    def expect(self, deed: str) -> bool:
        told = self.told
        if deed.startswith("text"):
            return True
        if deed == "offer":
            return bool(told.text) and not told.offered and told.text != told.public
        if deed == "publish":
            return told.offered and told.approved == set(KINDS.values())
        if deed == "withdraw":
            return bool(told.public)
        if deed in {"stop", "decline"}:
            return told.offered
        return told.offered and KINDS[deed] not in told.approved

    def act(self, deed: str) -> None:
        frank = self.scene.cast.actor("frank")
        if deed.startswith("text"):
            self.answer = self.scene.draft(
                html=f"<p>{deed}</p>", answer_id=self.answer.pk if self.answer else None, at=self.at
            )
            return
        if self.answer is None:
            raise Denied("Er is nog niets.")
        if deed == "offer":
            self.review = self.scene.offer(self.answer, at=self.at)
        elif deed == "withdraw":
            actions.withdraw(answer_id=self.answer.pk, reason="Niet meer waar.", by=frank, at=self.at)
        elif self.review is None:
            raise Denied("Er ligt niets ter beoordeling.")
        elif deed == "publish":
            actions.publish(review_id=self.review.pk, by=frank, at=self.at)
        elif deed == "stop":
            actions.stop_review(review_id=self.review.pk, reason="Toch niet.", by=frank, at=self.at)
        elif deed == "decline":
            actions.decline(
                review_id=self.review.pk,
                content_hash=self.review.content_hash,
                reason="Nee.",
                by=self.scene.cast.actor("sara"),
                at=self.at,
            )
        else:
            self.scene.approve(self.review, deed, at=self.at)

    def tell(self, deed: str) -> None:
        told = self.told
        if deed.startswith("text"):
            if deed != told.text:
                told.forget()
            told.text = deed
        elif deed == "offer":
            told.offered = True
        elif deed == "publish":
            told.public = told.text
            told.forget()
        elif deed == "withdraw":
            told.public = ""
            told.forget()
        elif deed in {"stop", "decline"}:
            told.forget()
        else:
            told.approved.add(KINDS[deed])

    def check(self) -> None:
        """What is public is exactly what was told, with three approvals of its exact text; history agrees."""
        latest = Publication.objects.filter(published_until__isnull=True)
        assert [each.content["text"] for each in latest] == ([f"<p>{self.told.public}</p>"] if self.told.public else [])
        for each in Publication.objects.all():
            given_to = Judgement.objects.filter(review=each.review, verdict="approve", content_hash=each.content_hash)
            assert set(given_to.values_list("kind", flat=True)) == set(KINDS.values())
            assert fingerprint(each.content) == each.content_hash
        for review in ReviewRound.objects.all():
            assert WORKFLOW.fold(Event.objects.of("review", review.pk).moves()) == review.state


def test_nothing_is_public_without_three_approvals_of_its_exact_text(scene: Scene) -> None:
    @settings(max_examples=15)
    @given(st.lists(DEEDS, min_size=8, max_size=22))
    def walk(deeds: list[str]) -> None:
        with transaction.atomic():
            play = Play(scene)
            for deed in ["text one", "offer", *REVIEWERS, *deeds]:
                play.do(deed)
            play.check()
            transaction.set_rollback(True)

    walk()


FIRST = date(2023, 1, 1)
DAYS = 12
SPOKEN = st.tuples(
    st.integers(0, DAYS - 1),
    st.one_of(st.just("withdraw"), st.tuples(st.integers(0, DAYS - 1), st.one_of(st.none(), st.integers(0, DAYS)))),
)


def test_every_question_about_two_days_gives_what_was_public_then(scene: Scene) -> None:
    """Told apart: a table of what is said about a case of each day; publications rewrite it, each night copies it."""

    @settings(max_examples=12)
    @given(st.lists(SPOKEN, min_size=1, max_size=5, unique_by=lambda it: it[0]))
    def walk(spoken: list[tuple[int, str | tuple[int, int | None]]]) -> None:
        with transaction.atomic():
            compare_with_a_table(scene, sorted(spoken, key=lambda it: it[0]))
            transaction.set_rollback(True)

    walk()


def compare_with_a_table(scene: Scene, spoken: list[tuple[int, str | tuple[int, int | None]]]) -> None:
    table: dict[int, str] = {}
    nights: dict[int, dict[int, str]] = {}
    answer: Answer | None = None
    by_day = dict(spoken)
    for day in range(DAYS):
        at = timezone.make_aware(datetime.combine(FIRST + timedelta(days=day), time(10)))
        deed = by_day.get(day)
        if deed == "withdraw" and answer is not None and table:
            actions.withdraw(answer_id=answer.pk, reason="Niet waar.", by=scene.cast.actor("frank"), at=at)
            table = {}
        elif isinstance(deed, tuple):
            begin, length = deed
            until = None if length is None else begin + length
            answer = scene.draft(
                html=f"<p>{day}</p>",
                law_from=FIRST + timedelta(days=begin),
                law_until=None if until is None else FIRST + timedelta(days=until),
                answer_id=answer.pk if answer else None,
                at=at,
            )
            scene.publish(answer, at=at)
            last = DAYS if until is None else min(until, DAYS)
            table = table | dict.fromkeys(range(begin, last + 1), f"<p>{day}</p>")
        nights[day] = dict(table)
    if answer is None:
        return
    versions, now = publications_of(answer.pk), NOW
    for day, night in nights.items():
        for case in range(DAYS):
            found = said(versions, said_on=FIRST + timedelta(days=day), case_on=FIRST + timedelta(days=case), now=now)
            assert (found.content["text"] if found else None) == night.get(case)
