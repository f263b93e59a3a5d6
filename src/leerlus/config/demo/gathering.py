"""Who meets whom in the demo: the members of the community in the Achterhoek, and two meetings; all are invented."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from leerlus.linking.communities import actions
from leerlus.linking.communities.models import Community, Membership
from leerlus.linking.communities.queries import find_community, place_of
from leerlus.linking.meetings import actions as meetings
from leerlus.linking.meetings.queries import propose
from leerlus.measures.attachments import receive

if TYPE_CHECKING:
    from leerlus.config.demo.players import Players
    from leerlus.linking.meetings.models import Meeting
    from leerlus.people.actors import Actor

SLUG = "achterhoek"
OPEN_SINCE = timedelta(days=420)

CORE = ("klantmanager", "docent", "ervaringsdeskundige")
"""The accounts of the demo that are members, in the core group."""

BROAD = (
    "Gemeente Doetinchem",
    "Gemeente Winterswijk",
    "Gemeente Oost Gelre",
    "Stichting Nieuwe Buren (fictief)",
    "Werkplaats De Lindeboom (fictief)",
    "COA",
)
PAST = "Wie bij familie of op een kamer woont, past niet in de regels voor ontzorgen. Wij zoeken wat morgen kan."
COMING = "Hoe passen lesuren en een baan in dezelfde week? Neem een rooster mee, zonder namen."
ROOM = "Gemeentehuis Doetinchem, raadzaal (fictief)"
SEATS, PER_ORGANISATION = 9, 2
CLUSTERS = ("Rooster en lestijden", "Geld en ontzorgen")
FROM_EACH = 2
"""So many proposals of each kind come on the agenda."""
CONCLUDED = "Wij proberen drie maanden één aanspreekpunt per huishouden."
MEANS = "Iemand hoeft zijn verhaal maar één keer te vertellen."
TASKS = (("Navragen bij drie gemeenten hoe zij dit doen", False), ("Een proef met één aanspreekpunt uitwerken", True))
GUEST = "ouder met werk in ploegen (fictief)"
GUEST_WORDS = "Ik wil de les niet missen. Maar als ik niet werk, heb ik geen geld. Niemand vroeg mij wat kan."
TOPIC = "Roosters van taalscholen en ploegendienst"
TALK = (
    "Wie heeft een rooster dat past bij wisselende diensten? Bij ons loopt het elke maand vast.",
    "Wij werken met blokken van zes weken. Dan weet de werkgever op tijd wanneer er les is.",
    "Wie gaat er mee naar de bijeenkomst over huisvesting?",
)
SHEET = ("rooster in blokken (fictief).csv", b"week;dag;les\n1;maandag;13.00 tot 16.00\n2;dinsdag;18.30 tot 21.30\n")
ASKS = "Gemeente Aalten"
AGREEMENTS = (
    "Wat hier over een situatie wordt verteld, blijft hier. Wij noemen nooit de naam van een inburgeraar. "
    "Elke oplossing krijgt een eigenaar, die de volgende keer vertelt wat ervan kwam. "
    "(Deze afspraken, het ritme van zes weken en de leden zijn fictief.)"
)


def gather(players: Players, at: datetime) -> None:
    """Fill the community: a leader, members of several organisations, one who asks to take part, and two meetings."""
    community = Community.objects.get(slug=SLUG)
    Community.objects.filter(pk=community.pk).update(agreements=AGREEMENTS, rhythm_weeks=6)
    leader = players.accounts["communitytrekker"]
    since = at - OPEN_SINCE
    _join(community, leader, since, part=Membership.Part.CORE, leader=leader)
    core = [players.accounts[key] for key in CORE]
    broad = [players.professional(name) for name in BROAD]
    for who in core:
        _join(community, who, since, part=Membership.Part.CORE, leader=leader)
    for who in broad:
        _join(community, who, since, part=Membership.Part.BROAD, leader=leader)
    _talk(community, core, leader, at)
    asks = players.professional(ASKS)
    actions.join(
        community_id=community.pk,
        organisation_id=asks.grants[0].organisation_id,
        motivation="Wij beginnen in onze gemeente met duale trajecten en willen weten hoe anderen dat doen.",
        by=asks,
        at=at - timedelta(days=3),
    )

    past, coming = _on(at, days=-21), _on(at, days=21)
    held = _meet(
        community,
        _plan("Ontzorgen bij inwonen: wat kunnen wij zelf?", PAST, past),
        leader=leader,
        says=[(who, "yes") for who in (leader, *core)],
        at=past - timedelta(days=30),
    )
    _fill_agenda(held, leader, core, past - timedelta(days=1))
    _give_roles(held, leader, past - timedelta(days=1))
    _write_up(held, leader, past)
    coming_meeting = _meet(
        community,
        _plan("Taal en werk in één week", COMING, coming),
        leader=leader,
        says=[(leader, "yes"), *zip(core, ("yes", "maybe", "yes"), strict=True), (broad[0], "yes"), (broad[1], "no")],
        at=at - timedelta(days=7),
    )
    _fill_agenda(coming_meeting, leader, core, at - timedelta(days=1))
    seat = meetings.invite_guest(meeting_id=coming_meeting.pk, label=GUEST, by=leader, at=at - timedelta(days=2))
    meetings.answer_as_guest(guest_id=seat.pk, says="yes", text=GUEST_WORDS, at=at - timedelta(days=1))


def _talk(community: Community, core: list[Actor], leader: Actor, at: datetime) -> None:
    """Let the core group talk, with an answer that quotes and has a file, and a post that was hidden."""
    began = at - timedelta(days=5)
    first, second, third = (f"{words} (fictief)" for words in TALK)
    topic = actions.open_topic(community_id=community.pk, title=TOPIC, text=first, by=core[0], at=began)
    asked = topic.posts.get()
    later = began + timedelta(hours=5)
    actions.post(
        topic_id=topic.pk, text=second, quoted_id=asked.pk, attachments=[receive(*SHEET)], by=core[1], at=later
    )
    strange = actions.post(topic_id=topic.pk, text=third, by=core[2], at=later + timedelta(hours=1))
    actions.hide(post_id=strange.pk, reason="Hoort bij een ander onderwerp.", by=leader, at=later + timedelta(hours=2))


def _fill_agenda(meeting: Meeting, leader: Actor, members: list[Actor], at: datetime) -> None:
    """Put what waits in the region on the agenda, let members choose, and lay some of it together."""
    community = find_community(meeting.community_id)
    groups = propose(leader, meeting, community, place_of(leader, community, at=at), on_it=())
    keys = [one.key.split("-") for group in groups for one in group.proposals[:FROM_EACH]]
    chosen = [(source, int(number)) for source, number in keys]
    meetings.add_items(meeting_id=meeting.pk, keys=chosen, by=leader, at=at)
    items = list(meeting.items.exclude(source="standing"))
    for number, member in enumerate(members):
        meetings.prefer(
            meeting_id=meeting.pk, item_ids=[item.pk for item in items[number : number + 2]], by=member, at=at
        )
    for name in CLUSTERS:
        meetings.add_cluster(meeting_id=meeting.pk, name=name, by=leader, at=at)
    clusters = list(meeting.clusters.all())
    for item, cluster in zip(items, clusters, strict=False):
        meetings.move_item(item_id=item.pk, seen_in=None, to=cluster.pk, by=leader, at=at)
    meetings.mark_item(item_id=items[0].pk, mark="easy", by=leader, at=at)
    meetings.mark_item(item_id=items[-1].pk, mark="not_ours", by=leader, at=at)


def _give_roles(meeting: Meeting, leader: Actor, at: datetime) -> None:
    """Let the leader chair the meeting, and the first of the core group write it down."""
    chair, note_taker = meeting.community.memberships.members().order_by("pk").values_list("pk", flat=True)[:2]
    meetings.give_roles(
        meeting_id=meeting.pk, chair_id=chair, note_taker_id=note_taker, by=leader, at=at, version=meeting.version
    )


def _write_up(meeting: Meeting, leader: Actor, at: datetime) -> None:
    """Conclude something about the first item, let two members do something, and close the meeting."""
    first = meeting.items.exclude(source="standing")[0]
    standing = meeting.items.get(source="standing")
    owners = meeting.community.memberships.members().order_by("pk")[1:3]
    meetings.conclude(item_id=first.pk, text=CONCLUDED, by=leader, at=at)
    meetings.conclude(item_id=standing.pk, text=MEANS, by=leader, at=at)
    for owner, (text, is_solution) in zip(owners, TASKS, strict=True):
        meetings.give_task(
            item_id=first.pk,
            text=text,
            owner_id=owner.pk,
            due_on=timezone.localdate(at) + timedelta(days=42),
            is_solution=is_solution,
            by=leader,
            at=at,
        )
    meetings.finish(meeting_id=meeting.pk, by=leader, at=at + timedelta(hours=2))
    meeting.refresh_from_db()
    came = {each.pk: each.has_seat for each in meeting.attendances.all()}
    late = at + timedelta(hours=2)
    meetings.mark_presence(meeting_id=meeting.pk, members=came, guests={}, by=leader, at=late, version=meeting.version)


def _plan(title: str, purpose: str, starts_at: datetime) -> meetings.Plan:
    return meetings.Plan(
        title=title, purpose=purpose, starts_at=starts_at, room=ROOM, capacity=SEATS, per_organisation=PER_ORGANISATION
    )


def _on(at: datetime, *, days: int) -> datetime:
    """Return half past nine in the morning, so many days from now."""
    return timezone.make_aware(datetime.combine(timezone.localdate(at) + timedelta(days=days), time(9, 30)))


def _meet(
    community: Community,
    plan: meetings.Plan,
    *,
    leader: Actor,
    says: list[tuple[Actor, str]],
    at: datetime,
) -> Meeting:
    """Plan a meeting, and let some say whether they come."""
    made = meetings.plan(community_id=community.pk, plan=plan, by=leader, at=at, fictional=True)
    for number, (who, answer) in enumerate(says):
        meetings.answer(meeting_id=made.pk, says=answer, by=who, at=at + timedelta(hours=number + 1))
    return made


def _join(community: Community, who: Actor, since: datetime, *, part: str, leader: Actor) -> None:
    """Let somebody ask to take part and be let in; whoever runs it needs nobody's leave."""
    organisation_id = who.grants[0].organisation_id
    made = actions.join(community_id=community.pk, organisation_id=organisation_id, by=who, at=since)
    if made.state == "asked":
        actions.step_membership(membership_id=made.pk, name="admit", by=leader, at=since + timedelta(days=2))
    actions.place_in(membership_id=made.pk, part=part, by=leader, at=since + timedelta(days=2))
