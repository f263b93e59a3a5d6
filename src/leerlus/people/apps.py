"""The app of people."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People."""

    name = "leerlus.people"
    verbose_name = "Mensen en organisaties"
    default_auto_field = "django.db.models.BigAutoField"
