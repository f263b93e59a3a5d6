"""Addresses of the overview; the pages of editors follow it in `config`, since the content system knows their names."""

from __future__ import annotations

from django.urls import path

from leerlus.knowledge.pages import views

app_name = "pages"

urlpatterns = [path("", views.show_overview, name="overview")]
