"""The address of the style guide."""

from __future__ import annotations

from django.urls import path

from leerlus.ui import views

app_name = "ui"
urlpatterns = [path("", views.styleguide, name="styleguide")]
