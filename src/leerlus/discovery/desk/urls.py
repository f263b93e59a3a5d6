"""The addresses of the desk."""

from django.urls import path

from leerlus.discovery.desk import views

app_name = "desk"

urlpatterns = [
    path("", views.work, name="work"),
    path("gelezen/", views.mark_read, name="mark_read"),
]
