"""The database refuses to change history, also for whoever goes around the product."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PROGRAM = """
import django
django.setup()
from django.core.management import call_command
from django.db import IntegrityError, connection
from django.utils import timezone
from leerlus.audit.models import record
call_command("migrate", "audit", verbosity=0)
record(subject="test", subject_id=1, name="begun", actor_id=None, actor_label="Leerlus", at=timezone.now())
for statement in ("UPDATE audit_event SET note = 'anders'", "DELETE FROM audit_event"):
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
    except IntegrityError as error:
        print(error)
    else:
        print("veranderd")
call_command("migrate", "audit", "0001", verbosity=0)
with connection.cursor() as cursor:
    cursor.execute("DELETE FROM audit_event")
    print(cursor.rowcount)
"""


def test_the_migrations_seal_it_and_can_unseal_it(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
        "LEERLUS_HOME": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'history.sqlite3'}",
    }
    answer = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr
    changed, deleted, unsealed = answer.stdout.splitlines()
    assert changed == deleted
    assert "kan niet worden veranderd of verwijderd" in changed
    assert unsealed == "1"
