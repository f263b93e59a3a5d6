"""The live numbers of the loop on the home page, and the themes with theirs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef

from leerlus.linking.bottlenecks.models import Bottleneck
from leerlus.linking.bottlenecks.workflow import DISSOLVED
from leerlus.linking.outcomes.models import Outcome
from leerlus.people.actors import OrganisationKind
from leerlus.people.models import Organisation, Theme
from leerlus.practice.issues.models import Issue
from leerlus.system.decisions.models import Decision
from leerlus.system.escalations.models import Escalation
from leerlus.system.escalations.workflow import ACCEPTED, OFFERED
from leerlus.ui.dates import number, pick_form

if TYPE_CHECKING:
    from leerlus.people.actors import Actor

KEY = "home.loop"
KEPT_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopNumbers:
    """What stands at each level of the loop, in words."""

    practice: str
    linking: str
    system: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeLine:
    """A theme with how many bottlenecks this reader can open."""

    theme: Theme
    bottlenecks: int


def read_loop() -> LoopNumbers:
    """Return the numbers of each level.

    They are kept for a minute: these six counts were half the work of the page that everybody sees first, and nobody
    acts on them.
    """
    kept: LoopNumbers | None = cache.get(KEY)
    if kept is None:
        kept = _count_levels()
        cache.set(KEY, kept, KEPT_SECONDS)
    return kept


def _count_levels() -> LoopNumbers:
    """Count each level; six queries that stay within milliseconds with 100,000 issues.

    The municipalities are found from the 342 organisations, not from the issues: counting those apart reads them all.
    """
    raised = Issue.objects.filter(organisation=OuterRef("pk"))
    municipalities = Organisation.objects.filter(Exists(raised), kind=OrganisationKind.MUNICIPALITY).count()
    issues = _count(Issue.objects.count(), "kwestie,kwesties")
    where = f" uit {_count(municipalities, 'gemeente,gemeenten')}" if municipalities else ""
    bottlenecks = Bottleneck.objects.exclude(state=DISSOLVED).count()
    escalations = Escalation.objects.filter(state__in=(OFFERED, ACCEPTED)).count()
    return LoopNumbers(
        practice=_sentence(f"{issues}{where}"),
        linking=_sentence(
            f"{_count(bottlenecks, 'knelpunt,knelpunten')} · {_count(Outcome.objects.count(), 'opbrengst,opbrengsten')}"
        ),
        system=_sentence(
            f"{_count(escalations, 'signaal,signalen')} · {_count(Decision.objects.count(), 'besluit,besluiten')}"
        ),
    )


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _count(value: int, forms: str) -> str:
    return f"{number(value) if value else 'nog geen'} {pick_form(value, forms)}"


def list_themes(actor: Actor) -> tuple[ThemeLine, ...]:
    """Return all themes in order, with the bottlenecks that this reader may open; one query."""
    visible = Bottleneck.objects.visible_to(actor).exclude(state=DISSOLVED).order_by()
    counted = dict(visible.values("theme_id").annotate(number=Count("pk")).values_list("theme_id", "number"))
    return tuple(
        ThemeLine(theme=theme, bottlenecks=counted.get(theme.pk, 0)) for theme in Theme.objects.kept().values()
    )
