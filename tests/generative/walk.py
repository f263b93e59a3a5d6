"""A random walk over the real actions, by many actors, with the invariants checked after every step."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from leerlus.linking.bottlenecks.models import Bottleneck, Bundling
from leerlus.linking.outcomes.models import SampleQuestion
from leerlus.people.models import Person, RoleGrant
from leerlus.practice.issues.clock import pass_on_to_organisations
from leerlus.practice.issues.models import Feedback, Issue, Party
from leerlus.practice.issues.workflow import LOOSE
from leerlus.system.decisions.models import Decision
from tests.generative.deeds import Deeds
from tests.generative.invariants import check

if TYPE_CHECKING:
    from collections.abc import Callable


PICK = st.integers(min_value=0, max_value=10_000)
PLAYERS = st.sampled_from(["alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi"])
START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


class Walk(Deeds):
    """One walk: mostly steps that are open now, sometimes anybody who tries anything."""

    @initialize()
    def begin(self) -> None:
        """Begin with four issues, two of them bundled, so that there is something to work on."""
        for name in ("alice", "bob", "heidi", "alice"):
            self._raise(name)
        self.put_together("frank", [0, 1], 0, fresh=True)

    @invariant()
    def the_loop_holds(self) -> None:
        """Check the invariants."""
        seen = self.last_event(), self.at.date()
        # A step that was refused wrote nothing (the deeds see to that), so what held before holds still.
        if seen != self.checked:
            check(self.expected, self.at.date())
            self.checked = seen

    @rule(kind=PICK, number=PICK, detail=PICK)
    def progress(self, kind: int, number: int, detail: int) -> None:
        """Somebody who may takes a step that is open now: first which kind of step, then on what."""
        deeds = self._open_deeds(number, detail)
        deeds[kind % len(deeds)]()

    @rule(kind=PICK, number=PICK, detail=PICK)
    def progress_more(self, kind: int, number: int, detail: int) -> None:
        """Do the same: walks get deeper when most steps are open ones."""
        self.progress(kind, number, detail)

    @rule(name=PLAYERS, kind=PICK, number=PICK, detail=PICK)
    def trespass(self, name: str, kind: int, number: int, detail: int) -> None:
        """Anybody tries anything."""
        deeds: list[Callable[[], None]] = [
            lambda: self.recognise(name, number),
            lambda: self.leave(name, number),
            lambda: self.respond(name, number, direct=detail % 2 == 0),
            lambda: self.withdraw(name, number),
            lambda: self.put_together(name, [number], detail, fresh=False),
            lambda: self.unbundle(name, number),
            lambda: self.agree(name, number, detail % 62 - 2),
            lambda: self.solve(name, number),
            lambda: self.report_or_reopen(name, number, again=detail % 2 == 0),
            lambda: self.offer(name, number),
            lambda: self.return_escalation(name, number, ("send_back", "take_back")[detail % 2]),
            lambda: self.accept(name, number),
            lambda: self.decide(name, number, "law", ("want", "")[detail % 2], None),
            lambda: self.judge(name, number, ("helps", "partly", "not")[detail % 3], own=False),
            lambda: self.answer_sample(name, number, ("yes", "no", "unknown")[detail % 3], own=False),
        ]
        deeds[kind % len(deeds)]()

    def _open_deeds(self, number: int, detail: int) -> list[Callable[[], None]]:
        """Return the deeds that are open now, each on the `number`-th thing it can be done with."""
        states = set(Bottleneck.objects.values_list("state", flat=True))
        loose = Issue.objects.filter(in_bundle=False, state__in=LOOSE).exists()
        verdict = ("helps", "partly", "not", "not")[detail % 4]
        instrument = Decision.Instrument.values[detail % len(Decision.Instrument.values)]
        days = detail % 60 + 1 if instrument == "temporary_exception" or detail % 3 == 0 else None
        raiser = ("alice", "bob", "heidi", "erin")[detail % 4]
        deeds: list[Callable[[], None]] = [
            lambda: self.recognise("heidi", number),
            lambda: self._raise(raiser),
            lambda: self.days_pass((1, 7, 29, 43, 60, 190)[detail % 6]),
        ]
        if loose:
            deeds += [
                lambda: self.respond("frank", number, direct=detail % 3 == 0),
                lambda: self.put_together("frank", [number, number + 1], detail, fresh=detail % 2 == 0 or not states),
            ]
        if states & {"open", "agreed"}:
            deeds += [
                lambda: self.agree("frank", number, detail % 60 + 1),
                lambda: self.solve("frank", number),
                lambda: self.offer("frank", number),
                lambda: self.offer("frank", number + 1),
                lambda: self.report_or_reopen("frank", number, again=False),
            ]
        if "offered" in states:
            deeds += [
                lambda: self.accept("dave", number),
                lambda: self.accept("dave", number),
                lambda: self.return_escalation("dave", number, "send_back"),
                lambda: self.return_escalation("frank", number, "take_back"),
            ]
        if "accepted" in states:
            deeds += [lambda: self.postpone("dave", number, detail % 200)]
            deeds += [lambda: self.decide("dave", number, instrument, "want", days)] * 2
        if states & {"solved", "decided", "closed", "agreed"}:
            deeds += [lambda: self.days_pass((29, 43, 75, 190)[detail % 4])] * 3
        if states & {"solved", "decided", "closed"}:
            deeds += [lambda: self.report_or_reopen("frank", number, again=True)]
        if Feedback.objects.filter(asks=True, verdict="").exists():
            deeds += [lambda: self.judge("alice", number, verdict, own=True)] * 2
        if SampleQuestion.objects.filter(answered_at=None, closed_at=None).exists():
            answer = ("yes", "yes", "no", "unknown")[detail % 4]
            deeds += [lambda: self.answer_sample("ivan", number, answer, own=True)] * 2
            deeds += [lambda: self.let_others_answer(detail)] * 3
        if Bundling.objects.filter(until=None).exists():
            deeds += [lambda: self.unbundle("frank", number)]
        return deeds

    @rule(name=st.sampled_from(["alice", "bob", "heidi"]))
    def somebody_goes(self, name: str) -> None:
        """Somebody leaves the organisation: what is open passes to the organisation."""
        person: Person = self.cast.people[name]
        today = self.at.date()
        RoleGrant.objects.filter(person=person, until=None).update(until=today - timedelta(days=1))
        # This job alone: the whole clock, most of it about other things, runs whenever days pass.
        pass_on_to_organisations(self.at)
        left = Party.objects.filter(person=person)
        assert not left.exists(), "8: a party stayed with somebody who has gone"
        with suppress(KeyError):
            organisation = {"alice": "bronckhorst", "bob": "enschede", "heidi": "brug"}[name]
            self.successors += 1
            fresh = Person.objects.create(email=f"opvolger{self.successors}@voorbeeld.test", name="Opvolger")
            RoleGrant.objects.create(
                person=fresh, organisation=self.cast.organisations[organisation], role="professional", since=today
            )
            self.cast.people[name] = fresh
