"""Dialogue's place in Django."""

from django.apps import AppConfig


class DialogueConfig(AppConfig):
    name = "difi_sosial.dialogue"
    label = "dialogue"
    verbose_name = "Dialog"

    def ready(self) -> None:
        """Measure the closing criteria that are about answers."""
        from difi_sosial.channels.enums import CriterionKind  # noqa: PLC0415 - models are ready now
        from difi_sosial.channels.queries import criteria  # noqa: PLC0415
        from difi_sosial.dialogue.queries import answered_in_time  # noqa: PLC0415

        criteria.register_measure(CriterionKind.LATE_ANSWERS, answered_in_time)
