"""Pages about meetings: planning, the agenda, the minutes, and taking part."""

from leerlus.linking.meetings.views.agenda import (
    add_items,
    move_item,
    prefer,
    remove_item,
    set_times,
    show_agenda,
    show_board,
)
from leerlus.linking.meetings.views.guests import be_guest, show_guests, withdraw_guest
from leerlus.linking.meetings.views.minutes import (
    finish,
    pdf_file,
    present,
    report,
    show_minutes,
    take_back,
    word_file,
)
from leerlus.linking.meetings.views.planning import cancel, change, choose, confirm, plan, poll
from leerlus.linking.meetings.views.presence import give_roles, mark_presence
from leerlus.linking.meetings.views.reading import answer, calendar_file, show_list, show_meeting, vote

__all__ = [
    "add_items",
    "answer",
    "be_guest",
    "calendar_file",
    "cancel",
    "change",
    "choose",
    "confirm",
    "finish",
    "give_roles",
    "mark_presence",
    "move_item",
    "pdf_file",
    "plan",
    "poll",
    "prefer",
    "present",
    "remove_item",
    "report",
    "set_times",
    "show_agenda",
    "show_board",
    "show_guests",
    "show_list",
    "show_meeting",
    "show_minutes",
    "take_back",
    "vote",
    "withdraw_guest",
    "word_file",
]
