"""The app of recalls."""

from django.apps import AppConfig


class RecallsConfig(AppConfig):
    """Recalls."""

    name = "leerlus.linking.recalls"
    verbose_name = "Terugroepen"
    default_auto_field = "django.db.models.BigAutoField"
