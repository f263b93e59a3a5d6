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
    path("<int:meeting_id>/bevestigen/", views.confirm, name="confirm"),
    path("<int:meeting_id>/aanpassen/", views.change, name="change"),
    path("<int:meeting_id>/afzeggen/", views.cancel, name="cancel"),
    path("<int:meeting_id>/agenda/", views.show_agenda, name="agenda"),
    path("<int:meeting_id>/agenda/toevoegen/", views.add_items, name="add_items"),
    path("<int:meeting_id>/agenda/<int:item_id>/weghalen/", views.remove_item, name="remove_item"),
    path("<int:meeting_id>/agenda/tijd/", views.set_times, name="set_times"),
    path("<int:meeting_id>/agenda/kiezen/", views.prefer, name="prefer"),
    path("<int:meeting_id>/bord/", views.show_board, name="board"),
    path("<int:meeting_id>/bord/<int:item_id>/", views.move_item, name="move_item"),
    path("<int:meeting_id>/rollen/", views.give_roles, name="roles"),
    path("<int:meeting_id>/aanwezig/", views.mark_presence, name="presence"),
    path("<int:meeting_id>/nu/", views.present, name="present"),
    path("<int:meeting_id>/afsluiten/", views.finish, name="finish"),
    path("<int:meeting_id>/verslag/", views.show_minutes, name="minutes"),
    path("<int:meeting_id>/verslag.docx", views.word_file, name="word"),
    path("<int:meeting_id>/verslag.pdf", views.pdf_file, name="pdf"),
    path("<int:meeting_id>/verslag/<int:conclusion_id>/weghalen/", views.take_back, name="take_back"),
    path("actie/<int:task_id>/", views.report, name="report"),
    path("<int:meeting_id>/aan-tafel/", views.show_guests, name="guests"),
    path("<int:meeting_id>/aan-tafel/<int:guest_id>/intrekken/", views.withdraw_guest, name="withdraw_guest"),
    path("aan-tafel/<str:token>/", views.be_guest, name="be_guest"),
    path("<int:meeting_id>/bijeenkomst.ics", views.calendar_file, name="calendar"),
]
