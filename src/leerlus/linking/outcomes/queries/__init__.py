"""Reading: the list and the page of outcomes, and one message with the question whether it helps."""

from leerlus.linking.outcomes.queries.judging import Question, read_question
from leerlus.linking.outcomes.queries.reading import (
    OutcomeLine,
    OutcomePage,
    Search,
    describe,
    read_outcome,
    search,
)

__all__ = [
    "OutcomeLine",
    "OutcomePage",
    "Question",
    "Search",
    "describe",
    "read_outcome",
    "read_question",
    "search",
]
