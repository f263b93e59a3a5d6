"""The addresses of outcomes."""

from django.urls import path

from leerlus.linking.outcomes import views

app_name = "outcomes"

urlpatterns = [
    path("", views.show_list, name="list"),
    path("<int:outcome_id>/", views.show_outcome, name="detail"),
    path("knelpunt/<int:bottleneck_id>/vastleggen/", views.solve, name="solve"),
    path("knelpunt/<int:bottleneck_id>/tijdelijke-afspraak/", views.agree, name="agree"),
    path("knelpunt/<int:bottleneck_id>/heropenen/", views.reopen, name="reopen"),
    path("terugkoppeling/<int:feedback_id>/oordeel/", views.judge, name="judge"),
    path("steekproef/<int:question_id>/", views.answer_sample, name="answer_sample"),
    path("steekproef/<int:question_id>/niet-meer/", views.stop_sampling, name="stop_sampling"),
]
