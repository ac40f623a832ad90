"""The guidelines' place in Django."""

from django.apps import AppConfig


class GuidelinesConfig(AppConfig):
    name = "difi_sosial.guidelines"
    label = "guidelines"
    verbose_name = "Retningslinjer"
