"""The app links, for Django."""

from __future__ import annotations

from django.apps import AppConfig


class LinksConfig(AppConfig):
    """Websites that are worth knowing, with what each offers."""

    name = "leerlus.knowledge.links"
