"""What is written about the terms is what the settings say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from leerlus.config.documents import read_promises
from leerlus.linking.bottlenecks.workflow import WORKFLOW as BOTTLENECK
from leerlus.linking.outcomes.workflow import ROUNDS
from leerlus.practice.issues.workflow import WORKFLOW as ISSUE
from leerlus.system.escalations.workflow import WORKFLOW as ESCALATION

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "reference" / "promises.md").read_text(encoding="utf-8")
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")


def test_the_page_says_what_the_settings_say() -> None:
    told = re.findall(r"^\| `(\w+)` \| (\d+) \| `(\w+)` \|", PAGE, re.MULTILINE)
    assert told == [(p.name, str(p.days), p.variable) for p in read_promises().values()]


def test_the_example_gives_the_same_days() -> None:
    told = dict(re.findall(r"^#(LEERLUS_\w+)=(\d+)$", EXAMPLE, re.MULTILINE))
    assert {p.variable: str(p.days) for p in read_promises().values()}.items() <= told.items()
    assert f"`LEERLUS_REOPEN_SHARE_PERCENT` ({told['LEERLUS_REOPEN_SHARE_PERCENT']})" in PAGE


def test_the_numbers_of_an_effect_check_are_told_the_same_everywhere() -> None:
    told = dict(re.findall(r"^#(LEERLUS_EFFECT_\w+)=(\d+)$", EXAMPLE, re.MULTILINE))
    assert dict(re.findall(r"^\| `(LEERLUS_EFFECT_\w+)` \| (\d+) \|", PAGE, re.MULTILINE)) == told
    settings = (ROOT / "src" / "leerlus" / "config" / "settings.py").read_text(encoding="utf-8")
    assert dict(re.findall(r'read_int\("(LEERLUS_EFFECT_\w+)", (\d+)', settings)) == told


def test_every_term_is_used_and_every_used_term_exists() -> None:
    used = {step.promise for workflow in (ISSUE, BOTTLENECK, ESCALATION) for step in workflow.steps}
    used |= {planned.promise for planned in ROUNDS}
    assert used - {""} == read_promises().keys()


def test_the_longest_way_to_a_decision_is_added_up_right() -> None:
    promises = read_promises()
    assert f"hoogstens {promises['intake'].days + promises['decision'].days} dagen" in PAGE


@pytest.mark.parametrize("text", ["X = 1\n", "PROMISES = dict()\n", 'PROMISES = {"a": 3}\n'])
def test_settings_of_another_form_are_refused(tmp_path: Path, text: str) -> None:
    settings = tmp_path / "settings.py"
    settings.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="PROMISES"):
        read_promises(settings)


def test_the_days_of_this_machine_do_not_change_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEERLUS_DAYS_OUTCOME", "5")
    assert read_promises()["outcome"].days == 91
