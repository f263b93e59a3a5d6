"""The app of desk."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Desk."""

    name = "leerlus.discovery.desk"
    verbose_name = "Mijn werk"
    default_auto_field = "django.db.models.BigAutoField"
