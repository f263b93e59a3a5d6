"""What higher floors show on pages of lower ones: each page's list by name, and the functions on it.

A page of the practice floor does not know the linking floor; it asks the tuple here and shows what it gets. A function
may stand with the floor that knows the thing; those below stand here because they look at several floors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone

from leerlus.knowledge.milestones.queries import Moment, say_when
from leerlus.linking.bottlenecks.models import Bottleneck
from leerlus.linking.bottlenecks.policies import may_read
from leerlus.linking.bottlenecks.workflow import AT_SYSTEM, DISSOLVED, WORKFLOW
from leerlus.linking.communities.policies import may_see_members
from leerlus.linking.meetings.queries import next_meeting, yield_of_meetings
from leerlus.linking.open_sessions.queries import ahead_of, opened_to, sessions_of, signing_up_for
from leerlus.linking.outcomes.models import Outcome
from leerlus.measures.similarity import pick_terms
from leerlus.people.asked import Asked
from leerlus.practice.issues.queries import Alike, PanelLink
from leerlus.system.decisions.models import Decision
from leerlus.system.decisions.queries import list_decisions
from leerlus.system.escalations.policies import may_read as may_read_escalations
from leerlus.system.escalations.workflow import WORKFLOW as ESCALATIONS
from leerlus.ui.dates import long_date, number, pick_form

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leerlus.linking.communities.models import Community
    from leerlus.linking.communities.policies import Place
    from leerlus.people.actors import Actor
    from leerlus.practice.issues.models import Issue
    from leerlus.practice.peer_sessions.models import PeerSession

ISSUE_PANELS = ("leerlus.config.panels.show_bottleneck", "leerlus.linking.recalls.queries.show_answers_of_issue")
"""Beside an issue; each is called with the reader and the issue, and returns links."""

BOTTLENECK_PANELS = (
    "leerlus.linking.recalls.queries.show_answers_of_bottleneck",
    "leerlus.config.panels.show_system",
)
"""Among the outcomes of a bottleneck; each is called with the reader and the bottleneck, and returns links."""

OUTCOME_PANELS = ("leerlus.linking.recalls.queries.show_answer",)
"""Beside an outcome; each is called with the reader and the outcome, and returns links."""

ANSWER_PANELS = ("leerlus.linking.recalls.queries.show_sources",)
"""Beside an answer; each is called with the reader and the number of the answer, and returns links."""

COMMUNITY_PANELS = ("leerlus.config.panels.show_next_meeting", "leerlus.config.panels.show_peer_sessions")
"""On top of the page of a community; each is called with the reader, the community and the reader's place in it."""

PEER_SESSION_PANELS = ("leerlus.config.panels.show_opening",)
"""In the room before it begins; each is called with the session and whether the reader leads it, and returns links."""

PEER_LIST_PANELS = ("leerlus.config.panels.show_open_sessions",)
"""On the page with one's own intervisie; each is called with the reader, and returns links."""
COMMUNITY_YIELD = ("leerlus.config.panels.show_work_of_meetings",)
"""On the page of what a community yielded; called with the reader, the community and the reader's place in it."""

TIMELINE_SOURCES = ("leerlus.config.panels.date_decisions",)
"""On the timeline; each is called with the reader and the slug of a theme ("": all), and returns moments."""

KNOWLEDGE_SHELVES = (
    "leerlus.knowledge.pages.queries.shelves_of_pages",
    "leerlus.config.shelves.shelves_of_lists",
)
"""On the overview of Kennis; each is called with the reader, and returns shelves."""

MAP_SOURCES = ("leerlus.config.mapped.map_knowledge", "leerlus.config.mapped.map_the_loop")
"""On the map for search engines; each yields addresses that a visitor may read."""

LINK_SOURCES = (
    "leerlus.knowledge.links.queries.links_of_websites",
    "leerlus.knowledge.tools.queries.links_of_tools",
)
"""Who points to other websites; each yields its links, which the worker checks."""

SIMILAR_SOURCES = ("leerlus.config.panels.find_bottlenecks",)
"""While somebody writes an issue; each is called with the writer and the text, and returns candidates to rank."""

OWN_DATA = (
    "leerlus.knowledge.answers.queries.own_data",
    "leerlus.practice.issues.queries.own_data",
    "leerlus.practice.peer_sessions.queries.own_data",
    "leerlus.linking.bottlenecks.queries.own_data",
    "leerlus.linking.outcomes.queries.own_data",
    "leerlus.linking.communities.queries.own_data",
    "leerlus.linking.meetings.queries.own_data",
    "leerlus.linking.recalls.queries.own_data",
    "leerlus.discovery.newsletter.queries.own_data",
)
"""In the file of all that is known of somebody; each is called with the number of the person, and returns its parts."""

NEWS_SOURCES = (
    "leerlus.config.shelves.news_of_answers",
    "leerlus.config.shelves.news_of_tools",
    "leerlus.discovery.newsletter.queries.news_of_decisions",
    "leerlus.discovery.newsletter.queries.news_of_outcomes",
    "leerlus.discovery.newsletter.queries.news_of_meetings",
    "leerlus.discovery.newsletter.queries.news_of_communities",
)
"""What a newsletter can tell; each is called with two moments, and returns the public News in between."""

MOST_DECISIONS = 500
MOST_CANDIDATES = 100
MOST_TERMS = 8


def show_bottleneck(actor: Actor, issue: Issue) -> tuple[PanelLink, ...]:
    """Return the bottleneck that an issue is bundled in, if this reader may see it."""
    needed = ("title", "state", "published_at")
    bottleneck = Bottleneck.objects.filter(bundlings__issue=issue, bundlings__until__isnull=True).only(*needed).first()
    if bottleneck is None or not may_read(actor, bottleneck):
        return ()
    link = PanelLink(
        label="Gebundeld in een knelpunt",
        title=bottleneck.title,
        url=f"/knelpunten/{bottleneck.pk}/",
        text=WORKFLOW.states[bottleneck.state],
    )
    return (link,)


def show_system(actor: Actor, bottleneck: Bottleneck) -> list[PanelLink]:
    """Return what the system level does with a bottleneck: its decisions, and to who may read them its open dossier."""
    links = [
        PanelLink(
            label=f"Besluit: {Decision.Instrument(instrument).label.lower()}",
            title=title,
            url=f"/besluiten/{pk}/",
            text=change,
        )
        for pk, instrument, title, change in ASK_DECISIONS(bottleneck.pk)
    ]
    if bottleneck.state in AT_SYSTEM and may_read_escalations(actor):
        links += [
            PanelLink(label="Signaal", title=str(escalation), url=f"/signalen/{escalation.pk}/")
            for escalation in bottleneck.escalations.exclude(state__in=ESCALATIONS.final)
        ]
    return links


ASK_DECISIONS: Asked[Sequence[Any]] = Asked(
    lambda bottleneck: Decision.objects.filter(bottleneck_id=bottleneck).values_list(
        "pk", "instrument", "title", "change"
    ),
    tuple,
)


def show_next_meeting(actor: Actor, community: Community, place: Place) -> tuple[PanelLink, ...]:
    """Return when the members meet next; what it is about only those read who take part."""
    found, takes_part = next_meeting(community, timezone.now()), may_see_members(actor, place)
    if found is None and not takes_part:
        return ()
    if found is None:
        text = "Er is nog geen bijeenkomst gepland."
        return (PanelLink(label="Bijeenkomsten", title="alle bijeenkomsten", url=_meetings_of(community), text=text),)
    when = "de datum wordt nog gekozen"
    if found.starts_at:
        local = timezone.localtime(found.starts_at)
        when = f"{long_date(local.date(), timezone.localdate())}, {local:%H:%M} uur"
    if not takes_part:
        return (PanelLink(label="Volgende bijeenkomst", title=when, url=""),)
    return (
        PanelLink(label="Volgende bijeenkomst", title=when, url=f"/bijeenkomsten/{found.pk}/", text=f"{found.title}."),
        PanelLink(label="Bijeenkomsten", title="alle bijeenkomsten", url=_meetings_of(community)),
    )


def show_peer_sessions(actor: Actor, community: Community, place: Place) -> tuple[PanelLink, ...]:
    """Return to who takes part when the community has intervisie, and how often it had; never who or what about."""
    if not may_see_members(actor, place):
        return ()
    dates = sessions_of(actor, community)
    ahead, held = ahead_of(dates, timezone.localdate()), sum(each.is_held for each in dates)
    title = long_date(timezone.localdate(ahead[0].planned_at), timezone.localdate()) if ahead else "nog niets gepland"
    text = f"Geweest: {held} keer." if held else ""
    return (PanelLink(label="Intervisie", title=title, url=_sessions_of(community), text=text),)


def show_opening(session: PeerSession, leads: bool) -> tuple[PanelLink, ...]:  # noqa: FBT001 - as the list says
    """Return for which community a session is, and to its facilitator where that is arranged."""
    opened = opened_to(session)
    links = []
    if opened is not None:
        text = "Leden kunnen zich aanmelden." if session.is_open else "Aanmelden kan niet meer."
        community = opened.community
        links.append(PanelLink(label="Voor de community", title=community.name, url=_sessions_of(community), text=text))
    if leads:
        title = "aanmelden sluiten" if session.is_open else "openstellen voor een community"
        url = f"/communities/intervisie/{session.pk}/openstellen/"
        links.append(PanelLink(label="Meer mensen", title=title, url=url))
    return tuple(links)


def show_open_sessions(actor: Actor) -> tuple[PanelLink, ...]:
    """Return for which intervisie of their communities this reader can sign up."""
    return tuple(
        PanelLink(
            label="Intervisie van",
            title=community.name,
            url=_sessions_of(community),
            text=f"U kunt zich aanmelden: {count} keer gepland.",
        )
        for community, count in signing_up_for(actor, timezone.localdate()).items()
    )


def _sessions_of(community: Community) -> str:
    return f"/communities/{community.slug}/intervisie/"


def show_work_of_meetings(actor: Actor, community: Community, place: Place) -> tuple[PanelLink, ...]:
    """Return how often the members met, and for who takes part the solutions that were reported on."""
    found = yield_of_meetings(community)
    if not found.held and not found.solutions:
        return ()
    concluded = f", met {number(found.conclusions)} {pick_form(found.conclusions, 'conclusie,conclusies')}"
    title = f"{number(found.held)} {pick_form(found.held, 'bijeenkomst,bijeenkomsten')} gehouden"
    if not may_see_members(actor, place):
        return (PanelLink(label="", title=f"{title}.", url=""),)
    met = PanelLink(label="", title=f"{title}{concluded if found.conclusions else ''}.", url=_meetings_of(community))
    solutions = [
        PanelLink(
            label=f"Oplossing van {each.owner.label}",
            title=each.text,
            url=f"/bijeenkomsten/{each.meeting_id}/verslag/",
            text=each.report,
        )
        for each in found.solutions
    ]
    return (met, *solutions)


def _meetings_of(community: Community) -> str:
    return f"/bijeenkomsten/van/{community.slug}/"


def find_bottlenecks(actor: Actor, text: str) -> Sequence[Alike]:
    """Return bottlenecks that may be about the same thing, with their latest outcome or decision: three queries."""
    any_of = Q(pk__in=())
    for term in pick_terms(text, MOST_TERMS):
        any_of |= Q(title__icontains=term) | Q(summary__icontains=term)
    visible = Bottleneck.objects.visible_to(actor).exclude(state=DISSOLVED)
    found = list(visible.filter(any_of).order_by("-founded_at")[:MOST_CANDIDATES])
    results = latest_results([bottleneck.pk for bottleneck in found])
    return [
        Alike(
            id=f"bottleneck-{bottleneck.pk}",
            title=bottleneck.title,
            text=bottleneck.summary,
            url=f"/knelpunten/{bottleneck.pk}/",
            state=WORKFLOW.states[bottleneck.state],
            level="system" if bottleneck.level == "stelsel" else "linking",
            source="Knelpunt",
            result=results.get(bottleneck.pk, ""),
            fictional=bottleneck.fictional,
        )
        for bottleneck in found
    ]


def latest_results(bottleneck_ids: Sequence[int]) -> dict[int, str]:
    """Say in one line what each bottleneck came to: the latest outcome, or the latest decision if there is one."""
    results: dict[int, str] = {}
    outcomes = Outcome.objects.filter(bottleneck_id__in=bottleneck_ids, ended_at__isnull=True).order_by("at", "pk")
    for outcome in outcomes:
        results[outcome.bottleneck_id] = f"{outcome.get_kind_display()}: {outcome.title}"
    decisions = Decision.objects.filter(bottleneck_id__in=bottleneck_ids, lapsed_at__isnull=True).order_by("at", "pk")
    for decision in decisions:
        results[decision.bottleneck_id] = f"{decision.get_instrument_display()}: {decision.title}"
    return results


def date_decisions(actor: Actor, theme: str) -> Iterator[Moment]:
    """Yield the decisions that this reader may see as moments of the timeline; one query."""
    for one in list_decisions(actor, theme=theme)[:MOST_DECISIONS]:
        yield Moment(
            key=f"besluit-{one.pk}",
            on=one.decided_on,
            when=say_when(one.decided_on, None, "day"),
            title=one.title,
            summary=one.change,
            kind="besluit",
            kind_name="Besluit",
            theme=one.bottleneck.theme_id,
            theme_name=one.bottleneck.theme.name,
            url=f"/besluiten/{one.pk}/",
            level="system",
            fictional=one.bottleneck.fictional,
        )
