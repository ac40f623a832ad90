"""The hearings' place in Django."""

from django.apps import AppConfig


class HearingConfig(AppConfig):
    name = "difi_sosial.hearing"
    label = "hearing"
    verbose_name = "Høringer"
