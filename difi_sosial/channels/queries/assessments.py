"""An assessment part by part: what is written, what is missing, and what to think over again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from difi_sosial.channels.enums.assessment import Controller, Dpia, Part, Transfer
from difi_sosial.channels.models import PART_FIELDS, PART_ROWS, Assessment, Channel
from difi_sosial.channels.queries.score import MatrixRow, reach_values
from difi_sosial.strategy.models import label_of as strategy_label

# What a part needs before it is done, beside what follows from its other answers.
NEEDED: dict[Part, tuple[str, ...]] = {
    Part.USE: (
        *("inform", "listen", "share", "take_part"),
        *("dialogue", "direct_messages", "dialogue_reason"),
    ),
    Part.ALTERNATIVES: ("alternatives", "do_nothing"),
    Part.RESOURCES: (
        *("hours_publish", "hours_watch", "hours_answer"),
        *("administrators", "substitute", "competence"),
    ),
    Part.PRIVACY: (
        *("controller", "data_types", "legal_basis", "legal_basis_reason", "transfer"),
        *("profiling", "children", "privacy", "should_we"),
    ),
    Part.DPIA: ("dpia", "dpia_reason"),
    Part.SECURITY: ("multi_factor", "own_log_ins", "agency_owns", "recovery", "leavers"),
    Part.DESIGN: ("alt_text", "captions", "contrast", "own_page"),
    Part.ARCHIVING: ("archive_method", "whole_threads", "terms_limits", "archive_responsible"),
    Part.ETHICS: ("advertising", "politics", "provider_moderation"),
}
# A field that another answer makes necessary.
FOLLOWS: tuple[tuple[Part, str, tuple[str, ...], tuple[str, ...]], ...] = (
    (Part.PRIVACY, "controller", (Controller.JOINT,), ("joint_arrangement",)),
    (
        Part.PRIVACY,
        "transfer",
        (Transfer.ADEQUACY, Transfer.CLAUSES, Transfer.UNKNOWN),
        ("transfer_reason",),
    ),
    (Part.DPIA, "dpia", (Dpia.NEEDED,), ("dpia_url", "dpia_on", "residual_risk")),
)
EMPTY: tuple[Any, ...] = ("", None, [])


@dataclass(frozen=True, slots=True)
class Content:
    """What a part holds as plain data: its columns, its rows in order, its cells by group key."""

    values: dict[str, Any]
    rows: tuple[dict[str, Any], ...] = ()
    reaches: dict[UUID, dict[str, Any]] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is written."""
        return (
            not self.rows
            and not self.reaches
            and all(value in EMPTY for value in self.values.values())
        )


@dataclass(frozen=True, slots=True)
class Judged:
    """A part with what it holds, what it lacks, and the columns that are lacking."""

    part: Part
    content: Content
    missing: tuple[str, ...]
    fields: tuple[str, ...]

    @property
    def status(self) -> str:
        """`empty`, `begun` or `done`."""
        if self.content.is_empty:
            return "empty"
        return "begun" if self.missing else "done"


def content_of(row: MatrixRow, part: Part) -> Content:
    """What is stored in one part of a channel's assessment."""
    assessment = getattr(row.channel, "assessment", None) or Assessment(channel=row.channel)
    values = {name: getattr(assessment, name) for name in PART_FIELDS[part]}
    reaches = reach_values(row.cells) if part == Part.REACH else {}
    return Content(values, tuple(stored_rows(assessment, part)), reaches)


def stored_rows(assessment: Assessment, part: Part) -> list[dict[str, Any]]:
    """The rows of a part as plain data, in order."""
    if part not in PART_ROWS or assessment.pk is None:
        return []
    relation, columns = PART_ROWS[part]
    rows = getattr(assessment, relation).all()
    return [{name: getattr(row, name) for name in columns} for row in rows]


def judged(row: MatrixRow) -> list[Judged]:
    """Every part of a channel's assessment, in order."""
    return [judge(row, part, content_of(row, part)) for part in Part]


def judge(row: MatrixRow, part: Part, content: Content) -> Judged:
    """One part with what it lacks before it is done."""
    lacking = tuple(_lacking(part, content.values))
    words = [_("Fyll ut «%(label)s».") % {"label": label_of(name)} for name in lacking]
    words += _lacking_rows(row, part, content)
    return Judged(part, content, tuple(words), lacking)


def unfinished_parts(channel_row: MatrixRow) -> list[Part]:
    """The parts that are not done."""
    return [one.part for one in judged(channel_row) if one.status != "done"]


def label_of(name: str) -> str:
    """A column's own label, with a capital letter."""
    return capfirst(strategy_label(Assessment, name))


def device_words(channel: Channel, rows: Iterable[Mapping[str, Any]], today: date) -> list[str]:
    """The exceptions from the rule for devices that have run out."""
    text = _("Unntaket for %(person)s gikk ut. Forny det eller ta det bort.")
    return [text % {"person": row["person"]} for row in rows if row["until"] < today]


def _lacking(part: Part, values: Mapping[str, Any]) -> Iterable[str]:
    yield from (name for name in NEEDED.get(part, ()) if values[name] in EMPTY)
    for follows_in, asked, answers, wanted in FOLLOWS:
        if follows_in == part and values[asked] in answers:
            yield from (name for name in wanted if values[name] in EMPTY)


def _lacking_rows(row: MatrixRow, part: Part, content: Content) -> list[str]:
    """What the cells and the rows of a part lack."""
    words: list[str | Promise] = []
    if part == Part.REACH:
        names = [cell.group.name for cell in row.cells if cell.group.key not in content.reaches]
        words += [_("Vurder «%(group)s».") % {"group": name} for name in names]
        words += [] if row.cells else [_("Strategien har ingen målgrupper ennå.")]
    if part == Part.RISKS:
        words += [] if content.rows else [_("Skriv minst én risiko.")]
        words += [
            _("Skriv tiltak og risiko etter tiltak for «%(event)s».") % {"event": risk["event"]}
            for risk in content.rows
            if not risk["measure"] or risk["likelihood_after"] is None
        ]
    return [str(text) for text in words]
