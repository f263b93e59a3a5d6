"""Addresses of the outbox."""

from __future__ import annotations

from django.urls import path

from leerlus.linking.outbox import views

app_name = "outbox"
urlpatterns = [
    path("niet-aangekomen/", views.undelivered, name="undelivered"),
    path("niet-aangekomen/<int:mail_id>/opnieuw/", views.send_again, name="send_again"),
    path("niet-aangekomen/<int:mail_id>/afhandelen/", views.settle, name="settle"),
]
