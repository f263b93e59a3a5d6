"""The jobs that the worker runs on dates, in this order; each does only what is due, and may run again at any time."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from leerlus.discovery.newsletter.clock import send_letters, wipe_addresses
from leerlus.discovery.search.clock import follow_database, wipe_missed_words
from leerlus.files.clock import clear_away
from leerlus.knowledge.answers.clock import end_outdated_reviews, publish_on_the_day, wipe_addresses_of_links
from leerlus.knowledge.links.clock import check_links
from leerlus.knowledge.pages.clock import publish_pages
from leerlus.linking.communities.clock import end_memberships, send_membership_mail, send_notices
from leerlus.linking.feedback.clock import send_digests
from leerlus.linking.meetings.clock import finish_meetings, keep_rhythm, keep_up_with_members, remind, send_meeting_mail
from leerlus.linking.outbox.clock import give_up_uncertain
from leerlus.linking.outcomes.clock import conclude_effect_checks, end_agreements, start_effect_checks
from leerlus.linking.recalls.clock import send_answer_mail, tell_of_new_answers, tell_of_recalls
from leerlus.practice.issues.clock import close_after_silence, pass_on_to_organisations
from leerlus.practice.peer_sessions.clock import go_on_over_days, wipe_sessions
from leerlus.system.decisions.clock import end_temporary_decisions

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

CLOCK_JOBS: tuple[Callable[[datetime], int], ...] = (
    pass_on_to_organisations,
    end_memberships,
    keep_up_with_members,
    finish_meetings,
    keep_rhythm,
    remind,
    end_agreements,
    end_temporary_decisions,
    conclude_effect_checks,
    start_effect_checks,
    close_after_silence,
    go_on_over_days,
    wipe_sessions,
    clear_away,
    end_outdated_reviews,
    publish_on_the_day,
    wipe_addresses_of_links,
    tell_of_new_answers,
    tell_of_recalls,
    wipe_missed_words,
    wipe_addresses,
    publish_pages,
    check_links,
)

MAIL_JOBS: tuple[Callable[[datetime], int], ...] = (
    give_up_uncertain,
    send_digests,
    send_meeting_mail,
    send_notices,
    send_membership_mail,
    send_answer_mail,
    send_letters,
)

INDEX_JOBS: tuple[Callable[[datetime], int], ...] = (follow_database,)
"""Last, so that what the others did is found in the same round."""


def run_clock(at: datetime) -> int:
    """Do everything that the dates ask for at this moment; return how much was done."""
    return sum(job(at) for job in CLOCK_JOBS)


def run_clock_safely(at: datetime) -> int:
    """Do the same and send mail, one job not stopping the others: what failed is logged and tried at the next turn."""
    done = 0
    for job in (*CLOCK_JOBS, *MAIL_JOBS, *INDEX_JOBS):
        try:
            done += job(at)
        except Exception:
            logging.getLogger(__name__).exception("De taak %s mislukte en wordt opnieuw geprobeerd.", job.__name__)
    return done
