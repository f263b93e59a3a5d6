"""The addresses of communities."""

from django.urls import path

from leerlus.linking.communities import views

app_name = "communities"

urlpatterns = [
    path("", views.show_list, name="list"),
    path("<slug:slug>/", views.show_community, name="detail"),
]
