"""Addresses of the law."""

from __future__ import annotations

from django.urls import path

from leerlus.law.articles import views

app_name = "articles"

urlpatterns = [
    path("", views.show_laws, name="list"),
    path("<slug:law>/<str:number>/", views.show_article, name="article"),
    path("<slug:law>/<str:number>/nieuwe-versie/", views.add_version, name="add_version"),
]
