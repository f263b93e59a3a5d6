"""The app of files."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Files."""

    name = "leerlus.files"
    verbose_name = "Bestanden"
    default_auto_field = "django.db.models.BigAutoField"
