"""Paths of persons and roles."""

from django.urls import path

from difi_sosial.people import views

app_name = "people"
urlpatterns = [
    path("", views.person_list, name="person-list"),
    path("ny/", views.person_invite, name="person-invite"),
    path("<int:pk>/", views.person_edit, name="person-edit"),
    path("<int:pk>/innlogging/", views.person_activate, name="person-activate"),
    path("meg/", views.profile, name="profile"),
    path("meg/taster/", views.keys_choose, name="keys-choose"),
    path("meg/kalender/", views.calendar_open, name="calendar-open"),
    path("meg/kalender/steng/", views.calendar_close, name="calendar-close"),
    path("meg/stedfortreder/", views.delegation_own, name="delegation-own"),
    path("stedfortredere/", views.delegation_list, name="delegation-list"),
    path("stedfortredere/ny/", views.delegation_create, name="delegation-create"),
    path("stedfortredere/<int:pk>/", views.delegation_show, name="delegation-show"),
    path("stedfortredere/<int:pk>/avslutt/", views.delegation_end, name="delegation-end"),
    path("e-post/", views.letter_list, name="letter-list"),
    path("e-post/<int:pk>/", views.letter_send_again, name="letter-send-again"),
    path("roller/", views.role_list, name="role-list"),
]
