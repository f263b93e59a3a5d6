"""Register the floor with Django so that its templates, tags and static files are found."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """The base floor of every page."""

    name = "leerlus.ui"
    label = "ui"
    verbose_name = "Vormgeving"
