"""Pages about outcomes: parse with a form, act, redirect."""

from leerlus.linking.outcomes.views.judging import judge
from leerlus.linking.outcomes.views.reading import show_list, show_outcome
from leerlus.linking.outcomes.views.recording import agree, reopen, solve

__all__ = ["agree", "judge", "reopen", "show_list", "show_outcome", "solve"]
