"""Reading for the desk: what each role must do now, and what concerns somebody personally."""

from leerlus.discovery.desk.queries.desk import DeskPage, read_desk
from leerlus.discovery.desk.queries.rows import Desk, Due, WorkList, sort_out, work_list

__all__ = ["Desk", "DeskPage", "Due", "WorkList", "read_desk", "sort_out", "work_list"]
