"""The addresses of accounts and organisations."""

from django.urls import path
from django.views.generic import RedirectView

from leerlus.people import views

app_name = "people"

urlpatterns = [
    path("inloggen/", RedirectView.as_view(pattern_name="account_login", query_string=True), name="sign_in"),
    path("profiel/", views.profile, name="profile"),
    path("profiel/gegevens/", views.own_data, name="own_data"),
    path("profiel/verwijderen/", views.delete_account, name="delete_account"),
    path("profiel/apparaten/", views.devices, name="devices"),
    path("organisatie/", views.organisations, name="organisations"),
    path("organisatie/toevoegen/", views.add_organisation, name="add_organisation"),
    path("organisatie/<int:organisation_id>/", views.organisation, name="organisation"),
    path("organisatie/<int:organisation_id>/inburgeraars/", views.tell_caseload, name="tell_caseload"),
    path("organisatie/<int:organisation_id>/uitnodigen/", views.invite, name="invite"),
    path("organisatie/uitnodiging/<int:invitation_id>/opnieuw/", views.resend, name="resend"),
    path("organisatie/uitnodiging/<int:invitation_id>/intrekken/", views.withdraw, name="withdraw"),
    path("organisatie/rol/<int:grant_id>/beeindigen/", views.end_role, name="end_role"),
    path("uitnodiging/<str:token>/", views.invitation, name="invitation"),
    path("demo/inloggen/<int:person_id>/", views.demo_sign_in, name="demo_sign_in"),
]
