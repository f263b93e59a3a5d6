"""Reading escalations: the inbox, the dossier of one, and what the parties will read."""

from leerlus.system.escalations.queries.audience import (
    SHOWN_FIRST,
    Audience,
    fingerprint,
    offer_message,
    read_audience,
)
from leerlus.system.escalations.queries.dossier import Dossier, article_of, read_dossier, trend_of
from leerlus.system.escalations.queries.inbox import (
    ENDED,
    STATE_CHOICES,
    Choice,
    Row,
    check_takes,
    choices_of,
    find_bottleneck,
    find_escalation,
    group_rows,
    list_escalations,
    read_rows,
    running_escalation,
)
from leerlus.system.escalations.queries.instruments import INSTRUMENTS, Instrument
from leerlus.system.escalations.queries.terms import Clock, clock_of, decision_day, intake_day, lasted, on_day

__all__ = [
    "ENDED",
    "INSTRUMENTS",
    "SHOWN_FIRST",
    "STATE_CHOICES",
    "Audience",
    "Choice",
    "Clock",
    "Dossier",
    "Instrument",
    "Row",
    "article_of",
    "check_takes",
    "choices_of",
    "clock_of",
    "decision_day",
    "find_bottleneck",
    "find_escalation",
    "fingerprint",
    "group_rows",
    "intake_day",
    "lasted",
    "list_escalations",
    "offer_message",
    "on_day",
    "read_audience",
    "read_dossier",
    "read_rows",
    "running_escalation",
    "trend_of",
]
