"""The app of escalations."""

from django.apps import AppConfig


class EscalationsConfig(AppConfig):
    """Escalations."""

    name = "leerlus.system.escalations"
    verbose_name = "Signalen"
    default_auto_field = "django.db.models.BigAutoField"
