"""Paths of channels."""

from django.urls import path

from difi_sosial.channels import views

app_name = "channels"
urlpatterns = [
    path("", views.channel_list, name="channel-list"),
    path("matrise/", views.matrix_show, name="matrix-show"),
    path("ny/", views.channel_create, name="channel-create"),
    path("kontoer/", views.account_list, name="account-list"),
    path("kontoer/ny/", views.account_create, name="account-create"),
    path("kontoer/<int:pk>/", views.account_edit, name="account-edit"),
    path("beslutning/<int:pk>/", views.decision_decide, name="decision-decide"),
    path("beslutning/<int:pk>/legg-ned/", views.decision_close, name="decision-close"),
    path("kanal/<slug:slug>/", views.channel_detail, name="channel-detail"),
    path("kanal/<slug:slug>/rediger/", views.channel_edit, name="channel-edit"),
    path("kanal/<slug:slug>/vurdering/", views.assessment_edit, name="assessment-edit"),
    path("kanal/<slug:slug>/vurdering/<slug:part>/", views.assessment_part, name="assessment-part"),
    path("kanal/<slug:slug>/uttalelse/", views.opinion_give, name="opinion-give"),
    path("kanal/<slug:slug>/foreslaa/", views.decision_propose, name="decision-propose"),
]
