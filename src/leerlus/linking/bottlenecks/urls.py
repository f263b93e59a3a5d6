"""The addresses of bottlenecks."""

from django.urls import path

from leerlus.linking.bottlenecks import views

app_name = "bottlenecks"

urlpatterns = [
    path("", views.show_list, name="list"),
    path("bundelen/", views.bundle, name="bundle"),
    path("bundeling/<int:bundling_id>/losmaken/", views.unbundle, name="unbundle"),
    path("actie/<int:action_point_id>/klaar/", views.finish_action_point, {"done": True}, name="finish_action_point"),
    path(
        "actie/<int:action_point_id>/weer-open/",
        views.finish_action_point,
        {"done": False},
        name="resume_action_point",
    ),
    path("<int:bottleneck_id>/", views.show_bottleneck, name="detail"),
    path("<int:bottleneck_id>/geschiedenis/", views.show_history, name="history"),
    path("<int:bottleneck_id>/aanpassen/", views.edit, name="edit"),
    path("<int:bottleneck_id>/publiceren/", views.publish, name="publish"),
    path("<int:bottleneck_id>/niet-meer-publiceren/", views.unpublish, name="unpublish"),
    path("<int:bottleneck_id>/stand-van-zaken/", views.report, name="report"),
    path("<int:bottleneck_id>/acties/", views.add_action_point, name="add_action_point"),
    path("<int:bottleneck_id>/ervaringen/", views.add_voice, name="add_voice"),
]
