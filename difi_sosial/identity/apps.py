"""The app's place in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IdentityConfig(AppConfig):
    """Where the agency is found on the net."""

    name = "difi_sosial.identity"
    label = "identity"
    verbose_name = _("Nettidentitet")

    def ready(self) -> None:
        """Tell the strategy of checks, and the strategy and channels of what was found."""
        from difi_sosial.identity.queries import (  # noqa: PLC0415 - models are ready
            for_channel,
            for_strategy,
        )

        for_strategy.register()
        for_channel.register()
