"""Addresses of feedback."""

from __future__ import annotations

from django.urls import path

from leerlus.linking.feedback import views

app_name = "feedback"
urlpatterns = [
    path("", views.own, name="list"),
    path("gelezen/", views.mark_read, name="mark_read"),
    path("afmelden/<str:token>/", views.unsubscribe, name="unsubscribe"),
]
