"""The addresses of intervisie."""

from django.urls import path

from leerlus.practice.peer_sessions import views

app_name = "peer_sessions"

urlpatterns = [
    path("", views.list_sessions, name="list"),
    path("methoden/", views.methods, name="methods"),
    path("plannen/", views.plan, name="plan"),
    path("organisatie/", views.organisation, name="organisation"),
    path("organisatie/<int:organisation_id>/methode/", views.add_method, name="add_method"),
    path("organisatie/methode/<int:method_id>/weghalen/", views.end_method, name="end_method"),
    path("<int:session_id>/", views.room, name="room"),
    path("<int:session_id>/deel/", views.part, name="part"),
    path("<int:session_id>/schrijven/", views.write, name="write"),
    path("<int:session_id>/beginnen/", views.start, name="start"),
    path("<int:session_id>/volgende/", views.next_step, name="next"),
    path("<int:session_id>/overnemen/", views.take_over, name="take_over"),
    path("<int:session_id>/afzeggen/", views.cancel, name="cancel"),
    path("<int:session_id>/niet-komen/", views.leave, name="leave"),
    path("<int:session_id>/vragen/", views.ask, name="ask"),
    path("<int:session_id>/bewijs/", views.certificate, name="certificate"),
    path("<int:session_id>/delen/", views.share, name="share"),
    path("<int:session_id>/casus/<int:entry_id>/stemmen/", views.vote, name="vote"),
    path("<int:session_id>/casus/<int:entry_id>/kiezen/", views.choose, name="choose"),
    path("<int:session_id>/tekst/<int:entry_id>/wegen/", views.value, name="value"),
]
