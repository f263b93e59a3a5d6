"""Writing: an outcome, a temporary agreement, effect checks, and what a verdict means for the bottleneck."""

from leerlus.linking.outcomes.actions.checking import (
    answer_sample,
    ask_others,
    cancel_effect_checks,
    first_check,
    plan_effect_checks,
    stop_sampling,
)
from leerlus.linking.outcomes.actions.judging import judge, last_ending, message_of_reopening, reopen
from leerlus.linking.outcomes.actions.recording import (
    OutcomeText,
    agree,
    message_of_agreement,
    message_of_outcome,
    solve,
)

__all__ = [
    "OutcomeText",
    "agree",
    "answer_sample",
    "ask_others",
    "cancel_effect_checks",
    "first_check",
    "judge",
    "last_ending",
    "message_of_agreement",
    "message_of_outcome",
    "message_of_reopening",
    "plan_effect_checks",
    "reopen",
    "solve",
    "stop_sampling",
]
