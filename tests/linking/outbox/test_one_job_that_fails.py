"""A job that fails keeps no other from its dates: the worker says so in the log and goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leerlus.audit.steps import Denied
from leerlus.config import jobs
from tests.cast import NOW

if TYPE_CHECKING:
    from datetime import datetime


@pytest.mark.django_db
@pytest.mark.parametrize("mistake", [Denied("Iemand was eerder."), ValueError("een fout van ons"), ZeroDivisionError()])
def test_the_others_still_run(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, mistake: Exception
) -> None:
    ran: list[str] = []

    def fail(at: datetime) -> int:
        raise mistake

    def come_after(at: datetime) -> int:
        ran.append("after")
        return 1

    monkeypatch.setattr(jobs, "CLOCK_JOBS", (fail, come_after))
    monkeypatch.setattr(jobs, "MAIL_JOBS", (come_after,))
    assert jobs.run_clock_safely(NOW) == 2
    assert ran == ["after", "after"]
    assert "De taak fail mislukte" in caplog.text
