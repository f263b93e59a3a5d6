"""The tables of answers: the working text, its reviews, what was published, and what readers ask."""

from leerlus.knowledge.answers.models.answer import FEATURES, Answer, Citation, Significance
from leerlus.knowledge.answers.models.publication import Publication, address_of
from leerlus.knowledge.answers.models.readers import ReaderQuestion, SavedAnswer
from leerlus.knowledge.answers.models.review import ApprovalLink, Deputy, Judgement, Remark, ReviewRound

__all__ = [
    "FEATURES",
    "Answer",
    "ApprovalLink",
    "Citation",
    "Deputy",
    "Judgement",
    "Publication",
    "ReaderQuestion",
    "Remark",
    "ReviewRound",
    "SavedAnswer",
    "Significance",
    "address_of",
]
