"""Writing: a draft from an outcome, telling what became of an answer, and the mail."""

from leerlus.linking.recalls.actions.drafting import draft_from_outcome
from leerlus.linking.recalls.actions.mailing import plan_recall_mail, plan_reminders
from leerlus.linking.recalls.actions.telling import mark_read, tell_publication, tell_recall

__all__ = [
    "draft_from_outcome",
    "mark_read",
    "plan_recall_mail",
    "plan_reminders",
    "tell_publication",
    "tell_recall",
]
