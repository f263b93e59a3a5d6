"""The app of open sessions."""

from django.apps import AppConfig


class OpenSessionsConfig(AppConfig):
    """Open sessions."""

    name = "leerlus.linking.open_sessions"
    verbose_name = "Intervisie van community’s"
    default_auto_field = "django.db.models.BigAutoField"
