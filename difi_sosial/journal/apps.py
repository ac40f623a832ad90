"""The journal's place in Django."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "difi_sosial.journal"
    label = "journal"
    verbose_name = "Journal"
