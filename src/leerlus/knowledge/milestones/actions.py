"""Writing: the timeline that an installation starts with."""

from __future__ import annotations

from pathlib import Path

import yaml
from django.db import transaction

from leerlus.knowledge.milestones.models import Milestone

REFERENCE = Path(__file__).parent / "reference" / "timeline.yaml"


@transaction.atomic
def load_milestones() -> int:
    """Add what stands in the file and is not there yet, by its slug; what editors changed stays. Return how many."""
    written = yaml.safe_load(REFERENCE.read_text(encoding="utf-8"))
    known = set(Milestone.objects.values_list("slug", flat=True))
    new = [
        Milestone(on=each.pop("day"), theme_id=each.pop("theme"), **each)
        for each in written
        if each["slug"] not in known
    ]
    Milestone.objects.bulk_create(new)
    return len(new)
