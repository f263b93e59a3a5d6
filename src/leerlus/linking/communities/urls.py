"""The addresses of communities."""

from django.urls import path

from leerlus.linking.communities import views

app_name = "communities"

urlpatterns = [
    path("", views.show_list, name="list"),
    path("<slug:slug>/", views.show_community, name="detail"),
    path("<slug:slug>/opgeleverd/", views.show_yield, name="yield"),
    path("<slug:slug>/meedoen/", views.join, name="join"),
    path("<slug:slug>/niet-meedoen/", views.decline, name="decline"),
    path("<slug:slug>/weggaan/", views.leave, name="leave"),
    path("<slug:slug>/aanpassen/", views.edit, name="edit"),
    path("<slug:slug>/gesprekken/", views.show_topics, name="topics"),
    path("<slug:slug>/gesprekken/<int:topic_id>/", views.show_topic, name="topic"),
    path("<slug:slug>/gesprekken/<int:topic_id>/mail/", views.choose_hearing, name="choose_hearing"),
    path("<slug:slug>/gesprekken/<int:topic_id>/<int:post_id>/uit-beeld/", views.hide, name="hide"),
    path("<slug:slug>/gesprekken/<int:topic_id>/<int:post_id>/tonen/", views.show_again, name="show_again"),
    path("<slug:slug>/gesprekken/<int:topic_id>/bestand/<int:file_id>/", views.download, name="file"),
    path(
        "<slug:slug>/gesprekken/<int:topic_id>/bestand/<int:file_id>/weghalen/", views.remove_file, name="remove_file"
    ),
    path("<slug:slug>/leden/", views.show_members, name="members"),
    path("<slug:slug>/leden/<int:membership_id>/", views.change_member, name="change_member"),
]
