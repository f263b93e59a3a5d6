"""The pages of answers: parse with a form, call an action or a query, answer."""

from leerlus.knowledge.answers.views.asking import ask, follow, reply, show_asked
from leerlus.knowledge.answers.views.editing import edit, offer, publish, show_desk, stop_review, withdraw
from leerlus.knowledge.answers.views.lending import (
    approve_by_link,
    deputise,
    end_deputy,
    lend_link,
    withdraw_link,
)
from leerlus.knowledge.answers.views.reading import (
    keep,
    say_clear,
    show_answer,
    show_list,
    show_saved,
    show_versions,
)
from leerlus.knowledge.answers.views.reviewing import approve, decline, remark, show_review, show_reviews

__all__ = [
    "approve",
    "approve_by_link",
    "ask",
    "decline",
    "deputise",
    "edit",
    "end_deputy",
    "follow",
    "keep",
    "lend_link",
    "offer",
    "publish",
    "remark",
    "reply",
    "say_clear",
    "show_answer",
    "show_asked",
    "show_desk",
    "show_list",
    "show_review",
    "show_reviews",
    "show_saved",
    "show_versions",
    "stop_review",
    "withdraw",
    "withdraw_link",
]
