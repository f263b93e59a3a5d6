"""The app of feedback."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    """Feedback."""

    name = "leerlus.linking.feedback"
    verbose_name = "Terugkoppeling"
    default_auto_field = "django.db.models.BigAutoField"
