"""The addresses of meetings."""

from django.urls import path

from leerlus.linking.meetings import views

app_name = "meetings"

urlpatterns = [
    path("van/<slug:slug>/", views.show_list, name="list"),
    path("van/<slug:slug>/plannen/", views.plan, name="plan"),
    path("van/<slug:slug>/datum-prikken/", views.poll, name="poll"),
    path("<int:meeting_id>/", views.show_meeting, name="detail"),
    path("<int:meeting_id>/antwoord/", views.answer, name="answer"),
    path("<int:meeting_id>/wanneer/", views.vote, name="vote"),
    path("<int:meeting_id>/kiezen/", views.choose, name="choose"),
    path("<int:meeting_id>/aanpassen/", views.change, name="change"),
    path("<int:meeting_id>/afzeggen/", views.cancel, name="cancel"),
    path("<int:meeting_id>/bijeenkomst.ics", views.calendar_file, name="calendar"),
]
