"""The app of communities."""

from django.apps import AppConfig


class CommunitiesConfig(AppConfig):
    """Communities."""

    name = "leerlus.linking.communities"
    verbose_name = "Community’s"
    default_auto_field = "django.db.models.BigAutoField"
