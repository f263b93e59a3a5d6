"""Questions and answers in the demo: written, reviewed by three, published, withdrawn, kept and asked for."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from django.utils import timezone

from leerlus.config.jobs import run_clock
from leerlus.knowledge.answers import actions
from leerlus.law.articles.models import Article, Version
from leerlus.linking.outcomes.models import Outcome
from leerlus.linking.recalls.actions import draft_from_outcome
from leerlus.people.actors import VISITOR

if TYPE_CHECKING:
    from collections.abc import Mapping

    from leerlus.config.demo.players import Players
    from leerlus.knowledge.answers.models import Answer, ReviewRound

FILE = Path(__file__).parent / "answers.yaml"
THREE = ("beoordelaar-divosa", "beoordelaar", "beoordelaar-szw")
DUE = timedelta(days=21)
A_YEAR = timedelta(days=365)
KEPT = "Moet iemand die slecht ziet of hoort de leerbaarheidstoets maken?"
ASKED = "Geldt de termijn van tien weken ook als iemand nog in de opvang woont?"
MISSED = "Ik mis wat ik doe als iemand halverwege de route verhuist naar een andere arbeidsmarktregio."
LEARNED_LATE = ("besluit-inburgering", "5.4", 9)
"""An article of which the editors heard only so many days ago that it had changed."""
SET = "Voorbeeld van een voorbehoud (fictief): akkoord, mits de handreiking ontzorgen ook wordt aangepast."


class Answering:
    """Plays the file, in order of time, with the accounts of the demo."""

    def __init__(self, players: Players, now: datetime) -> None:
        """Look up the articles once."""
        self.players = players
        self.now = now
        self.articles = {(law, number): pk for law, number, pk in Article.objects.values_list("law_id", "number", "pk")}

    def day(self, on: date | int) -> datetime:
        """Return the morning of a day; a number is so many days ago."""
        day = timezone.localdate(self.now) - timedelta(days=on) if isinstance(on, int) else on
        return timezone.make_aware(datetime.combine(day, time(10)))

    def play(self, row: Mapping[str, Any]) -> Answer:
        """Write and publish the versions of one answer, and do what happened last."""
        answer: Answer | None = None
        then = row.get("then", {})
        for version in row["versions"]:
            at = self.day(version["on"])
            answer = self._write(row, version, answer, at)
            if version is not row["versions"][-1] or not then.keys() & {"review", "declined"}:
                self.publish(answer, at)
        if answer is None:
            raise ValueError(f"{row['question']}: een antwoord heeft een versie nodig")
        self._end(answer, then)
        return answer

    def _write(self, row: Mapping[str, Any], version: Mapping[str, Any], answer: Answer | None, at: datetime) -> Answer:
        overdue = row.get("review_days_ago")
        text = actions.AnswerText(
            question=row["question"],
            html=version["text"],
            example=row.get("example", ""),
            themes=row["themes"],
            audience=row.get("audience", ()),
            citations=[(self.articles[law, number], paragraph) for law, number, paragraph in row["articles"]],
            review_on=timezone.localdate(self.now) + (timedelta(days=-overdue) if overdue else A_YEAR),
            law_from=version["law_from"],
            significance=version.get("significance", "substantive"),
            note=version["note"],
            fictional=True,
        )
        editor = self.players.accounts["kennisredacteur"]
        return actions.draft_answer(text=text, by=editor, at=at, answer_id=answer.pk if answer else None)

    def _offer(self, answer: Answer, at: datetime) -> ReviewRound:
        due_on = timezone.localdate(at) + DUE
        return actions.open_review(
            answer_id=answer.pk, due_on=due_on, by=self.players.accounts["kennisredacteur"], at=at
        )

    def _approve(self, review: ReviewRound, key: str, at: datetime, reservation: str = "") -> None:
        actions.approve(
            review_id=review.pk,
            content_hash=review.content_hash,
            reservation=reservation,
            by=self.players.accounts[key],
            at=at,
        )

    def publish(self, answer: Answer, at: datetime) -> None:
        """Let the three approve the text, and publish it."""
        review = self._offer(answer, at)
        for key in THREE:
            self._approve(review, key, at)
        actions.publish(review_id=review.pk, by=self.players.accounts["kennisredacteur"], at=at)

    def _end(self, answer: Answer, then: Mapping[str, Any]) -> None:
        editor, accounts = self.players.accounts["kennisredacteur"], self.players.accounts
        if "withdrawn" in then:
            saved_at = self.day(then["withdrawn"] + 30)
            actions.keep(answer_id=answer.pk, by=accounts["klantmanager"], at=saved_at)
            actions.withdraw(answer_id=answer.pk, reason=then["reason"], by=editor, at=self.day(then["withdrawn"]))
        if "review" in then:
            review = self._offer(answer, self.day(4))
            for key in then["review"]:
                self._approve(review, key, self.day(2), SET)
        if "declined" in then:
            review = self._offer(answer, self.day(8))
            actions.decline(
                review_id=review.pk,
                content_hash=review.content_hash,
                reason=then["reason"],
                by=accounts[then["declined"]],
                at=self.day(3),
            )


def _know_the_law(play: Answering) -> None:
    """Let the versions of the law have been known since they hold, as if the editors had kept up; one they missed."""
    late_law, late_number, days = LEARNED_LATE
    for version in Version.objects.select_related("article"):
        version.added_at = play.day(version.valid_from)
        version.save(update_fields=["added_at"])
    latest = Version.objects.filter(article__law=late_law, article__number=late_number, valid_until=None)
    latest.update(added_at=play.day(days))


def answer_questions(players: Players, now: datetime) -> None:
    """Fill the questions and answers, and let readers keep one and ask what they miss."""
    play = Answering(players, now)
    _know_the_law(play)
    made = {row["question"]: play.play(row) for row in yaml.safe_load(FILE.read_text(encoding="utf-8"))}
    _from_the_loop(play)
    marit, emre = players.accounts["klantmanager"], players.accounts["docent"]
    actions.keep(answer_id=made[KEPT].pk, by=marit, at=play.day(20))
    plan = next(answer for question, answer in made.items() if question.startswith("Binnen hoeveel tijd"))
    asked = actions.ask(text=ASKED, answer_id=plan.pk, by=marit, at=play.day(12))
    actions.reply(
        question_id=asked.pk,
        words="Ja: de tien weken tellen vanaf de inschrijving in de gemeente waar iemand gaat wonen.",
        pointed_to=plan.pk,
        by=players.accounts["kennisredacteur"],
        at=play.day(10),
    )
    actions.ask(text=MISSED, answer_id=plan.pk, by=emre, at=play.day(1))
    actions.ask(text="Is er ook een antwoord over kinderopvang tijdens de les?", by=VISITOR, at=play.day(1))
    run_clock(now)


def _from_the_loop(play: Answering) -> None:
    """Draft an answer from the latest outcome that everybody may read, and publish it: its parties hear of it."""
    lasting = Outcome.objects.exclude(kind=Outcome.Kind.TEMPORARY_AGREEMENT).select_related("bottleneck")
    outcome = lasting.filter(bottleneck__published_at__isnull=False).order_by("-at").first()
    if outcome is None:
        return
    editor, at = play.players.accounts["kennisredacteur"], play.day(3)
    answer = draft_from_outcome(outcome_id=outcome.pk, by=editor, at=max(at, outcome.at))
    answer.question = f"Wat doe ik hieraan: “{outcome.bottleneck.title[:170]}”?"
    answer.fictional = True
    answer.save()
    play.publish(answer, max(at, outcome.at))
