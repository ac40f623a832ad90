"""Paths of one mention; the list of them is monitoring's."""

from django.urls import path

from difi_sosial.dialogue import views

app_name = "dialogue"
urlpatterns = [
    path("svartid/", views.promise_list, name="promise-list"),
    path("mine/", views.my_mentions, name="my-mentions"),
    path("<uuid:uuid>/", views.mention_detail, name="mention-detail"),
    path("<uuid:uuid>/<slug:action>/", views.mention_act, name="mention-act"),
]
