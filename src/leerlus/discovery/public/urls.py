"""The addresses of the public pages."""

from django.urls import path

from leerlus.discovery.public import views

app_name = "public"

urlpatterns = [
    path("", views.home, name="home"),
    path("zo-werkt-het/", views.about, name="about"),
    path("themas/", views.themes, name="themes"),
    path("themas/<slug:slug>/", views.theme, name="theme"),
    path("lusklok/", views.clock, name="clock"),
    path("lusklok/tabel.csv", views.clock_table, name="clock_table"),
    path("toegankelijkheid/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("gezond/", views.health, name="health"),
]
