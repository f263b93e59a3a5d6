"""The app search, for Django."""

from __future__ import annotations

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """One box that searches in everything a reader may see."""

    name = "leerlus.discovery.search"
