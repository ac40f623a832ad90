"""Dialogue's place in Django."""

from django.apps import AppConfig


class DialogueConfig(AppConfig):
    name = "difi_sosial.dialogue"
    label = "dialogue"
    verbose_name = "Dialog"
