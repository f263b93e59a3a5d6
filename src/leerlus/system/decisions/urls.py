"""The addresses of decisions."""

from django.urls import path

from leerlus.system.decisions import views

app_name = "decisions"
urlpatterns = [
    path("", views.decisions, name="list"),
    path("vastleggen/<int:escalation_id>/", views.decide, name="decide"),
    path("<int:decision_id>/", views.decision, name="detail"),
]
