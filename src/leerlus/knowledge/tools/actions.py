"""Writing: the tools that an installation starts with."""

from __future__ import annotations

from pathlib import Path

import yaml
from django.db import transaction

from leerlus.knowledge.tools.models import Tool

REFERENCE = Path(__file__).parent / "reference" / "tools.yaml"


@transaction.atomic
def load_tools() -> int:
    """Add what stands in the file and is not there yet, by its slug; what editors changed stays. Return how many."""
    known = set(Tool.objects.values_list("slug", flat=True))
    new = [each for each in yaml.safe_load(REFERENCE.read_text(encoding="utf-8")) if each["slug"] not in known]
    for each in new:
        themes = each.pop("themes")
        Tool.objects.create(**each, added_at=None).themes.set(themes)
    return len(new)
