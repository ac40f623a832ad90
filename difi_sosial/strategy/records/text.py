"""A version as text: what is frozen, compared and archived."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from difi_sosial.core.clock import local_date
from difi_sosial.people.enums import Language
from difi_sosial.people.rules import signature
from difi_sosial.strategy.enums import (
    Access,
    Children,
    Consequence,
    Heard,
    Level,
    Likelihood,
    Principle,
    Purpose,
    Section,
)
from difi_sosial.strategy.models import (
    ROW_FIELDS,
    ROW_MODELS,
    USES,
    Strategy,
    StrategyVersion,
    label_of,
    number_text,
)
from difi_sosial.strategy.queries import Content, content_of

CHOICES: dict[str, Any] = {
    "purposes": Purpose,
    "principles": Principle,
    "heard": Heard,
    "access_needs": Access,
    "children": Children,
    "likelihood": Likelihood,
    "consequence": Consequence,
    "language": Language,
}
# Rows of short columns, which are easier to read as a table.
TABLES = ("duties", "risks")
# Kinds of rows that need a heading of their own, because other texts stand above them.
TITLES = {
    "messages": gettext_lazy("Budskap til målgruppene"),
    "misconceptions": gettext_lazy("Feil som går igjen"),
}
# Numbers that are read with the goal's unit after them.
WITH_UNIT = ("baseline", "target")


def document_text(version: StrategyVersion) -> str:
    """The whole version as Markdown, in the version's own language form."""
    with override(version.language):
        parts = [f"# {version.strategy.title}", _front(version)]
        groups = group_names(version)
        for number, section in enumerate(Section, start=1):
            body = _body(section, content_of(version, section), groups)
            parts.append(f"## {number} {section.label}")
            parts.append(body or _("Ikke skrevet."))
        return "\n\n".join(part for part in parts if part) + "\n"


def section_text(section: Section, content: Content, groups: dict[Any, str]) -> str:
    """One section as Markdown, from what is stored or from what somebody just typed."""
    return _body(section, content, groups)


def reading_text(text: str) -> str:
    """Markdown without the marks of headings and without empty lines, for eyes that compare."""
    lines = (re.sub(r"^#+ ", "", line) for line in text.splitlines())
    return "\n".join(line for line in lines if line.strip())


def group_names(version: StrategyVersion) -> dict[Any, str]:
    """Names of the version's target groups by key."""
    return {group.key: group.name for group in version.target_groups.all()}


def _front(version: StrategyVersion) -> str:
    facts = [
        (_("Versjon"), str(version.number)),
        (_("Forfatter"), version.author.name),
    ]
    if version.submitted_by and version.submitted_at:
        facts.append(
            (_("Sendt til godkjenning"), signed(version.submitted_by, version.submitted_at))
        )
    if version.approved_by and version.approved_at:
        who = signature(version.approved_by, version.approved_for)
        facts.append((_("Godkjent"), signed(who, version.approved_at)))
    return _facts(facts)


def signed(who: object, moment: datetime) -> str:
    """A person and the Norwegian day of a moment."""
    return f"{who}, {day_text(local_date(moment))}"


def _body(section: Section, content: Content, groups: dict[Any, str]) -> str:
    values = {name: value for name, value in content.values.items() if name != "title"}
    parts = [_uses(values)] if section == Section.USES else _fields(values)
    for kind, rows in content.rows.items():
        parts.append(_rows(kind, rows, groups))
    return "\n\n".join(part for part in parts if part)


def _fields(values: dict[str, Any]) -> list[str]:
    """Short columns as facts, choices as a list, texts under a heading; in the page's order."""
    parts: list[str] = []
    facts: list[tuple[str, str]] = []
    for name, value in values.items():
        field = _column(name)
        if not isinstance(value, list) and not isinstance(field, models.TextField):
            facts.append((_label(name), _shown(name, value)))
            continue
        parts.append(_facts(facts))
        facts = []
        if text := _chosen(name, value) if isinstance(value, list) else _shown(name, value):
            parts.append(f"### {_label(name)}\n\n{text}")
    return [*parts, _facts(facts)]


def _uses(values: dict[str, Any]) -> str:
    """Each use with how much as its heading, and the evidence under it."""
    parts = []
    for use in USES:
        level, evidence = values.get(f"{use}_level"), values.get(f"{use}_evidence", "")
        if level is None and not evidence:
            continue
        heading = _label(f"{use}_level")
        if level is not None:
            heading = f"{heading}: {str(Level(level).label).lower()}"
        parts += [f"### {heading}", _shown("", evidence)]
    return "\n\n".join(part for part in parts if part)


def _rows(kind: str, rows: tuple[dict[str, Any], ...], groups: dict[Any, str]) -> str:
    if not rows:
        return ""
    if kind in TABLES:
        return _table(kind, rows)
    parts = [_row(kind, number, row, groups) for number, row in enumerate(rows, start=1)]
    if kind in TITLES:
        parts = [f"### {TITLES[kind]}", *(f"#{part}" for part in parts)]
    return "\n\n".join(parts)


def _table(kind: str, rows: tuple[dict[str, Any], ...]) -> str:
    names = ROW_FIELDS[kind]
    lines = [[_capital(label_of(ROW_MODELS[kind], name)) for name in names], ["---"] * len(names)]
    for row in rows:
        lines.append([_one_line(_shown(name, row[name])).replace("|", "\\|") for name in names])
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _row(relation: str, number: int, row: dict[str, Any], groups: dict[Any, str]) -> str:
    """The first column as the row's heading, the others as a list of facts."""
    first, *others = ROW_FIELDS[relation]
    facts = []
    for name in others:
        value = groups.get(row[name], "") if name == "target_group_key" else row[name]
        text = _shown(name, value)
        if name in WITH_UNIT and text and row.get("unit"):
            text = f"{text} {row['unit']}"
        if name != "unit":
            facts.append((_capital(label_of(ROW_MODELS[relation], name)), text))
    return f"### {number}. {_one_line(row[first])}\n\n{_facts(facts)}".strip()


def _column(name: str) -> Any:
    owner = Strategy if name in ("title", "unit", "owner") else StrategyVersion
    return owner._meta.get_field(name)


def _label(name: str) -> str:
    return _capital(str(_column(name).verbose_name))


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _chosen(name: str, values: list[Any]) -> str:
    return "\n".join(f"- {label}" for label in _labels(name, values))


def _labels(name: str, values: list[Any]) -> list[str]:
    """In the order of the list, so that two versions with the same choices read alike.

    What the list no longer has stands last, as it was stored: an approved text leaves nothing out.
    """
    choices = CHOICES[name]
    known = [str(choice.label) for choice in choices if choice in values]
    return known + [value for value in values if value not in choices.values]


def _facts(facts: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"- {label}: {_one_line(value)}" for label, value in facts if value)


def _one_line(text: str) -> str:
    """Without line breaks; hard spaces stay, so that numbers and dates hold together."""
    return re.sub(r"[ \t\r\n]+", " ", str(text)).strip()


def _shown(name: str, value: Any) -> str:
    if value is None or value == "":
        return ""
    if name in CHOICES and isinstance(value, list):
        return ", ".join(_labels(name, value))
    if name in CHOICES:
        return str(CHOICES[name](value).label)
    if isinstance(value, bool):
        return _("Ja") if value else ""
    if isinstance(value, date):
        return day_text(value)
    if name.endswith("_percent"):
        return _("%(number)d prosent") % {"number": value}
    if isinstance(value, Decimal):
        return number_text(value)
    return str(value).replace("\r\n", "\n").strip()


def day_text(day: date) -> str:
    """The hard space keeps Markdown from reading «1. juni 2027» as the first row of a list."""
    return date_format(day, "j.\u00a0F Y")
