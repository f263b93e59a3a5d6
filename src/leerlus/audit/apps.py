"""The app of the history."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Audit."""

    name = "leerlus.audit"
    verbose_name = "Geschiedenis"
    default_auto_field = "django.db.models.BigAutoField"
