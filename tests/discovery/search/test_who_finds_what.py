"""Rights: whatever there is and whoever asks, nothing invisible shows in results, counts or words proposed."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leerlus.discovery.search import actions
from leerlus.discovery.search.models import Entry, Word
from leerlus.discovery.search.queries import Wanted, search, spelling
from leerlus.discovery.search.sources import sources
from leerlus.linking.bottlenecks.models import Bottleneck
from leerlus.linking.outcomes.models import Outcome
from leerlus.measures.terms import stem
from leerlus.people.actors import VISITOR
from leerlus.practice.issues.models import Issue
from leerlus.system.decisions.models import Decision
from leerlus.system.escalations.models import Escalation
from tests.cast import PLAYERS

if TYPE_CHECKING:
    from leerlus.people.actors import Actor
    from tests.cast import Cast

NAMES = ["", *PLAYERS]
WORDS = ["boeteregeling", "taalklas", "kinderopvang", "reiskosten", "wachtlijst"]
TYPED = [*WORDS, "boeteregelign", "taalklsa", "kindropvang", "reiskostne", "wachtlijts"]

things = st.lists(
    st.tuples(
        st.sampled_from(["issue", "bottleneck", "outcome"]),
        st.sampled_from(WORDS),
        st.sampled_from(["organisation", "professionals", "public"]),
        st.sampled_from(["bronckhorst", "enschede"]),
        st.sampled_from(["pip", "ontzorgen"]),
        st.sampled_from(["open", "dissolved"]),
    ),
    min_size=1,
    max_size=8,
)


def make(cast: Cast, thing: tuple[str, ...], number: int) -> None:
    """Make one thing as it is after steps that do not matter here."""
    kind, word, who, place, theme, state = thing
    now, title = timezone.now(), f"{word} {number}"
    if kind == "issue":
        where = cast.organisations[place]
        Issue.objects.create(
            title=title,
            situation="s",
            question="q",
            meaning="m",
            theme_id=theme,
            organisation=where,
            region=where.region,
            visibility=who,
            state="submitted",
            turn="coordinator",
            due_on=now.date(),
            raised_at=now,
            changed_at=now,
        )
        return
    open_state = state == "open"
    bottleneck = Bottleneck.objects.create(
        title=title if kind == "bottleneck" else "Iets anders",
        summary="s",
        theme_id=theme,
        state=state,
        turn="coordinator" if open_state else "nobody",
        due_on=now.date() if open_state else None,
        founded_at=now,
        changed_at=now,
        published_at=now if who == "public" and open_state else None,
    )
    if kind == "outcome":
        Outcome.objects.create(
            bottleneck=bottleneck,
            kind="guide",
            title=title,
            text="t",
            change="c",
            effective_on=now.date(),
            cause=next(CAUSES),
            at=now,
        )


CAUSES = itertools.count(1_000_000)


def seen_by(actor: Actor) -> set[tuple[str, int]]:
    return {(kind, pk) for kind, s in sources().items() for pk in s.visible(actor).values_list("pk", flat=True)}


@pytest.mark.walks
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=things, name=st.sampled_from(NAMES), typed=st.sampled_from(TYPED))
def test_nothing_invisible_ever_shows(cast: Cast, made: list[tuple[str, ...]], name: str, typed: str) -> None:
    for model in (Outcome, Decision, Escalation, Bottleneck, Issue):
        model.objects.all().delete()
    for number, thing in enumerate(made):
        make(cast, thing, number)
    actions.rebuild(timezone.now())
    spelling.forget()
    actor = cast.actor(name) if name else VISITOR
    found = search(actor, Wanted(words=typed))
    visible = seen_by(actor)
    entries = [entry for entry in Entry.objects.all() if (entry.kind, entry.thing_id) in visible]
    urls = {entry.url for entry in entries}
    words = {word for entry in entries for word in entry.words}
    assert {hit.url for hit in found.hits} <= urls
    assert {each.meant for each in found.corrections} <= words
    meant = {stem(word) for word in (typed, *(each.meant for each in found.corrections))}
    expected = [entry for entry in entries if meant & set(map(stem, entry.words))]
    assert sum(found.kinds.values()) == len(expected)
    assert {hit.url for hit in found.hits} == {entry.url for entry in expected}
    # The same with what is invisible gone altogether: not one bit of the page may differ.
    for entry in Entry.objects.all():
        if (entry.kind, entry.thing_id) not in visible:
            actions._forget([entry.pk])
    spelling.forget()
    again = search(actor, Wanted(words=typed))
    assert (again.kinds, again.themes, again.corrections) == (found.kinds, found.themes, found.corrections)
    assert {hit.url for hit in again.hits} == {hit.url for hit in found.hits}


def test_a_word_that_stands_nowhere_any_more_is_forgotten(cast: Cast) -> None:
    make(cast, ("issue", "wachtlijst", "public", "enschede", "pip", "open"), 1)
    actions.follow(timezone.now())
    assert Word.objects.filter(word="wachtlijst").exists()
    Issue.objects.all().delete()
    actions.follow(timezone.now())
    assert not Word.objects.filter(word="wachtlijst").exists()
