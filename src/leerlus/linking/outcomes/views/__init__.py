"""Pages about outcomes: parse with a form, act, redirect."""

from leerlus.linking.outcomes.views.judging import judge
from leerlus.linking.outcomes.views.reading import show_list, show_outcome
from leerlus.linking.outcomes.views.recording import agree, reopen, solve
from leerlus.linking.outcomes.views.sampling import answer_sample, stop_sampling

__all__ = ["agree", "answer_sample", "judge", "reopen", "show_list", "show_outcome", "solve", "stop_sampling"]
