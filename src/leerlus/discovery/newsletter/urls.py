"""Addresses of the newsletter."""

from __future__ import annotations

from django.urls import path

from leerlus.discovery.newsletter import views

app_name = "newsletter"

urlpatterns = [
    path("", views.subscribe, name="subscribe"),
    path("gevraagd/", views.asked, name="asked"),
    path("bevestigen/<str:token>/", views.confirm, name="confirm"),
    path("bevestigd/<str:token>/", views.confirmed, name="confirmed"),
    path("keuzes/<str:token>/", views.choose, name="choose"),
    path("afmelden/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("archief/", views.show_archive, name="archive"),
    path("archief/atom.xml", views.LetterFeed(), name="feed"),
    path("archief/<int:letter_id>/", views.show_letter, name="letter"),
    path("redactie/", views.show_letters, name="letters"),
    path("redactie/nieuw/", views.make_letter, name="make"),
    path("redactie/<int:letter_id>/", views.edit_letter, name="edit"),
    path("redactie/<int:letter_id>/aanvullen/", views.gather, name="gather"),
    path("redactie/<int:letter_id>/tekst/", views.add_block, name="add_block"),
    path("redactie/<int:letter_id>/blok/<int:block_id>/", views.change_block, name="change_block"),
    path("redactie/<int:letter_id>/blok/<int:block_id>/plaats/", views.move_block, name="move_block"),
    path("redactie/<int:letter_id>/blok/<int:block_id>/mee/", views.take_block, name="take_block"),
    path("redactie/<int:letter_id>/voorbeeld/", views.preview, name="preview"),
    path("redactie/<int:letter_id>/voorbeeld/mail/", views.preview_html, name="preview_html"),
    path("redactie/<int:letter_id>/proef/", views.send_test, name="send_test"),
    path("redactie/<int:letter_id>/versturen/", views.send, name="send"),
    path("redactie/<int:letter_id>/terughalen/", views.take_back, name="take_back"),
]
