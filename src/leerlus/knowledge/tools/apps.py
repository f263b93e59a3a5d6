"""The app tools, for Django."""

from __future__ import annotations

from django.apps import AppConfig


class ToolsConfig(AppConfig):
    """Tools that help with the work."""

    name = "leerlus.knowledge.tools"
