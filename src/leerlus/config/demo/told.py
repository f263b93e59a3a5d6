"""Playing the fourteen loops that really happened."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from leerlus.linking.bottlenecks import actions as bottleneck_actions
from leerlus.linking.bottlenecks.models import Bottleneck
from leerlus.linking.outcomes import actions as outcome_actions
from leerlus.practice.issues import actions as issue_actions
from leerlus.practice.issues.models import Feedback, Issue
from leerlus.system.decisions import actions as decision_actions
from leerlus.system.escalations import actions as escalation_actions
from leerlus.system.escalations.models import Escalation

if TYPE_CHECKING:
    from leerlus.config.demo.content import Loop, LoopIssue
    from leerlus.config.demo.players import Players
    from leerlus.config.demo.stage import Stage

RECEIVED = "Dank voor uw kwestie. Ik vraag na of andere regio’s dit ook tegenkomen en kom erop terug."
STILL_OPEN = (
    "Dit knelpunt staat nog open. Na de laatste stap hierboven is er in openbare bronnen geen vervolg gevonden."
)


class ToldLoop:
    """One real loop on the stage: its kwesties, and its steps on their dates."""

    def __init__(self, loop: Loop, players: Players, stage: Stage) -> None:
        """Put everything of this loop on the stage."""
        self.loop, self.players, self.stage = loop, players, stage
        self.issue_ids: list[int] = []
        self.bottleneck_id = 0
        self.by = players.accounts["regiocoordinator-landelijk"]
        for issue in loop.issues:
            stage.on(issue.raised_on, lambda at, issue=issue: self._raise(issue, at))  # type: ignore[misc]
        for step in loop.steps:
            stage.on(step["on"], lambda at, step=step: self._step(step, at))  # type: ignore[misc]
        stage.on(stage.today - timedelta(days=20 + loop.number), self._report)

    def _raise(self, told: LoopIssue, at: datetime) -> None:
        text = issue_actions.IssueText(
            title=told.title,
            situation=told.situation,
            question=told.question,
            tried=told.tried,
            meaning=told.meaning,
            theme=self.loop.theme,
            articles=tuple(self.loop.articles),
            severity=told.severity or self.loop.severity,
            source=self.loop.source,
        )
        by = self.players.professional(told.organisation)
        issue = issue_actions.raise_issue(text=text, by=by, at=at, fictional=told.fictional)
        self.issue_ids.append(issue.pk)
        self.stage.on(at.date() + timedelta(days=9), lambda later: self._respond(issue.pk, later))

    def _respond(self, issue_id: int, at: datetime) -> None:
        issue = Issue.objects.get(pk=issue_id)
        if issue.state == "submitted":
            by = self.players.coordinator(issue.region_id)
            issue_actions.respond(issue_id=issue_id, text=RECEIVED, by=by, at=at)

    def _step(self, step: dict[str, Any], at: datetime) -> None:
        deeds = {
            "bundle": self._bundle,
            "respond": self._say_where_it_stands,
            "temporary_agreement": self._agree,
            "outcome": self._solve,
            "offer": self._offer,
            "accept": self._accept,
            "decision": self._decide,
            "reopen": self._reopen,
        }
        deeds[step["kind"]](step, at)

    def _bundle(self, step: dict[str, Any], at: datetime) -> None:
        words = self.loop.bottleneck
        loose = list(Issue.objects.filter(pk__in=self.issue_ids, in_bundle=False).values_list("pk", flat=True))
        new = bottleneck_actions.NewBottleneck(
            title=words["title"],
            summary=words["summary"],
            meaning=words["meaning"],
            theme=self.loop.theme,
            articles=tuple(self.loop.articles),
            story=self.loop.story,
            sources=tuple(self.loop.sources),
        )
        bottleneck = bottleneck_actions.bundle(
            issue_ids=loose,
            reason=step["reason"],
            by=self.by,
            at=at,
            bottleneck_id=self.bottleneck_id or None,
            new=None if self.bottleneck_id else new,
            certainty=3,
        )
        if not self.bottleneck_id:
            self.bottleneck_id = bottleneck.pk
            bottleneck_actions.publish(bottleneck_id=bottleneck.pk, by=self.by, at=at)
            if words.get("quote"):
                bottleneck_actions.add_voice(
                    bottleneck_id=bottleneck.pk,
                    text=words["quote"],
                    by=self.players.accounts["ervaringsdeskundige"],
                    at=at,
                    fictional=bool(words.get("quote_fictional", True)),
                )

    def _say_where_it_stands(self, step: dict[str, Any], at: datetime) -> None:
        bottleneck_actions.report(bottleneck_id=self.bottleneck_id, text=step["text"], by=self.by, at=at)

    def _report(self, at: datetime) -> None:
        if Bottleneck.objects.get(pk=self.bottleneck_id).state in {"open", "agreed"}:
            bottleneck_actions.report(bottleneck_id=self.bottleneck_id, text=STILL_OPEN, by=self.by, at=at)

    def _agree(self, step: dict[str, Any], at: datetime) -> None:
        outcome_actions.agree(
            bottleneck_id=self.bottleneck_id, text=_text(step), ends_on=step["ends_on"], by=self.by, at=at
        )

    def _solve(self, step: dict[str, Any], at: datetime) -> None:
        kind = step["outcome_kind"]
        outcome = outcome_actions.solve(
            bottleneck_id=self.bottleneck_id, kind=kind, text=_text(step), by=self.by, at=at
        )
        self._hear(outcome.cause, at)

    def _offer(self, step: dict[str, Any], at: datetime) -> None:
        escalation_actions.offer(
            bottleneck_id=self.bottleneck_id, question=step["question"], why=step["why"], by=self.by, at=at
        )

    def _accept(self, _: dict[str, Any], at: datetime) -> None:
        escalation_actions.accept(escalation_id=self._escalation(), by=self.players.accounts["adviseur-stelsel"], at=at)

    def _escalation(self) -> int:
        return Escalation.objects.filter(bottleneck_id=self.bottleneck_id, ended_at=None).get().pk

    def _decide(self, step: dict[str, Any], at: datetime) -> None:
        text = decision_actions.DecisionText(
            instrument=step["instrument"],
            title=step["title"],
            text=step["text"],
            reason=step["reason"],
            change=step["change"],
            effective_on=step["effective_on"],
            ends_on=step.get("ends_on"),
            references=tuple(step.get("references", ())),
        )
        adviser = self.players.accounts["adviseur-stelsel"]
        decision = decision_actions.decide(escalation_id=self._escalation(), text=text, by=adviser, at=at)
        self._hear(decision.cause, at)

    def _reopen(self, step: dict[str, Any], at: datetime) -> None:
        outcome_actions.reopen(bottleneck_id=self.bottleneck_id, reason=step["reason"], by=self.by, at=at)

    def _hear(self, cause: int, at: datetime) -> None:
        """Let the raisers say that it helps; whether it really did is not in the sources, so nothing more is said."""
        people = {actor.person_id: actor for actor in self.players.professionals.values()}
        for number, feedback in enumerate(Feedback.objects.filter(cause=cause).select_related("party")):
            by = people.get(feedback.party.person_id)
            if by and number % 2 == 0:
                day = at.date() + timedelta(days=6 + number)
                self.stage.on(day, lambda later, pk=feedback.pk, by=by: _judge(pk, by, later))  # type: ignore[misc]


def _judge(feedback_id: int, by: Any, at: datetime) -> None:  # noqa: ANN401 - an actor
    outcome_actions.judge(feedback_id=feedback_id, verdict="helps", remark="", by=by, at=at)


def _text(step: dict[str, Any]) -> outcome_actions.OutcomeText:
    return outcome_actions.OutcomeText(title=step["title"], text=step["text"], change=step["change"])
