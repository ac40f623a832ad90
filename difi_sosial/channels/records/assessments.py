"""An assessment as facts and as a text."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from difi_sosial.channels import queries
from difi_sosial.channels.enums import ReachLevel
from difi_sosial.channels.enums.assessment import (
    Consequence,
    Fit,
    Likelihood,
    Part,
    Stance,
)
from difi_sosial.channels.models import ASSESSMENT_FIELDS, PART_FIELDS, Assessment, DpoOpinion
from difi_sosial.channels.queries import Content, MatrixRow
from difi_sosial.core.clock import local_date
from difi_sosial.law.queries import reference_of

Reaches = Mapping[UUID, Mapping[str, Any]]
Facts = list[tuple[str, str]]


def assessment_facts(
    values: Mapping[str, Any], on: date | None = None, fields: Sequence[str] = ASSESSMENT_FIELDS
) -> Facts:
    """What is written about a channel beside its reach and rows: labels and texts.

    `on` is the day whose rules are named (today).
    """
    filled = (name for name in fields if values.get(name) not in ("", None, []))
    return [(queries.label_of(name), value_text(name, values[name], on)) for name in filled]


def value_text(name: str, value: Any, on: date | None = None) -> str:
    """One column's value as it is read: choices as words, a rule by its reference."""
    if name == "legal_basis":
        return reference_of(value, on) or str(value)
    column: Any = Assessment._meta.get_field(name)
    if isinstance(value, list):
        words = dict(column.base_field.flatchoices)
        return "; ".join(str(words.get(one, one)) for one in value)
    if column.choices:
        return str(dict(column.flatchoices).get(value, value))
    if isinstance(value, date):
        return date_format(value, "j. F Y")
    if isinstance(value, int | Decimal):
        return number_format(value, 0 if value == int(value) else 1, force_grouping=True)
    return str(value)


def assessment_text(
    values: Mapping[str, Any],
    reaches: Reaches,
    names: Mapping[UUID, str],
    *,
    rows: Mapping[Part, Sequence[Mapping[str, Any]]] | None = None,
    on: date | None = None,
) -> str:
    """The assessment as Markdown, from what is stored or from what somebody just typed."""
    parts = _reach_texts(reaches, names)
    for part in Part:
        facts = assessment_facts(values, on, PART_FIELDS[part])
        parts += [f"### {label}\n\n{text}" for label, text in facts]
        parts += _row_texts(part, (rows or {}).get(part, ()))
    return "\n\n".join(parts)


def part_text(part: Part, content: Content, names: Mapping[UUID, str]) -> str:
    """One part as Markdown."""
    values = {name: content.values.get(name) for name in PART_FIELDS[part]}
    return assessment_text(values, content.reaches, names, rows={part: content.rows})


def frozen_assessment(row: MatrixRow, *, on: date) -> str:
    """The whole assessment as it is, with rows and the officer's opinions, for a decision's record.

    Rules are named as they were on the day.
    """
    contents = {part: queries.content_of(row, part) for part in Part}
    values = {name: value for one in contents.values() for name, value in one.values.items()}
    names = {cell.group.key: cell.group.name for cell in row.cells}
    rows = {part: content.rows for part, content in contents.items()}
    text = assessment_text(values, contents[Part.REACH].reaches, names, rows=rows, on=on)
    opinions = [opinion_text(opinion) for opinion in queries.opinions_of(row.channel)]
    return "\n\n".join(part for part in (text, *opinions) if part)


def opinion_text(opinion: DpoOpinion) -> str:
    """What the data protection officer advised, as Markdown."""
    heading = _("Uttalelse fra personvernombudet")
    day = date_format(local_date(opinion.at), "j. F Y")
    return (
        f"### {heading}\n\n*{opinion.by.name}, {day}*\n\n"
        f"**{Stance(opinion.stance).label}.** {opinion.text}"
    )


def _reach_texts(reaches: Reaches, names: Mapping[UUID, str]) -> list[str]:
    return [
        f"### {_('Målgruppe')}: {name}\n\n{_cell(reaches[key])}"
        for key, name in names.items()
        if key in reaches and reaches[key]["level"] is not None
    ]


def _cell(cell: Mapping[str, Any]) -> str:
    level = ReachLevel(cell["level"])
    source = " ".join(str(part) for part in (cell["source"], cell["year"]) if part)
    lines = [f"- {_('Rekkevidde')}: {level.value} – {level.label}"]
    for name, label in (("fit", _("Bruken")), ("message_fit", _("Budskapet"))):
        if cell.get(name) is not None:
            lines.append(f"- {label}: {cell[name]} – {Fit(cell[name]).label}")
    lines += [f"- {_('Kilde')}: {source}"] if source else []
    return "\n".join([*lines, f"- {_('Begrunnelse')}: {' '.join(str(cell['reason']).split())}"])


def _row_texts(part: Part, rows: Iterable[Mapping[str, Any]]) -> list[str]:
    write = {Part.RISKS: _risk, Part.SECURITY: _exception}.get(part)
    return [write(number, row) for number, row in enumerate(rows, start=1)] if write else []


def _risk(number: int, row: Mapping[str, Any]) -> str:
    lines = [f"- {_('Før tiltak')}: {_steps(row['likelihood'], row['consequence'])}"]
    if row["measure"]:
        lines.append(f"- {_('Tiltak')}: {' '.join(str(row['measure']).split())}")
    if row["responsible"]:
        lines.append(f"- {_('Ansvarlig')}: {row['responsible']}")
    if row["likelihood_after"] and row["consequence_after"]:
        after = _steps(row["likelihood_after"], row["consequence_after"])
        lines.append(f"- {_('Etter tiltak')}: {after}")
    body = "\n".join(lines)
    return f"### {_('Risiko')} {number}: {row['event']}\n\n{body}"


def _steps(likelihood: int, consequence: int) -> str:
    return _("sannsynlighet %(likelihood)s, konsekvens %(consequence)s") % {
        "likelihood": f"{likelihood} ({Likelihood(likelihood).label})",
        "consequence": f"{consequence} ({Consequence(consequence).label})",
    }


def _exception(number: int, row: Mapping[str, Any]) -> str:
    heading = f"### {_('Unntak fra enhetsregelen')} {number}: {row['person']}"
    until = _("til og med %(day)s") % {"day": date_format(row["until"], "j. F Y")}
    return f"{heading}\n\n- {row['device']}, {until}\n- {' '.join(str(row['reason']).split())}"
