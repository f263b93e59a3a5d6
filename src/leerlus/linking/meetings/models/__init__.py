"""A meeting, who comes, and the mail about it."""

from leerlus.linking.meetings.models.attending import Attendance, DateVote
from leerlus.linking.meetings.models.mailing import MeetingMail
from leerlus.linking.meetings.models.meeting import DateOption, Meeting

__all__ = ["Attendance", "DateOption", "DateVote", "Meeting", "MeetingMail"]
