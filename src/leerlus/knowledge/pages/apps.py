"""The app pages, for Django."""

from __future__ import annotations

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Pages and stories that editors write in the content system."""

    name = "leerlus.knowledge.pages"
