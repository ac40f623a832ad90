"""The app's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MonitoringConfig(AppConfig):
    """Where the agency is spoken of."""

    name = "difi_sosial.monitoring"
    verbose_name = _("Overvåking")
