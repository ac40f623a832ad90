"""The guidelines' place in Django."""

from django.apps import AppConfig


class GuidelinesConfig(AppConfig):
    name = "difi_sosial.guidelines"
    label = "guidelines"
    verbose_name = "Retningslinjer"

    def ready(self) -> None:
        """Answer for the guidelines on the board Klar–Ferdig–Gå, and lend out the house rules."""
        from difi_sosial.channels.enums import LightKey  # noqa: PLC0415 - models are ready now
        from difi_sosial.channels.queries import (  # noqa: PLC0415
            readiness,
            register_house_rules,
        )
        from difi_sosial.guidelines.queries.house_rules import public_address  # noqa: PLC0415
        from difi_sosial.guidelines.queries.readiness import lights  # noqa: PLC0415

        readiness.register(LightKey.GUIDELINES, 30, lights)
        register_house_rules(public_address)
