"""The app of decisions."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """Decisions."""

    name = "leerlus.system.decisions"
    verbose_name = "Besluiten"
    default_auto_field = "django.db.models.BigAutoField"
