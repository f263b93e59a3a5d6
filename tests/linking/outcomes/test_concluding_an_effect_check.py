"""When an effect check fails: the parties decide, and a clear share of enough others can make it fail too."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from leerlus.linking.outcomes.models import EffectCheck
from leerlus.linking.outcomes.policies import Thresholds, conclude

RULE = Thresholds(parties_percent=30, others_percent=50, others_least=5)


@dataclass
class Answers:
    """What came back."""

    asked: int = 10
    helps: int = 0
    partly: int = 0
    still: int = 0
    others_yes: int = 0
    others_no: int = 0
    others_unknown: int = 0


@pytest.mark.parametrize(
    ("answers", "result"),
    [
        pytest.param(Answers(helps=1), "passed", id="one party for whom it works"),
        pytest.param(Answers(helps=1, still=2), "passed", id="two of ten parties who still meet it"),
        pytest.param(Answers(helps=7, still=3), "failed", id="three of ten"),
        pytest.param(Answers(still=3, others_no=20), "failed", id="the parties decide, whatever others say"),
        pytest.param(Answers(helps=9, others_yes=4), "passed", id="four others are too few to count"),
        pytest.param(Answers(helps=9, others_yes=5), "failed", id="five of five others"),
        pytest.param(Answers(helps=9, others_yes=5, others_no=6), "passed", id="less than half of the others"),
        pytest.param(Answers(helps=9, others_yes=5, others_no=5), "failed", id="half of the others"),
        pytest.param(Answers(helps=9, others_yes=4, others_unknown=9), "passed", id="who does not know does not count"),
        pytest.param(Answers(), "unanswered", id="silence"),
        pytest.param(Answers(others_no=4), "unanswered", id="four others are too few to call it a success"),
        pytest.param(Answers(others_no=5), "passed", id="enough others who do not meet it"),
        pytest.param(Answers(asked=0), "unanswered", id="nobody left to ask"),
    ],
)
def test_the_rule(answers: Answers, result: str) -> None:
    assert conclude(answers, RULE) == result


def test_every_result_is_one_that_a_check_can_have() -> None:
    assert {"failed", "passed", "unanswered"} <= set(EffectCheck.Result.values)


def test_it_is_told_apart_for_parties_and_others() -> None:
    check = EffectCheck(
        asked=16, helps=7, partly=3, still=2, others_asked=20, others_yes=2, others_no=6, others_unknown=1
    )
    assert check.told == (
        "Van de 12 betrokkenen die antwoordden, zeiden er 7 dat het niet meer speelt, 3 dat het minder speelt en 2 dat "
        "het nog speelt. 4 gaven geen antwoord. Van de 9 anderen die antwoordden, zeiden er 6 dat het bij hen niet "
        "speelt en 2 dat het nog speelt; 1 wist het niet. 11 gaven geen antwoord."
    )


@pytest.mark.parametrize(
    ("check", "told"),
    [
        (EffectCheck(asked=3), "Niemand gaf antwoord."),
        (EffectCheck(asked=3, others_asked=4), "Niemand gaf antwoord."),
        (EffectCheck(asked=2, helps=2, others_asked=4), "Van de 4 anderen die wij vroegen, gaf niemand antwoord."),
        (EffectCheck(asked=2, others_asked=1, others_no=1), "Van de 2 betrokkenen gaf niemand antwoord."),
    ],
)
def test_silence_is_told_as_silence(check: EffectCheck, told: str) -> None:
    assert told in check.told


def test_when_no_others_were_asked_nothing_is_said_about_them() -> None:
    assert "ander" not in EffectCheck(asked=2, helps=2).told
