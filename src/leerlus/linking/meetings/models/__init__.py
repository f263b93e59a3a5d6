"""A meeting, who comes, what is talked about, and the mail about it."""

from leerlus.linking.meetings.models.agenda import AgendaItem, Cluster, Preference
from leerlus.linking.meetings.models.attending import Attendance, DateVote
from leerlus.linking.meetings.models.mailing import MeetingMail
from leerlus.linking.meetings.models.meeting import DateOption, Meeting

__all__ = [
    "AgendaItem",
    "Attendance",
    "Cluster",
    "DateOption",
    "DateVote",
    "Meeting",
    "MeetingMail",
    "Preference",
]
