"""The addresses of communities."""

from django.urls import path

from leerlus.linking.communities import views

app_name = "communities"

urlpatterns = [
    path("", views.show_list, name="list"),
    path("<slug:slug>/", views.show_community, name="detail"),
    path("<slug:slug>/meedoen/", views.join, name="join"),
    path("<slug:slug>/niet-meedoen/", views.decline, name="decline"),
    path("<slug:slug>/weggaan/", views.leave, name="leave"),
    path("<slug:slug>/aanpassen/", views.edit, name="edit"),
    path("<slug:slug>/leden/", views.show_members, name="members"),
    path("<slug:slug>/leden/<int:membership_id>/", views.change_member, name="change_member"),
]
