"""The app of bottlenecks."""

from django.apps import AppConfig


class BottlenecksConfig(AppConfig):
    """Bottlenecks."""

    name = "leerlus.linking.bottlenecks"
    verbose_name = "Knelpunten"
    default_auto_field = "django.db.models.BigAutoField"
