"""Composing and playing invented kwesties from the written building blocks; everything here is shown as fictief."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from leerlus.config.demo.checks import plan_answers
from leerlus.config.demo.composing import choose_places, compose
from leerlus.linking.bottlenecks import actions as bottleneck_actions
from leerlus.linking.bottlenecks.models import Bottleneck
from leerlus.linking.outcomes import actions as outcome_actions
from leerlus.practice.issues import actions as issue_actions
from leerlus.practice.issues.models import Feedback, Issue
from leerlus.practice.issues.workflow import FED_BACK, LOOSE
from leerlus.system.decisions import actions as decision_actions
from leerlus.system.escalations import actions as escalation_actions
from leerlus.system.escalations.models import Escalation

if TYPE_CHECKING:
    from datetime import date, datetime
    from random import Random

    from leerlus.config.demo.content import Cluster
    from leerlus.config.demo.players import Players
    from leerlus.config.demo.stage import Stage
    from leerlus.people.actors import Actor

PLOTS: tuple[tuple[str, int, int], ...] = (
    ("solved", 700, 500),
    ("open", 100, 60),
    ("decided", 1100, 800),
    ("loose", 55, 30),
    ("temporary", 400, 300),
    ("accepted", 330, 260),
    ("objected", 420, 330),
    ("solved", 92, 86),
    ("returned", 300, 200),
    ("agreed", 160, 110),
    ("offered", 190, 120),
    ("answered", 240, 60),
    ("closed", 1300, 1000),
    ("loose", 21, 3),
)
"""How an invented cluster goes, and between how many days ago it began; the clusters take these in turn."""


class InventedCluster:
    """Kwesties about one problem from several organisations, and what became of them."""

    def __init__(self, cluster: Cluster, number: int, players: Players, stage: Stage, random: Random) -> None:
        """Put everything of this cluster on the stage."""
        self.cluster, self.players, self.stage, self.random = cluster, players, stage, random
        self.plot, oldest, newest = PLOTS[number % len(PLOTS)]
        self.start = stage.today - timedelta(days=random.randint(newest, oldest))
        # The demo account of Bronckhorst must find kwesties in every stage.
        self.with_bronckhorst = number % 3 == 0 or self.start > stage.today - timedelta(days=95)
        self.issue_ids: list[int] = []
        self.bottleneck_id = 0
        self.owner: Actor = players.coordinator(None)
        self._raise_all()
        if self.plot not in {"loose", "answered"}:
            stage.on(self._day(34), self._bundle)

    def _day(self, after: int) -> date:
        return self.start + timedelta(days=after)

    def _raise_all(self) -> None:
        """Let seven to ten organisations raise it in the course of a month, each in its own words."""
        most = self.random.randint(7, 10)
        places = choose_places(self.cluster, self.players, self.random, most, with_bronckhorst=self.with_bronckhorst)
        spread = 30 if self.plot != "loose" else (self.stage.today - self.start).days
        for place, text in zip(places, compose(self.cluster, places, self.random), strict=True):
            day = self._day(self.random.randint(0, max(0, spread - 1)))
            self.stage.on(day, lambda at, place=place, text=text: self._raise(place, text, at))  # type: ignore[misc]

    def _raise(self, place: str, text: issue_actions.IssueText, at: datetime) -> None:
        by = self.players.professional(place)
        issue = issue_actions.raise_issue(text=text, by=by, at=at, fictional=True)
        self.issue_ids.append(issue.pk)
        self.stage.on(at.date() + timedelta(days=self.random.randint(2, 26)), lambda on: self._respond(issue.pk, on))
        for number in range(self.random.choice((0, 0, 1, 1, 2, 3))):
            day = at.date() + timedelta(days=self.random.randint(1, 40))
            self.stage.on(day, lambda on, n=number: self._join(issue.pk, n, on))  # type: ignore[misc]

    def _respond(self, issue_id: int, at: datetime) -> None:
        issue = Issue.objects.get(pk=issue_id)
        # One in six waits too long: that happens, and the work list must show it.
        if issue.state != "submitted" or (issue_id % 6 == 0 and self.plot == "loose"):
            return
        by = self.players.coordinator(issue.region_id)
        if self.plot == "answered":
            self._answer(issue_id, at)
            return
        issue_actions.respond(issue_id=issue_id, text=self.random.choice(self.cluster.responses), by=by, at=at)

    def _answer(self, issue_id: int, at: datetime) -> None:
        """Answer one kwestie directly, if it is still waiting."""
        issue = Issue.objects.get(pk=issue_id)
        if issue.state in LOOSE and not issue.in_bundle:
            words, by = self.cluster.outcome, self.players.coordinator(issue.region_id)
            issue_actions.answer(issue_id=issue_id, text=words["text"], change=words["change"], by=by, at=at)
            self.stage.on(at.date() + timedelta(days=9), lambda on: self._judge_all([issue_id], on))

    def _join(self, issue_id: int, number: int, at: datetime) -> None:
        """Let somebody of another organisation recognise the issue, or add to its discussion."""
        issue = Issue.objects.get(pk=issue_id)
        place = self.random.choice(sorted(self.players.professionals))
        by = self.players.professionals[place]
        if issue.state == "withdrawn" or issue.visibility == "region":
            return
        if number % 2 == 0 and not issue.parties.filter(person_id=by.key).exists():
            text = self.random.choice(self.cluster.recognitions)
            issue_actions.recognise(issue_id=issue_id, context=text, by=by, at=at)
        else:
            issue_actions.contribute(
                issue_id=issue_id, text=self.random.choice(self.cluster.contributions), by=by, at=at
            )

    def _bundle(self, at: datetime) -> None:
        """Bundle what came in; the last one stays loose and is answered by itself."""
        *loose, last = self.issue_ids
        self.stage.on(at.date() + timedelta(days=20), lambda on: self._answer(last, on))
        if len(loose) < 2:  # noqa: PLR2004 - a bundle has two at least
            return
        words = self.cluster.bottleneck
        new = bottleneck_actions.NewBottleneck(
            title=words["title"],
            summary=words["summary"],
            meaning=words["meaning"],
            theme=self.cluster.theme,
            articles=tuple(self.cluster.articles),
            fictional=True,
        )
        first = Issue.objects.get(pk=loose[0])
        self.owner = self.players.coordinator(first.region_id)
        reason = self.cluster.bundle_reason
        made = bottleneck_actions.bundle(issue_ids=loose[:1], reason=reason, by=self.owner, at=at, new=new)
        self.bottleneck_id = made.pk
        for issue_id in loose[1:]:
            bottleneck_actions.bundle(
                issue_ids=[issue_id],
                reason=reason,
                by=self.owner,
                at=at,
                bottleneck_id=made.pk,
                certainty=self.random.choice((2, 2, 3)),
            )
        self._furnish(at)
        self._go_on(at)

    def _furnish(self, at: datetime) -> None:
        """Add what stands on the page: a voice, actions, and for most the public page."""
        bottleneck_actions.add_voice(
            bottleneck_id=self.bottleneck_id,
            text=self.cluster.bottleneck["quote"],
            by=self.players.accounts["ervaringsdeskundige"],
            at=at,
            fictional=True,
        )
        for number, text in enumerate(self.cluster.actions):
            due_on = at.date() + timedelta(days=21 + 14 * number)
            who = ("gemeente in de regio", "regiocoördinator", "community in de regio")[number % 3]
            point = bottleneck_actions.add_action_point(
                bottleneck_id=self.bottleneck_id, text=text, who=who, due_on=due_on, by=self.owner, at=at
            )
            # Now and then somebody is late; what ended has no loose ends.
            if number == 0 or self.plot != "open":
                self.stage.on(due_on - timedelta(days=3), lambda on, pk=point.pk: self._finish(pk, on))  # type: ignore[misc]
        if self.plot != "open":
            bottleneck_actions.publish(bottleneck_id=self.bottleneck_id, by=self.owner, at=at)

    def _finish(self, action_point_id: int, at: datetime) -> None:
        bottleneck_actions.finish_action_point(action_point_id=action_point_id, done=True, by=self.owner, at=at)

    def _go_on(self, at: datetime) -> None:
        """Put what follows on the stage, as the plot says."""
        later = {
            "solved": ((38, self._solve),),
            "closed": ((45, self._solve),),
            "objected": ((30, self._solve),),
            "agreed": ((20, self._agree),),
            "returned": ((40, self._offer), (75, self._return)),
            "offered": ((38, self._offer),),
            "accepted": ((21, self._agree), (60, self._offer), (80, self._accept)),
            "decided": ((30, self._offer), (58, self._accept), (200, self._decide)),
            "temporary": ((30, self._offer), (52, self._accept), (120, self._decide_temporarily)),
        }
        if self.plot in {"open", "objected", "returned"}:
            self.stage.on(at.date() + timedelta(days=78), self._report)
        for days, deed in later.get(self.plot, ()):
            self.stage.on(at.date() + timedelta(days=days + self.random.randint(0, 9)), deed)

    def _report(self, at: datetime) -> None:
        """Say where it stands, again and again, as long as it is open; the last one may be late."""
        if Bottleneck.objects.get(pk=self.bottleneck_id).state in {"open", "agreed"}:
            text = f"Wij zijn hier nog mee bezig. Nu loopt: {self.random.choice(self.cluster.actions).lower()}."
            bottleneck_actions.report(bottleneck_id=self.bottleneck_id, text=text, by=self.owner, at=at)
        later = at.date() + timedelta(days=80 + self.random.randint(0, 9))
        if later < self.stage.today - timedelta(days=20) or self.random.random() < 0.5:  # noqa: PLR2004
            self.stage.on(later, self._report)

    def _agree(self, at: datetime) -> None:
        words = self.cluster.temporary
        text = outcome_actions.OutcomeText(title=words["title"], text=words["text"], change=words["change"])
        ends_on = at.date() + timedelta(days=210)
        outcome_actions.agree(bottleneck_id=self.bottleneck_id, text=text, ends_on=ends_on, by=self.owner, at=at)

    def _solve(self, at: datetime) -> None:
        words = self.cluster.outcome
        text = outcome_actions.OutcomeText(title=words["title"], text=words["text"], change=words["change"])
        outcome_actions.solve(bottleneck_id=self.bottleneck_id, kind=words["kind"], text=text, by=self.owner, at=at)
        plan_answers(self.stage, at.date(), self.bottleneck_id, self.players, self.cluster.remarks_bad)
        self.stage.on(at.date() + timedelta(days=11), lambda on: self._judge_all(self.issue_ids, on))

    def _offer(self, at: datetime) -> None:
        words = self.cluster.offer
        escalation_actions.offer(
            bottleneck_id=self.bottleneck_id, question=words["question"], why=words["why"], by=self.owner, at=at
        )

    def _escalation(self) -> int:
        return Escalation.objects.filter(bottleneck_id=self.bottleneck_id, ended_at=None).get().pk

    @property
    def _adviser(self) -> Actor:
        return self.players.accounts["adviseur-stelsel"]

    def _return(self, at: datetime) -> None:
        escalation_actions.send_back(
            escalation_id=self._escalation(), reason=self.cluster.return_reason, by=self._adviser, at=at
        )

    def _accept(self, at: datetime) -> None:
        escalation_actions.accept(escalation_id=self._escalation(), by=self._adviser, at=at)

    def _decide_temporarily(self, at: datetime) -> None:
        words = self.cluster.temporary
        text = decision_actions.DecisionText(
            instrument="temporary_exception",
            title=words["title"],
            text=words["text"],
            reason=self.cluster.offer["why"],
            change=words["change"],
            effective_on=at.date() + timedelta(days=14),
            ends_on=at.date() + timedelta(days=365),
        )
        decision_actions.decide(escalation_id=self._escalation(), text=text, by=self._adviser, at=at)
        self.stage.on(at.date() + timedelta(days=12), lambda on: self._judge_all(self.issue_ids, on))

    def _decide(self, at: datetime) -> None:
        words = self.cluster.decision
        temporary = words["instrument"] == "temporary_exception"
        text = decision_actions.DecisionText(
            instrument=words["instrument"],
            title=words["title"],
            text=words["text"],
            reason=words["reason"],
            change=words["change"],
            effective_on=at.date() + timedelta(days=30),
            ends_on=at.date() + timedelta(days=540) if temporary else None,
        )
        decision_actions.decide(escalation_id=self._escalation(), text=text, by=self._adviser, at=at)
        plan_answers(self.stage, text.effective_on, self.bottleneck_id, self.players, self.cluster.remarks_bad)
        self.stage.on(at.date() + timedelta(days=12), lambda on: self._judge_all(self.issue_ids, on))

    def _judge_all(self, issue_ids: list[int], at: datetime) -> None:
        """Let most parties say whether it helps; in the plot `objected` for too many it does not."""
        people = {actor.person_id: actor for actor in self.players.professionals.values()}
        waiting = Feedback.objects.filter(
            issue_id__in=issue_ids, asks=True, verdict="", step__in=("feed_back", "answer"), issue__state=FED_BACK
        ).select_related("party")
        for feedback in list(waiting):
            by = people.get(feedback.party.person_id)
            # The demo account of Bronckhorst answers for itself, so that whoever tries it finds the question.
            if by is None or by is self.players.accounts["klantmanager"] or self.random.random() < 0.25:  # noqa: PLR2004
                continue
            verdict, remark = self._verdict()
            feedback.refresh_from_db()
            if Bottleneck.objects.filter(pk=self.bottleneck_id, state="open").exists():
                return
            outcome_actions.judge(feedback_id=feedback.pk, verdict=verdict, remark=remark, by=by, at=at)

    def _verdict(self) -> tuple[str, str]:
        bad = 0.75 if self.plot == "objected" else 0.03
        drawn = self.random.random()
        if drawn < bad:
            return "not", self.random.choice(self.cluster.remarks_bad)
        if drawn < bad + (1 - bad) * 0.25:
            return "partly", self.random.choice(self.cluster.remarks_partly)
        return "helps", self.random.choice([*self.cluster.remarks_good, "", ""])
