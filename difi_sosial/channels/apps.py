"""The channels' place in Django."""

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    name = "difi_sosial.channels"
    label = "channels"
    verbose_name = "Kanaler"

    def ready(self) -> None:
        """Say what this app knows of the board of readiness and of closing criteria."""
        from difi_sosial.channels.enums import (  # noqa: PLC0415 - app ready
            CriterionKind,
            LightKey,
        )
        from difi_sosial.channels.queries import (  # noqa: PLC0415 - app ready
            activity,
            criteria,
            decision_lights,
            lights,
            readiness,
        )
        from difi_sosial.channels.services.access import (  # noqa: PLC0415 - app ready
            raise_alarms_of,
        )
        from difi_sosial.people.services import on_person_changed  # noqa: PLC0415 - app ready

        readiness.register(LightKey.STRATEGY, 10, decision_lights.strategy_lights)
        readiness.register(LightKey.DECISION, 20, decision_lights.decision_lights)
        readiness.register(LightKey.ARCHIVE, 60, decision_lights.archive_lights)
        readiness.register(LightKey.PROFILE, 40, lights.profile_lights)
        readiness.register(LightKey.ADMINS, 50, lights.administrator_lights)
        criteria.register_measure(CriterionKind.FEW_POSTS, activity.few_posts)
        criteria.register_measure(CriterionKind.LATE_CONFIRMATION, activity.late_confirmation)
        on_person_changed(raise_alarms_of)
