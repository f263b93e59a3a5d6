"""The app of outcomes."""

from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    """Outcomes."""

    name = "leerlus.linking.outcomes"
    verbose_name = "Opbrengsten"
    default_auto_field = "django.db.models.BigAutoField"
