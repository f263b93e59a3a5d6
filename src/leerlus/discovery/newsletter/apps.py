"""The app newsletter, for Django."""

from __future__ import annotations

from django.apps import AppConfig


class NewsletterConfig(AppConfig):
    """A letter to who asked for it, made of what happened in the loop and in the knowledge."""

    name = "leerlus.discovery.newsletter"
