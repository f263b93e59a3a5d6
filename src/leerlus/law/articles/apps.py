"""The app articles, for Django."""

from __future__ import annotations

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """The law by article."""

    name = "leerlus.law.articles"
