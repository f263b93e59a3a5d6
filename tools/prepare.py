"""Make ready what `make run` needs: migrations that wait, static files, and the examples when the database is empty.

    python -m tools.prepare          only that
    python -m tools.prepare start    and then start Leerlus

These are commands of `leerlus`. In one process they cost one start of Django instead of four, which is most of what a
second `make run` takes.
"""

from __future__ import annotations

import os
import sys

import click
from django.conf import settings

from leerlus.cli import main as leerlus


def main() -> int:
    """Run the commands; stop at the first that refuses, with its sentence."""
    try:
        leerlus(["migreer"], standalone_mode=False)
        if settings.COLLECTED_STATIC:  # the files of this version; without these a page finds no style sheet
            leerlus(["manage", "collectstatic", "--noinput", "--verbosity=0"], standalone_mode=False)
        if os.environ.get("LEERLUS_DEMO") == "1":
            leerlus(["demo", "laden", "--als-leeg"], standalone_mode=False)
        if sys.argv[1:] == ["start"]:
            leerlus(["start"], standalone_mode=False)
    except click.ClickException as refusal:
        refusal.show()
        return refusal.exit_code
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
