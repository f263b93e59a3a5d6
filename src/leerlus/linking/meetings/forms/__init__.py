"""The forms of meetings. Each label is a question or a deed."""

from leerlus.linking.meetings.forms.agenda import ClusterForm, ItemForm, TimesForm
from leerlus.linking.meetings.forms.attending import AnswerForm, GuestAnswerForm, GuestForm, VoteForm
from leerlus.linking.meetings.forms.minutes import ConcludeForm, ReportForm, RolesForm, TaskForm
from leerlus.linking.meetings.forms.planning import CancelForm, PlanForm, PollForm

__all__ = [
    "AnswerForm",
    "CancelForm",
    "ClusterForm",
    "ConcludeForm",
    "GuestAnswerForm",
    "GuestForm",
    "ItemForm",
    "PlanForm",
    "PollForm",
    "ReportForm",
    "RolesForm",
    "TaskForm",
    "TimesForm",
    "VoteForm",
]
