"""Dialogue's place in Django."""

from django.apps import AppConfig


class DialogueConfig(AppConfig):
    name = "difi_sosial.dialogue"
    label = "dialogue"
    verbose_name = "Dialog"

    def ready(self) -> None:
        """Measure closing criteria about answers, and show follow-ups in the list of mentions."""
        from difi_sosial.channels.enums import CriterionKind  # noqa: PLC0415 - models are ready now
        from difi_sosial.channels.queries import criteria  # noqa: PLC0415
        from difi_sosial.dialogue.queries import GLIMPSED, answered_in_time, glimpse  # noqa: PLC0415
        from difi_sosial.dialogue.services.mentions import hand_over  # noqa: PLC0415
        from difi_sosial.monitoring.queries import register_follow_ups  # noqa: PLC0415
        from difi_sosial.monitoring.services.folds import register_heir  # noqa: PLC0415

        criteria.register_measure(CriterionKind.LATE_ANSWERS, answered_in_time)
        register_follow_ups(GLIMPSED, glimpse)
        register_heir(hand_over)
