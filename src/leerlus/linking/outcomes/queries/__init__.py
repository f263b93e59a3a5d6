"""Reading: the list and the page of outcomes, the question whether it helps, and the sample of an effect check."""

from leerlus.linking.outcomes.queries.judging import Question, read_question
from leerlus.linking.outcomes.queries.own_data import own_data
from leerlus.linking.outcomes.queries.reading import (
    OutcomeLine,
    OutcomePage,
    Search,
    describe,
    read_outcome,
    search,
)
from leerlus.linking.outcomes.queries.sampling import (
    find_candidates,
    find_sample_question,
    read_sample_question,
    waiting_questions,
)

__all__ = [
    "OutcomeLine",
    "OutcomePage",
    "Question",
    "Search",
    "describe",
    "find_candidates",
    "find_sample_question",
    "own_data",
    "read_outcome",
    "read_question",
    "read_sample_question",
    "search",
    "waiting_questions",
]
