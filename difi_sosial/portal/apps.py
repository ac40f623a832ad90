"""The portal app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """Front page, search, health and the public start page."""

    name = "difi_sosial.portal"
    verbose_name = _("Portalen")
