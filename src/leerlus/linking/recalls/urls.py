"""Addresses of what goes from outcomes to answers and back."""

from __future__ import annotations

from django.urls import path

from leerlus.linking.recalls import views

app_name = "recalls"

urlpatterns = [
    path("maken/<int:outcome_id>/", views.draft, name="draft"),
    path("gelezen/", views.mark_read, name="mark_read"),
]
