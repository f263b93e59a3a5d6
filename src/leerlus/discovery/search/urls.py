"""Addresses of search."""

from __future__ import annotations

from django.urls import path

from leerlus.discovery.search import views

app_name = "search"

urlpatterns = [
    path("", views.search, name="results"),
    path("niet-gevonden/", views.missed, name="missed"),
]
