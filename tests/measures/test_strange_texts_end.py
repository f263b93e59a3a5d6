"""Texts that are made to keep an expression busy: looking at them comes to an end.

How long it takes is for the benchmarks. An expression that goes wrong on one of these takes hours, not seconds, so it
happens in a process that can be ended: two minutes tell the one from the other on any machine.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HOSTILE = [
    "Een Syrische man van 35 in Vorden. ",
    "a",
    "moeder van ",
    "vijf jonge kleine ",
    "alleenstaande ",
    "werkte als ",
    "was vroeger ooit ",
    "in Aa-Bb",
    "in Bergen aan de ",
    "de enige ",
    "2020 ",
    "kwam 12-03-2024 ",
    "hij is 62 ",
    "Syrische ",
    "Sri ",
    "a-b-",
    "\n",
    "? ",
    "06-12345678 ",
    "1 ",
    "a@",
    "Aa ",
    "NL91",
    "van de ",
    "0",
]
LONGEST = 100_000
PATIENCE_SECONDS = 120
LOOK = """
import json, sys
from leerlus.measures.personal_data import find
for part in json.load(sys.stdin):
    find((part * ({longest} // len(part) + 1))[:{longest}])
"""


@pytest.mark.parametrize("half", [0, 1])
def test_looking_at_a_hostile_text_comes_to_an_end(half: int) -> None:
    code = LOOK.replace("{longest}", str(LONGEST))
    subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps(HOSTILE[half::2]),
        text=True,
        timeout=PATIENCE_SECONDS,
        check=True,
    )
