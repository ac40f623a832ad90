"""The portal app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """Front page, search, health and the public start page."""

    name = "difi_sosial.portal"
    verbose_name = _("Portalen")

    def ready(self) -> None:
        """Join apps that do not know one another: pages that lead on, proofs that are kept."""
        from difi_sosial.monitoring.enums import Retention  # noqa: PLC0415 - models are ready now
        from difi_sosial.monitoring.queries.deletions import verify_also  # noqa: PLC0415
        from difi_sosial.monitoring.queries.retention import kept_elsewhere  # noqa: PLC0415
        from difi_sosial.portal.queries import from_strategy, proofs  # noqa: PLC0415
        from difi_sosial.strategy.enums import Section  # noqa: PLC0415
        from difi_sosial.strategy.queries import register_links  # noqa: PLC0415

        register_links(Section.CHANNELS, "channels", from_strategy.channels)
        register_links(Section.SITUATION, "identity", from_strategy.net_identity)
        kept_elsewhere(Retention.PROOF, proofs.counted)
        kept_elsewhere(Retention.FINDING, proofs.waiting)
        verify_also(proofs.not_gone)
        verify_also(proofs.not_emptied)
