"""The app answers, for Django."""

from __future__ import annotations

from django.apps import AppConfig


class AnswersConfig(AppConfig):
    """Questions about the law with an answer that three organisations approved on the exact text."""

    name = "leerlus.knowledge.answers"
