"""What a session is by itself, without the framework: the methods as data, who sees what when, and its states."""

from leerlus.practice.peer_sessions.workflow.checking import Fault, find_faults
from leerlus.practice.peer_sessions.workflow.library import METHODS, find_method
from leerlus.practice.peer_sessions.workflow.reading import LARGEST_FILE, as_data, from_data, read_method
from leerlus.practice.peer_sessions.workflow.seeing import NOT_STARTED, opens_at, opens_now, sees
from leerlus.practice.peer_sessions.workflow.shapes import Does, Kind, Method, MethodStep, SessionRole, Task, Writing
from leerlus.practice.peer_sessions.workflow.states import CANCELLED, ENDED, PLANNED, RUNNING, WIPED, WORKFLOW

__all__ = [
    "CANCELLED",
    "ENDED",
    "LARGEST_FILE",
    "METHODS",
    "NOT_STARTED",
    "PLANNED",
    "RUNNING",
    "WIPED",
    "WORKFLOW",
    "Does",
    "Fault",
    "Kind",
    "Method",
    "MethodStep",
    "SessionRole",
    "Task",
    "Writing",
    "as_data",
    "find_faults",
    "find_method",
    "from_data",
    "opens_at",
    "opens_now",
    "read_method",
    "sees",
]
