"""The app of the outbox."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """The outbox."""

    name = "leerlus.linking.outbox"
    verbose_name = "Uitgaande mail"
    default_auto_field = "django.db.models.BigAutoField"
