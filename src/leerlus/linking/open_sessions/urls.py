"""The addresses of open sessions, among those of communities."""

from django.urls import path

from leerlus.linking.open_sessions import views

app_name = "open_sessions"

urlpatterns = [
    path("intervisie/<int:session_id>/openstellen/", views.open_to, name="open"),
    path("intervisie/<int:session_id>/sluiten/", views.close, name="close"),
    path("<slug:slug>/intervisie/", views.show_sessions, name="list"),
    path("<slug:slug>/intervisie/<int:session_id>/meedoen/", views.sign_up, name="sign_up"),
]
