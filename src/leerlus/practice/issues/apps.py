"""The app of issues."""

from django.apps import AppConfig


class IssuesConfig(AppConfig):
    """Issues."""

    name = "leerlus.practice.issues"
    verbose_name = "Kwesties"
    default_auto_field = "django.db.models.BigAutoField"
