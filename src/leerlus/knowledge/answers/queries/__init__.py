"""Reading answers: what readers find, what was said when, what waits for editors and reviewers."""

from leerlus.knowledge.answers.queries.asked import list_asked, read_asked, saved_by, waiting_questions
from leerlus.knowledge.answers.queries.comparing import Comparison, compare, list_versions
from leerlus.knowledge.answers.queries.editing import EditorLine, EditorPage, list_for_editors, read_for_editor
from leerlus.knowledge.answers.queries.own_data import own_data
from leerlus.knowledge.answers.queries.panels import panels_of
from leerlus.knowledge.answers.queries.public import AnswerPage, Search, read_answer, search
from leerlus.knowledge.answers.queries.recalled import Recalled, recalled_since
from leerlus.knowledge.answers.queries.reviewing import (
    ReviewLine,
    ReviewPage,
    facts_of,
    find_link,
    list_for_reviewer,
    read_by_link,
    read_review,
    seats_on,
    waiting_reviewers,
)
from leerlus.knowledge.answers.queries.stale import Warnings, warn_about

__all__ = [
    "AnswerPage",
    "Comparison",
    "EditorLine",
    "EditorPage",
    "Recalled",
    "ReviewLine",
    "ReviewPage",
    "Search",
    "Warnings",
    "compare",
    "facts_of",
    "find_link",
    "list_asked",
    "list_for_editors",
    "list_for_reviewer",
    "list_versions",
    "own_data",
    "panels_of",
    "read_answer",
    "read_asked",
    "read_by_link",
    "read_for_editor",
    "read_review",
    "recalled_since",
    "saved_by",
    "search",
    "seats_on",
    "waiting_questions",
    "waiting_reviewers",
    "warn_about",
]
