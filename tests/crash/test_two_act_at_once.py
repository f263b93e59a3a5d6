"""Two people take a step with the same thing at the same moment: one wins, the other gets a sentence."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.utils import timezone

from leerlus.audit.models import Event
from leerlus.audit.steps import Denied
from leerlus.linking.bottlenecks import actions as bottleneck_actions
from leerlus.linking.bottlenecks.models import Bottleneck, Bundling
from leerlus.linking.outcomes import actions as outcome_actions
from leerlus.linking.outcomes.models import Outcome
from leerlus.practice.issues.models import Feedback, Issue
from leerlus.system.escalations import actions as escalation_actions
from leerlus.system.escalations.models import Escalation
from tests.cast import bundle_some, make_cast, raise_one

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 8
TEXT = outcome_actions.OutcomeText(title="Opgelost", text="Zo kan het.", change="U doet het zo.")


def at_once(*deeds: Callable[[], object]) -> list[str]:
    """Do these deeds at the same moment, each on a connection of its own; return the sentences of who lost."""
    start = threading.Barrier(len(deeds))
    lost: list[str] = []
    broken: list[BaseException] = []

    def do(deed: Callable[[], object]) -> None:
        start.wait()
        try:
            deed()
        except Denied as refusal:
            lost.append(str(refusal))
        except BaseException as fault:  # noqa: BLE001 - a fault in a thread must reach the test
            broken.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not broken, broken
    return lost


@pytest.mark.crash
@pytest.mark.django_db(transaction=True)
def test_one_solves_while_the_other_offers_up() -> None:
    cast = make_cast()
    frank = cast.actor("frank")
    for _ in range(ROUNDS):
        bottleneck = bundle_some(cast, 3, at=timezone.now(), meaning="Mensen wachten.")
        pk, version, now = bottleneck.pk, bottleneck.version, timezone.now()
        same: dict[str, Any] = {"bottleneck_id": pk, "by": frank, "at": now, "version": version}
        solve = partial(outcome_actions.solve, kind="guide", text=TEXT, **same)
        offer = partial(escalation_actions.offer, question="Verander dit", why="Kan niet", **same)
        lost = at_once(solve, offer)
        assert len(lost) == 1, "both or neither won"
        assert "intussen door iemand anders veranderd" in lost[0]
        solved = Outcome.objects.filter(bottleneck_id=pk).count()
        offered = Escalation.objects.filter(bottleneck_id=pk).count()
        assert (solved, offered) in {(1, 0), (0, 1)}
        state = Bottleneck.objects.get(pk=pk).state
        assert state == ("solved" if solved else "offered")
        step = Event.objects.get(subject="bottleneck", subject_id=pk, name="solve" if solved else "offer")
        assert Feedback.objects.filter(cause=step.pk).count() == 3


@pytest.mark.crash
@pytest.mark.django_db(transaction=True)
def test_two_bundle_the_same_kwestie() -> None:
    cast = make_cast()
    frank, carol = cast.actor("frank"), cast.actor("carol")
    for _ in range(ROUNDS):
        issue = raise_one(cast, "alice", at=timezone.now())
        new = bottleneck_actions.NewBottleneck(title="Knelpunt", summary="Samenvatting", theme="pip")
        bundle = partial(bottleneck_actions.bundle, issue_ids=[issue.pk], reason="Zelfde oorzaak", new=new)
        now = timezone.now()
        lost = at_once(partial(bundle, by=frank, at=now), partial(bundle, by=carol, at=now))
        assert len(lost) == 1, "the kwestie is in two bottlenecks, or in none"
        assert Bundling.objects.filter(issue=issue, until=None).count() == 1
        assert Issue.objects.get(pk=issue.pk).state == "bundled"
