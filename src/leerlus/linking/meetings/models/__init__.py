"""A meeting, who comes, what is talked about and what comes of it, and the mail about it."""

from leerlus.linking.meetings.models.agenda import AgendaItem, Cluster, Preference
from leerlus.linking.meetings.models.attending import Attendance, DateVote
from leerlus.linking.meetings.models.guests import Guest
from leerlus.linking.meetings.models.mailing import MeetingMail
from leerlus.linking.meetings.models.meeting import DateOption, Meeting
from leerlus.linking.meetings.models.minutes import Conclusion, Task

__all__ = [
    "AgendaItem",
    "Attendance",
    "Cluster",
    "Conclusion",
    "DateOption",
    "DateVote",
    "Guest",
    "Meeting",
    "MeetingMail",
    "Preference",
    "Task",
]
