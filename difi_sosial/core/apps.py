"""The core's place in Django."""

from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


class CoreConfig(AppConfig):
    name = "difi_sosial.core"
    label = "core"

    def ready(self) -> None:
        from difi_sosial.core import checks  # noqa: F401, PLC0415 - app ready

        refuse_loopback_in_production()


def refuse_loopback_in_production() -> None:
    """Raises ImproperlyConfigured: a portal in use must not be able to ask its own machine."""
    if settings.DEMO or settings.DEBUG or not settings.HTTP_ALLOWED_PRIVATE:
        return
    from difi_sosial.core.http import loopback_in  # noqa: PLC0415 - slow import

    if hosts := loopback_in(settings.HTTP_ALLOWED_PRIVATE):
        raise ImproperlyConfigured(
            f"HTTP_ALLOWED_PRIVATE holds this machine itself ({', '.join(hosts)}): take it out."
        )
