"""The pages that editors write; the content system keeps their drafts and revisions."""

from __future__ import annotations

from typing import ClassVar

from wagtail.models import Page


class StartPage(Page):  # type: ignore[misc] # wagtail ships no types
    """The page under which all others hang; readers who ask for it get the overview of Kennis."""

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    max_count = 1

    class Meta:
        """There is one."""

        verbose_name = "begin"
