"""An issue, its parties, its discussion, and the feedback that comes back to it."""

from leerlus.practice.issues.models.feedback import Feedback
from leerlus.practice.issues.models.issue import Draft, Issue, IssueQuerySet
from leerlus.practice.issues.models.kinds import Closing, Severity, Source, Visibility
from leerlus.practice.issues.models.taking_part import Contribution, Follower, Party

__all__ = [
    "Closing",
    "Contribution",
    "Draft",
    "Feedback",
    "Follower",
    "Issue",
    "IssueQuerySet",
    "Party",
    "Severity",
    "Source",
    "Visibility",
]
