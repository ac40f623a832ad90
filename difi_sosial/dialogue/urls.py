"""Paths of one mention; the list of them is monitoring's."""

from django.urls import path

from difi_sosial.dialogue import views

app_name = "dialogue"
urlpatterns = [
    path("svartid/", views.promise_list, name="promise-list"),
    path("glemt/", views.forgotten_list, name="forgotten-list"),
    path("mine/", views.my_mentions, name="my-mentions"),
    path("rapport/", views.report_show, name="report-show"),
    path("rapport/pdf/", views.report_pdf, name="report-pdf"),
    path("flere/", views.bulk_do, name="bulk-do"),
    path("flere/<uuid:key>/", views.bulk_done, name="bulk-done"),
    path("flere/<uuid:key>/angre/", views.bulk_undo, name="bulk-undo"),
    path("<uuid:uuid>/", views.mention_detail, name="mention-detail"),
    path("<uuid:uuid>/<slug:action>/", views.mention_act, name="mention-act"),
]
