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
    path("kontoer/<int:pk>/", views.account_detail, name="account-detail"),
    path("kontoer/<int:pk>/rediger/", views.account_edit, name="account-edit"),
    path("kontoer/<int:pk>/bekreft/", views.account_confirm, name="account-confirm"),
    path("kontoer/<int:pk>/tall/", views.activity_add, name="activity-add"),
    path("kontoer/<int:pk>/administrator/", views.administrator_add, name="administrator-add"),
    path("kontoer/<int:pk>/profiltekst/", views.profile_list, name="profile-list"),
    path("administrator/<int:pk>/fjern/", views.administrator_remove, name="administrator-remove"),
    path("alarm/<int:pk>/", views.alarm_close, name="alarm-close"),
    path("profiltekst/<int:pk>/", views.profile_detail, name="profile-detail"),
    path("profiltekst/<int:pk>/steg/", views.profile_act, name="profile-act"),
    path("profiltekst/<int:pk>/tilpass/", views.profile_adapt, name="profile-adapt"),
    path("profiltekst/<int:pk>/publiser/", views.profile_publish, name="profile-publish"),
    path("profiltekst/<int:pk>/kontroll/", views.profile_control, name="profile-control"),
    path("bevis/<int:pk>/", views.proof_show, name="proof-show"),
    path("setninger/", views.sentence_list, name="sentence-list"),
    path("setninger/<int:pk>/", views.sentence_edit, name="sentence-edit"),
    path("beslutning/<int:pk>/", views.decision_decide, name="decision-decide"),
    path("beslutning/<int:pk>/forslag/", views.decision_revise, name="decision-revise"),
    path("beslutning/<int:pk>/steg/<slug:action>/", views.decision_act, name="decision-act"),
    path("beslutning/<int:pk>/aapning/", views.opening_edit, name="opening-edit"),
    path("beslutning/<int:pk>/kriterier/ny/", views.criterion_add, name="criterion-add"),
    path("beslutning/<int:pk>/nedlegging/", views.closing_plan, name="closing-plan"),
    path("beslutning/<int:pk>/nedlegging/arkiv/", views.closing_capture, name="closing-capture"),
    path("beslutning/<int:pk>/proeve/", views.pilot_edit, name="pilot-edit"),
    path("kriterium/<int:pk>/moett/", views.criterion_met, name="criterion-met"),
    path("kriterium/<int:pk>/fortsett/", views.criterion_dismiss, name="criterion-dismiss"),
    path("kriterium/<int:pk>/fjern/", views.criterion_remove, name="criterion-remove"),
    path("proeve/<int:pk>/notat/", views.pilot_note, name="pilot-note"),
    path("proeve/<int:pk>/steg/<slug:action>/", views.pilot_act, name="pilot-act"),
    path("klar/", views.readiness_list, name="readiness-list"),
    path("kanal/<slug:slug>/klar/", views.readiness_show, name="readiness-show"),
    path("kanal/<slug:slug>/arkivproeve/", views.archive_try, name="archive-try"),
    path("kanal/<slug:slug>/", views.channel_detail, name="channel-detail"),
    path("kanal/<slug:slug>/rediger/", views.channel_edit, name="channel-edit"),
    path("kanal/<slug:slug>/vurdering/", views.assessment_edit, name="assessment-edit"),
    path("kanal/<slug:slug>/vurdering/<slug:part>/", views.assessment_part, name="assessment-part"),
    path("kanal/<slug:slug>/uttalelse/", views.opinion_give, name="opinion-give"),
    path("kanal/<slug:slug>/foreslaa/", views.decision_propose, name="decision-propose"),
]

# Outside the portal, for everybody: /offentlig/kontoer/ and the same as JSON.
register = [
    path("kontoer/", views.register_show, name="accounts"),
    path("kontoer.json", views.register_json, name="accounts-json"),
    path("kontoer.schema.json", views.register_schema, name="accounts-schema"),
    path("kontoer/om-data/", views.register_about, name="about"),
    path("kontoer/<slug:slug>/", views.register_account, name="account"),
]
