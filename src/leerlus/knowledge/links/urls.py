"""Addresses of links."""

from __future__ import annotations

from django.urls import path

from leerlus.knowledge.links import views

app_name = "links"

urlpatterns = [path("", views.show_websites, name="list")]
