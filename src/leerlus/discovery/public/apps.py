"""The app of public."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """Public."""

    name = "leerlus.discovery.public"
    verbose_name = "Openbare pagina’s"
    default_auto_field = "django.db.models.BigAutoField"
