"""The law's place in Django."""

from django.apps import AppConfig


class LawConfig(AppConfig):
    name = "difi_sosial.law"
    label = "law"
    verbose_name = "Regelverk"
