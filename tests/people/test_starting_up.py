from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

ENOUGH = "x" * 60


def start(home: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LEERLUS_", "DJANGO_"))}
    code = "import leerlus.config.settings as settings; print('begonnen', settings.PRODUCTION)"
    return subprocess.run(
        [sys.executable, "-c", code],
        env={**kept, "PYTHONPATH": os.pathsep.join(sys.path), "LEERLUS_HOME": str(home), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("switch", ["LEERLUS_DEMO", "LEERLUS_DEBUG"])
def test_production_does_not_start_with_the_demo_or_the_debugger(tmp_path: Path, switch: str) -> None:
    answer = start(tmp_path, LEERLUS_PRODUCTION="1", LEERLUS_SECRET_KEY=ENOUGH, **{switch: "1"})
    assert answer.returncode == 1
    assert "gaat niet samen met" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_production_does_not_start_with_a_short_secret(tmp_path: Path) -> None:
    answer = start(tmp_path, LEERLUS_PRODUCTION="1", LEERLUS_SECRET_KEY="kort")
    assert answer.returncode == 1
    assert "LEERLUS_SECRET_KEY" in answer.stderr


def test_production_starts_when_all_is_well(tmp_path: Path) -> None:
    answer = start(tmp_path, LEERLUS_PRODUCTION="1", LEERLUS_SECRET_KEY=ENOUGH)
    assert answer.stdout.strip() == "begonnen True"
