"""The app's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MonitoringConfig(AppConfig):
    """Where the agency is spoken of."""

    name = "difi_sosial.monitoring"
    verbose_name = _("Overvåking")

    def ready(self) -> None:
        """Answer for the watching on the board Klar–Ferdig–Gå."""
        from difi_sosial.channels.enums import LightKey  # noqa: PLC0415 - models are ready now
        from difi_sosial.channels.queries import readiness  # noqa: PLC0415
        from difi_sosial.monitoring.queries import watch_lights  # noqa: PLC0415

        readiness.register(LightKey.WATCH, 70, watch_lights)
