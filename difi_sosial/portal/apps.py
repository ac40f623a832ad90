"""The portal app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """Front page, search, health and the public start page."""

    name = "difi_sosial.portal"
    verbose_name = _("Portalen")

    def ready(self) -> None:
        """Lead from a strategy's pages to what was done about them in the apps above it."""
        from difi_sosial.portal.queries import from_strategy  # noqa: PLC0415 - models are ready now
        from difi_sosial.strategy.enums import Section  # noqa: PLC0415
        from difi_sosial.strategy.queries import register_links  # noqa: PLC0415

        register_links(Section.CHANNELS, "channels", from_strategy.channels)
        register_links(Section.SITUATION, "identity", from_strategy.net_identity)
