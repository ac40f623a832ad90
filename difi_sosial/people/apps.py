"""People's place in Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "difi_sosial.people"
    label = "people"
    verbose_name = "Personer"
