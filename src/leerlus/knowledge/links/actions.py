"""Writing: the websites that an installation starts with, and what was found of a link."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from django.db import transaction
from django.utils import timezone

from leerlus.knowledge.links.models import LinkCheck, Website

if TYPE_CHECKING:
    from datetime import datetime

    from leerlus.knowledge.links.probing import Answer

APART = timedelta(hours=12)
"""So far apart two failures must be to count as two."""

REFERENCE = Path(__file__).parent / "reference" / "websites.yaml"


@transaction.atomic
def load_websites() -> int:
    """Add what stands in the file and is not there yet, by its slug; what editors changed stays. Return how many."""
    known = set(Website.objects.values_list("slug", flat=True))
    new = [each for each in yaml.safe_load(REFERENCE.read_text(encoding="utf-8")) if each["slug"] not in known]
    for each in new:
        themes = each.pop("themes")
        Website.objects.create(**each).themes.set(themes)
    return len(new)


@transaction.atomic
def note(url: str, answer: Answer, *, at: datetime) -> LinkCheck:
    """Keep what was found; that it cannot be known changes nothing but the day."""
    check, _ = LinkCheck.objects.select_for_update().get_or_create(url=url, defaults={"checked_at": at})
    before, check.checked_at = check.checked_at, at
    if answer.works:
        check.failures, check.failed_on, check.reason = 0, None, ""
    elif answer.works is False:
        # Two workers that ask at the same time, or one that is started anew, saw one failure and not two.
        check.failures += not check.failures or at - before >= APART
        check.failed_on = check.failed_on or timezone.localdate(at)
        check.reason = answer.reason
    check.save()
    return check
