"""The whole desk of one reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from leerlus.discovery.desk.queries.answers import ASK_RECALLS, answer_work, lists_for
from leerlus.discovery.desk.queries.communities import community_work, invitations_to
from leerlus.discovery.desk.queries.here import look
from leerlus.discovery.desk.queries.linking import linking_work
from leerlus.discovery.desk.queries.others import (
    links_to_mend,
    recorded_this_month,
    undelivered_mail,
    without_person,
    without_voice,
)
from leerlus.discovery.desk.queries.own import Own, read_messages, read_own
from leerlus.discovery.desk.queries.rows import Desk, WorkList, sort_out, work_list
from leerlus.discovery.desk.queries.system import ending_decisions, running_checks, system_work
from leerlus.knowledge.answers.policies import places_to_lend
from leerlus.linking.meetings.queries import ahead_of
from leerlus.linking.outbox.policies import may_watch_mail
from leerlus.people.actors import LINKING_ROLES, Role
from leerlus.people.policies import may_manage_some
from leerlus.practice.issues.queries import all_drafts_of
from leerlus.practice.issues.workflow import PARTIES, RAISERS
from leerlus.practice.peer_sessions.queries import upcoming

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from leerlus.linking.meetings.queries import MeetingLine
    from leerlus.people.actors import Actor
    from leerlus.practice.issues.models import Draft
    from leerlus.practice.peer_sessions.queries import SessionLine

DRAFTS_SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPage:
    """What stands on the desk; None is not for this reader, empty is: nothing now.

    work      late, this week and new       own       questions, news, own issues    invited  to communities
    ending    temporary decisions that end soon       checks  effect checks of decisions
    voices    bottlenecks without a voice   recorded  outcomes of this month    vacant  issues without a colleague
    mail      mail that did not arrive       drafts    what this reader is writing, at whatever level
    recalls   what changed in answers that this reader keeps: question, address, sentence, withdrawn
    links     that do not work, for editors
    sessions  intervisie that is planned or goes on                    meetings  of communities, to come
    """

    work: Desk | None
    invited: WorkList
    own: Own | None
    ending: WorkList | None
    checks: WorkList | None
    voices: WorkList | None
    recorded: WorkList | None
    vacant: WorkList | None
    mail: WorkList | None
    links: WorkList
    drafts: tuple[Draft, ...]
    recalls: Sequence[tuple[str, str, str, bool]]
    answer_lists: tuple[tuple[str, str], ...]
    sessions: tuple[SessionLine, ...]
    meetings: tuple[MeetingLine, ...]
    may_raise: bool
    manages: bool
    names_deputies: bool
    watches_mail: bool
    has_region: bool

    @property
    def is_quiet(self) -> bool:
        """Whether the roles of this reader bring no work of their own."""
        parts = (self.work, self.own, self.ending, self.checks, self.voices, self.recorded, self.vacant)
        return all(part is None for part in parts) and not self.mail and not self.invited and not self.links


def read_desk(actor: Actor, at: datetime) -> DeskPage:
    """Return the desk of this actor; each role adds its own queries, and none grows with the number of issues."""
    today = timezone.localdate(at)
    links, advises = actor.has(*LINKING_ROLES), actor.has(Role.SYSTEM_ADVISER)
    here = look(actor)
    reads = actor.has(Role.KNOWLEDGE_EDITOR, Role.REVIEWER)
    gathered = [*community_work(actor, today, here), *answer_work(actor, today)]
    work = [*(linking_work(actor, today) if links else ()), *(system_work(today) if advises else ()), *gathered]
    is_party = bool(actor.roles & PARTIES)
    return DeskPage(
        work=sort_out(work, today) if links or advises or reads or gathered else None,
        invited=invitations_to(actor, here),
        own=_own(actor, today, links=links, sampled="sampled" in here.kinds) if is_party else None,
        ending=ending_decisions(today) if advises else None,
        checks=running_checks(today) if advises else None,
        voices=without_voice(actor) if actor.has(Role.EXPERIENCE_EXPERT) else None,
        recorded=recorded_this_month(actor, today) if actor.has(Role.KNOWLEDGE_EDITOR, Role.REVIEWER) else None,
        vacant=without_person(actor) if actor.has(Role.ORGANISATION_ADMINISTRATOR) else None,
        mail=undelivered_mail() if may_watch_mail(actor) else None,
        recalls=ASK_RECALLS(actor.key) if "recall" in here.kinds else (),
        answer_lists=lists_for(actor),
        links=links_to_mend() if actor.has(Role.KNOWLEDGE_EDITOR) else work_list([]),
        sessions=upcoming(actor) if "session" in here.kinds else (),
        meetings=ahead_of(actor, at) if here.own else (),
        drafts=tuple(all_drafts_of(actor)[:DRAFTS_SHOWN]) if "draft" in here.kinds else (),
        may_raise=bool(actor.roles & RAISERS),
        manages=may_manage_some(actor),
        names_deputies=actor.has(Role.ORGANISATION_ADMINISTRATOR) and bool(places_to_lend(actor, ())),
        watches_mail=may_watch_mail(actor),
        has_region=bool(actor.region_codes),
    )


def _own(actor: Actor, today: date, *, links: bool, sampled: bool) -> Own:
    """Return what concerns somebody personally; who works at the linking level has less room for it."""
    return read_messages(actor, sampled=sampled) if links else read_own(actor, today, sampled=sampled)
