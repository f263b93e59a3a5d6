"""Every word of the loop stands in the glossary, in code and as people read it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from leerlus.audit.steps import Audience, Mode, Turn
from leerlus.knowledge.answers.workflow import WORKFLOW as REVIEW
from leerlus.linking.bottlenecks.workflow import WORKFLOW as BOTTLENECK
from leerlus.linking.outbox.models import Mail
from leerlus.linking.outcomes.models import EffectCheck, Outcome
from leerlus.people.actors import CLOCK_ROLE, KIND_NAMES, ROLE_NAMES
from leerlus.practice.issues.models import Closing, Feedback
from leerlus.practice.issues.workflow import WORKFLOW as ISSUE
from leerlus.practice.peer_sessions.workflow import WORKFLOW as PEER_SESSION
from leerlus.system.decisions.models import Decision
from leerlus.system.escalations.workflow import WORKFLOW as ESCALATION

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

GLOSSARY = (Path(__file__).resolve().parents[2] / "GLOSSARY.md").read_text(encoding="utf-8")

ROW = re.compile(r"^\| (?P<screen>[^|]+) \| (?P<code>`[^|]+`) \|", re.MULTILINE)


def rows(heading: str) -> dict[str, str]:
    """Return code → screen word of the table under a heading."""
    part = re.split(r"^#+ ", GLOSSARY.partition(f" {heading}\n")[2], maxsplit=1, flags=re.MULTILINE)[0]
    return {row["code"].strip("`"): row["screen"].strip() for row in ROW.finditer(part)}


def test_a_table_is_found_by_its_heading() -> None:
    assert rows("Of an escalation")["taken_back"] == "teruggenomen door de schakel"
    assert "submitted" not in rows("Of an escalation")


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("Of an issue", ISSUE.states),
        ("Of a bottleneck", BOTTLENECK.states),
        ("Of an escalation", ESCALATION.states),
        ("Of a peer session", PEER_SESSION.states),
        ("Of a review", REVIEW.states),
        ("Kinds of organisation", {kind.value: name for kind, name in KIND_NAMES.items()}),
    ],
)
def test_states_and_kinds_stand_with_the_words_of_the_screen(heading: str, names: Mapping[str, str]) -> None:
    assert {code: word.lower() for code, word in rows(heading).items()} == {k: v.lower() for k, v in names.items()}


def test_roles_stand_with_the_words_of_the_screen() -> None:
    told = rows("Roles")
    assert told.pop(CLOCK_ROLE) == "Leerlus"
    assert told.pop("VISITOR") == "bezoeker"
    assert told == {role.value: name.lower() for role, name in ROLE_NAMES.items()}


def test_closing_kinds_and_instruments_stand_with_what_they_are_for() -> None:
    told = rows("What an issue comes to, and with what")
    assert set(told) == {kind for kind in Closing.values if kind} | set(Outcome.Kind.values)
    marked = re.findall(r"^\|[^|]+\| `(\w+)` \|([^|]*)\|([^|]*)\|$", GLOSSARY, re.MULTILINE)
    assert {code for code, outcome, _ in marked if "yes" in outcome} == set(Outcome.Kind.values)
    assert {code for code, _, instrument in marked if "yes" in instrument} == set(Decision.Instrument.values)


@pytest.mark.parametrize(
    "values",
    [
        pytest.param([turn.value for turn in Turn], id="turns"),
        pytest.param([audience.value for audience in Audience], id="audiences"),
        pytest.param([mode.value for mode in Mode], id="modes"),
        pytest.param([mode.name for mode in Mode], id="names of modes"),
        pytest.param(["practice", "linking", "system"], id="levels"),
        pytest.param(Feedback.Verdict.values, id="verdicts"),
        pytest.param(EffectCheck.Result.values, id="results"),
        pytest.param(Mail.State.values, id="digests"),
        pytest.param(Mail.Trouble.values, id="troubles"),
    ],
)
def test_other_kinds_stand_in_the_glossary(values: Iterable[str]) -> None:
    missing = [value for value in values if f"`{value}`" not in GLOSSARY]
    assert not missing, f"say in GLOSSARY.md what these are: {missing}"
