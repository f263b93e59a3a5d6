"""Addresses of the timeline."""

from __future__ import annotations

from django.urls import path

from leerlus.knowledge.milestones import views

app_name = "milestones"

urlpatterns = [
    path("", views.show_timeline, name="list"),
    path("tijdlijn.ics", views.calendar_file, name="calendar"),
    path("tijdlijn.csv", views.table_file, name="table"),
]
