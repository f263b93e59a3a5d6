"""The app of meetings."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Meetings."""

    name = "leerlus.linking.meetings"
    verbose_name = "Bijeenkomsten"
    default_auto_field = "django.db.models.BigAutoField"
