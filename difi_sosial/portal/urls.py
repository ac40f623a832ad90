"""Paths of the pages that show several apps at once."""

from django.urls import path

from difi_sosial.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.front_page, name="front-page"),
    path("forstaa/", views.lesson_list, name="lesson-list"),
    path("forstaa/<slug:slug>/", views.lesson_detail, name="lesson-detail"),
    path("sok/", views.search, name="search"),
    path("frister/", views.deadline_list, name="deadline-list"),
    path("kalender/<str:token>.ics", views.calendar_feed, name="calendar-feed"),
    path("nettidentitet/funn/<int:pk>/sperr/", views.evidence_hold, name="evidence-hold"),
    path("logg/", views.log_list, name="log-list"),
    path("offentlig/", views.public_start, name="public-start"),
    path("personvern/", views.privacy, name="privacy"),
    path("valg/farger/", views.scheme_set, name="scheme-set"),
    path("valg/maalform/", views.language_set, name="language-set"),
    path("helse/live", views.health_live, name="health-live"),
    path("helse/klar", views.health_ready, name="health-ready"),
]
