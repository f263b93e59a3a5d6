"""Addresses of answers."""

from __future__ import annotations

from django.urls import path

from leerlus.knowledge.answers import views

app_name = "answers"

urlpatterns = [
    path("", views.show_list, name="list"),
    path("bewaard/", views.show_saved, name="saved"),
    path("stellen/", views.ask, name="ask"),
    path("gesteld/", views.show_asked, name="asked"),
    path("gesteld/<str:token>/", views.follow, name="follow"),
    path("redactie/", views.show_desk, name="desk"),
    path("redactie/<int:answer_id>/", views.edit, name="edit"),
    path("redactie/<int:answer_id>/aanbieden/", views.offer, name="offer"),
    path("redactie/<int:answer_id>/vervallen/", views.withdraw, name="withdraw"),
    path("redactie/vraag/<int:question_id>/", views.reply, name="reply"),
    path("beoordelen/", views.show_reviews, name="reviews"),
    path("beoordelen/vervanging/", views.deputise, name="deputise"),
    path("beoordelen/vervanging/<int:deputy_id>/stoppen/", views.end_deputy, name="end_deputy"),
    path("beoordelen/link/<int:link_id>/intrekken/", views.withdraw_link, name="withdraw_link"),
    path("beoordelen/<int:review_id>/", views.show_review, name="review"),
    path("beoordelen/<int:review_id>/goedkeuren/", views.approve, name="approve"),
    path("beoordelen/<int:review_id>/teruggeven/", views.decline, name="decline"),
    path("beoordelen/<int:review_id>/opmerking/", views.remark, name="remark"),
    path("beoordelen/<int:review_id>/link/", views.lend_link, name="lend_link"),
    path("beoordelen/<int:review_id>/publiceren/", views.publish, name="publish"),
    path("beoordelen/<int:review_id>/stoppen/", views.stop_review, name="stop_review"),
    path("goedkeuren/<str:token>/", views.approve_by_link, name="approve_by_link"),
    path("<int:answer_id>-<slug:slug>/", views.show_answer, name="detail"),
    path("<int:answer_id>/versies/", views.show_versions, name="versions"),
    path("<int:answer_id>/bewaren/", views.keep, name="keep"),
    path("<int:answer_id>/duidelijk/", views.say_clear, name="say_clear"),
]
