"""The core's place in Django."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "difi_sosial.core"
    label = "core"

    def ready(self) -> None:
        from difi_sosial.core import checks  # noqa: F401, PLC0415 -- app ready
