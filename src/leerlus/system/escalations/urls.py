"""The addresses of escalations."""

from django.urls import path

from leerlus.system.escalations import views

app_name = "escalations"
urlpatterns = [
    path("", views.inbox, name="list"),
    path("aanbieden/<int:bottleneck_id>/", views.offer, name="offer"),
    path("<int:escalation_id>/", views.dossier, name="detail"),
    path("<int:escalation_id>/aannemen/", views.accept, name="accept"),
    path("<int:escalation_id>/teruggeven/", views.send_back, name="send_back"),
    path("<int:escalation_id>/uitstellen/", views.postpone, name="postpone"),
    path("<int:escalation_id>/terugnemen/", views.take_back, name="take_back"),
]
