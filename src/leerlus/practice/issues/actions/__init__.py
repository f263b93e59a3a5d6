"""Writing: what people and the software do with an issue. Each deed is one transaction with one audit event."""

from leerlus.practice.issues.actions.drafting import discard_draft, save_draft, save_step_draft
from leerlus.practice.issues.actions.joining import contribute, follow, leave, public_label, recognise, unfollow
from leerlus.practice.issues.actions.judging import judge, read_feedback
from leerlus.practice.issues.actions.linking import answer, respond
from leerlus.practice.issues.actions.moving import Standing, coordinator_label, lock_issue, move
from leerlus.practice.issues.actions.raising import IssueText, raise_issue, withdraw
from leerlus.practice.issues.notify import Message

__all__ = [
    "IssueText",
    "Message",
    "Standing",
    "answer",
    "contribute",
    "coordinator_label",
    "discard_draft",
    "follow",
    "judge",
    "leave",
    "lock_issue",
    "move",
    "public_label",
    "raise_issue",
    "read_feedback",
    "recognise",
    "respond",
    "save_draft",
    "save_step_draft",
    "unfollow",
    "withdraw",
]
