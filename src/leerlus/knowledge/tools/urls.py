"""Addresses of tools."""

from __future__ import annotations

from django.urls import path

from leerlus.knowledge.tools import views

app_name = "tools"

urlpatterns = [
    path("", views.show_tools, name="list"),
    path("<slug:slug>/", views.show_tool, name="detail"),
]
