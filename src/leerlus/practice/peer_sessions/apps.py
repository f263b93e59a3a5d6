"""The app of peer sessions."""

from django.apps import AppConfig


class PeerSessionsConfig(AppConfig):
    """Peer sessions."""

    name = "leerlus.practice.peer_sessions"
    verbose_name = "Intervisie"
    default_auto_field = "django.db.models.BigAutoField"
