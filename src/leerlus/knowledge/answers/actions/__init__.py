"""Writing: drafts, reviews, links and deputies, publishing, and what readers keep and ask."""

from leerlus.knowledge.answers.actions.drafting import AnswerText, draft_answer, end_outdated_review
from leerlus.knowledge.answers.actions.lending import (
    approve_by_link,
    decline_by_link,
    end_deputy,
    lend_link,
    name_deputy,
    withdraw_link,
)
from leerlus.knowledge.answers.actions.publishing import plain_words, publish, schedule, withdraw
from leerlus.knowledge.answers.actions.reading import ask, keep, let_go, reply, say_clear
from leerlus.knowledge.answers.actions.reviewing import approve, decline, open_review, remark, stop_review

__all__ = [
    "AnswerText",
    "approve",
    "approve_by_link",
    "ask",
    "decline",
    "decline_by_link",
    "draft_answer",
    "end_deputy",
    "end_outdated_review",
    "keep",
    "lend_link",
    "let_go",
    "name_deputy",
    "open_review",
    "plain_words",
    "publish",
    "remark",
    "reply",
    "say_clear",
    "schedule",
    "stop_review",
    "withdraw",
    "withdraw_link",
]
