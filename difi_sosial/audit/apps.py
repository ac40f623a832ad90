"""The audit trail's place in Django."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "difi_sosial.audit"
    label = "audit"
    verbose_name = "Hendelseslogg"
