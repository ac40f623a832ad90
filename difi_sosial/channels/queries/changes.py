"""What was changed in an assessment after somebody advised or decided on it."""

from dataclasses import dataclass

from difi_sosial.channels.enums.assessment import Part
from difi_sosial.channels.models import Assessment, AssessmentChange, Channel
from difi_sosial.channels.queries.score import edition_of


@dataclass(frozen=True, slots=True)
class ChangedPart:
    """A part that was changed, and its newest change; None when changes were not kept yet."""

    part: Part
    change: AssessmentChange | None

    @property
    def anchor(self) -> str:
        """Where the part is read on the page of the assessment."""
        return "reach-heading" if self.part == Part.REACH else f"part-{self.part.value}"


@dataclass(frozen=True, slots=True)
class Changes:
    """An assessment that has changed: the parts in their order, each with its newest change."""

    parts: tuple[ChangedPart, ...]


class ChangeLog:
    """The newest change of every part of a channel's assessment, in one query."""

    def __init__(self, channel: Channel) -> None:
        self.edition = edition_of(channel)
        self._assessment: Assessment | None = getattr(channel, "assessment", None)
        self._newest = {row.part: row for row in _newest(self._assessment)}

    def after(self, edition: int) -> Changes | None:
        """What was changed after this edition; None when the assessment is still the same."""
        if self._assessment is None or self._assessment.pk is None or self.edition <= edition:
            return None
        editions = self._assessment.part_editions
        parts = [part for part in Part if editions.get(part.value, 0) > edition]
        return Changes(tuple(ChangedPart(one, self._newest.get(one.value)) for one in parts))


def _newest(assessment: Assessment | None) -> list[AssessmentChange]:
    # Reading the parts of a channel that nobody has assessed leaves an empty one behind, not saved.
    if assessment is None or assessment.pk is None:
        return []
    rows = assessment.changes.select_related("by").order_by("part", "-edition")
    return list(rows.distinct("part"))
