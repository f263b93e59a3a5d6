"""Addresses of feedback."""

from __future__ import annotations

from django.urls import path

from leerlus.linking.feedback import views

app_name = "feedback"
urlpatterns = [
    path("", views.own, name="list"),
    path("gelezen/", views.mark_read, name="mark_read"),
    path("niet-aangekomen/", views.undelivered, name="undelivered"),
    path("niet-aangekomen/<int:digest_id>/opnieuw/", views.send_again, name="send_again"),
    path("niet-aangekomen/<int:digest_id>/afhandelen/", views.settle, name="settle"),
    path("afmelden/<str:token>/", views.unsubscribe, name="unsubscribe"),
]
