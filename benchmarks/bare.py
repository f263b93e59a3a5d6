"""The yardstick: a bare Django site with one view that renders twenty rows from one query."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import path

from leerlus.config.environment import read_database

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

if not settings.configured:
    settings.configure(
        ALLOWED_HOSTS=["*"],
        SECRET_KEY="alleen-voor-metingen",  # noqa: S106
        ROOT_URLCONF="benchmarks.bare",
        DATABASES={"default": read_database("DATABASE_URL", "sqlite:///bare.sqlite3")},
        AUTH_USER_MODEL="people.Person",
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "leerlus.people",
            "leerlus.practice.issues",
        ],
        # What `startproject` gives, so that the yardstick is what people know as a bare Django site.
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [os.path.dirname(__file__)]}],  # noqa: PTH120
        USE_TZ=True,
    )

application = get_wsgi_application()


def twenty_rows(request: HttpRequest) -> HttpResponse:
    """Render twenty issues from one query."""
    from django.shortcuts import render  # noqa: PLC0415 - settings first

    from leerlus.practice.issues.models import Issue  # noqa: PLC0415 - settings first

    return render(request, "bare.html", {"issues": Issue.objects.order_by("-raised_at")[:20]})


urlpatterns = [path("", twenty_rows)]
