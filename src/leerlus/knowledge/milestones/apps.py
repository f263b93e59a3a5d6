"""The app milestones, for Django."""

from __future__ import annotations

from django.apps import AppConfig


class MilestonesConfig(AppConfig):
    """The timeline."""

    name = "leerlus.knowledge.milestones"
