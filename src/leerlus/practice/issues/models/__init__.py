"""An issue, its parties, its discussion, the feedback that comes back to it, and the drafts of who writes."""

from leerlus.practice.issues.models.draft import Draft
from leerlus.practice.issues.models.feedback import Feedback
from leerlus.practice.issues.models.issue import Issue, IssueQuerySet
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
