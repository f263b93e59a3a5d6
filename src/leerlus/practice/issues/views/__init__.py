"""The pages of issues: parse with a form, call an action or a query, answer."""

from leerlus.practice.issues.views.checking import check
from leerlus.practice.issues.views.drafting import discard
from leerlus.practice.issues.views.joining import contribute, follow, leave, recognise, unfollow
from leerlus.practice.issues.views.raising import raise_issue, save_draft, similar
from leerlus.practice.issues.views.reading import detail, list_issues, mine
from leerlus.practice.issues.views.stepping import answer, respond, withdraw

__all__ = [
    "answer",
    "check",
    "contribute",
    "detail",
    "discard",
    "follow",
    "leave",
    "list_issues",
    "mine",
    "raise_issue",
    "recognise",
    "respond",
    "save_draft",
    "similar",
    "unfollow",
    "withdraw",
]
