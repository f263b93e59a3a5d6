"""Reading for the public pages: the numbers of the loop, what happened, the themes and the loop clock."""

from leerlus.discovery.public.queries.figures import LoopNumbers, ThemeLine, list_themes, read_loop
from leerlus.discovery.public.queries.loop_clock import COUNTRYWIDE, ClockPage, read_page
from leerlus.discovery.public.queries.promises import Promise, promises, term
from leerlus.discovery.public.queries.stories import Story, choose, first_sentences, latest_stories
from leerlus.discovery.public.queries.themes import ThemePage, read_theme

__all__ = [
    "COUNTRYWIDE",
    "ClockPage",
    "LoopNumbers",
    "Promise",
    "Story",
    "ThemeLine",
    "ThemePage",
    "choose",
    "first_sentences",
    "latest_stories",
    "list_themes",
    "promises",
    "read_loop",
    "read_page",
    "read_theme",
    "term",
]
