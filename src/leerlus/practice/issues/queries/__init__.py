"""Reading issues: the list, one issue, what is like it, and what is one's own. Nothing here changes anything."""

from leerlus.practice.issues.queries.alike import Alike, find_similar, is_enough, similar_candidates
from leerlus.practice.issues.queries.drafts import all_drafts_of, drafts_of, find_draft, find_step_draft
from leerlus.practice.issues.queries.listing import (
    PAGE,
    IssueRow,
    ShortPaginator,
    Wishes,
    count_recognition,
    list_issues,
    rows_of,
)
from leerlus.practice.issues.queries.own import find_raised, origin_of, read_overview
from leerlus.practice.issues.queries.own_data import own_data
from leerlus.practice.issues.queries.panels import PanelLink, panels_of
from leerlus.practice.issues.queries.reading import IssuePage, find_issue, read_issue
from leerlus.practice.issues.queries.wording import (
    describe_readers,
    level_of,
    place_in_words,
    place_of,
    source_of,
    state_name,
    whereabouts,
)

__all__ = [
    "PAGE",
    "Alike",
    "IssuePage",
    "IssueRow",
    "PanelLink",
    "ShortPaginator",
    "Wishes",
    "all_drafts_of",
    "count_recognition",
    "describe_readers",
    "drafts_of",
    "find_draft",
    "find_issue",
    "find_raised",
    "find_similar",
    "find_step_draft",
    "is_enough",
    "level_of",
    "list_issues",
    "origin_of",
    "own_data",
    "panels_of",
    "place_in_words",
    "place_of",
    "read_issue",
    "read_overview",
    "rows_of",
    "similar_candidates",
    "source_of",
    "state_name",
    "whereabouts",
]
