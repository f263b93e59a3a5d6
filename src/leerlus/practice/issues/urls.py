"""The addresses of issues."""

from django.urls import path

from leerlus.practice.issues import views

app_name = "issues"

urlpatterns = [
    path("", views.list_issues, name="list"),
    path("mijn/", views.mine, name="mine"),
    path("indienen/", views.raise_issue, name="raise"),
    path("indienen/concept/", views.save_draft, name="draft"),
    path("indienen/vergelijkbaar/", views.similar, name="similar"),
    path("indienen/<int:draft_id>/nakijken/", views.check, name="check"),
    path("indienen/<int:draft_id>/weggooien/", views.discard, name="discard"),
    path("<int:issue_id>/", views.detail, name="detail"),
    path("<int:issue_id>/herkennen/", views.recognise, name="recognise"),
    path("<int:issue_id>/toch-niet/", views.leave, name="leave"),
    path("<int:issue_id>/volgen/", views.follow, name="follow"),
    path("<int:issue_id>/niet-meer-volgen/", views.unfollow, name="unfollow"),
    path("<int:issue_id>/bijdragen/", views.contribute, name="contribute"),
    path("<int:issue_id>/reageren/", views.respond, name="respond"),
    path("<int:issue_id>/beantwoorden/", views.answer, name="answer"),
    path("<int:issue_id>/intrekken/", views.withdraw, name="withdraw"),
]
