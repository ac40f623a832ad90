"""What is missing before a version can be sent in."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.clock import local_date, now
from difi_sosial.strategy.enums import Level, Section
from difi_sosial.strategy.models import (
    ROW_MODELS,
    SECTION_FIELDS,
    SECTION_ROWS,
    SPECIAL_FIELDS,
    USES,
    StrategyVersion,
    label_of,
)
from difi_sosial.strategy.queries.content import NOTHING, content_of
from difi_sosial.strategy.queries.identity import identity_checked_on

Status = Literal["empty", "begun", "done", "optional"]
OLDEST_CHECK = timedelta(days=366)

# Columns that must be written whatever else the strategy says, and what to say when they are not.
REQUIRED: dict[Section, dict[str, Promise]] = {
    Section.ABOUT: {"next_review": _("Velg dato for neste gjennomgang.")},
    Section.MANDATE: {
        "mandate": _("Skriv hvem som har bestemt at strategien skal lages."),
        "principles": _("Velg minst ett prinsipp i kommunikasjonspolitikken."),
        "heard": _("Velg hvem dere har hørt."),
    },
    Section.SITUATION: {"situation": _("Skriv hvilke kanaler dere har i dag.")},
    Section.PURPOSES: {"purposes": _("Velg minst ett formål.")},
    Section.MESSAGES: {"core_message": _("Skriv hovedbudskapet.")},
    Section.RESOURCES: {
        "hours_per_week": _("Skriv hvor mange timer dere har i uken."),
        "staffing": _("Skriv hvem som skal gjøre arbeidet."),
    },
    Section.CRISIS: {
        "crisis_plan": _("Skriv hvor beredskapsplanen står."),
        "crisis_override": _("Skriv hvem som overtar i en krise."),
    },
    Section.LANGUAGE: {
        "bokmaal_percent": _("Skriv hvor stor del som skal være på bokmål."),
        "nynorsk_percent": _("Skriv hvor stor del som skal være på nynorsk."),
    },
    Section.EVALUATION: {
        "evaluation": _("Skriv hva dere skal måle."),
        "stop_criteria": _("Skriv hva som får dere til å slutte."),
    },
}
CHOICES = ("principles", "heard", "purposes")
# Kinds of rows of which there must be one, and what to say when there is none.
NEEDED_ROWS: dict[str, Promise] = {
    "goals": _("Skriv minst ett mål."),
    "target_groups": _("Skriv minst én målgruppe."),
    "duties": _("Skriv minst én oppgave, og hvem som har den."),
    "risks": _("Skriv minst én risiko."),
}
# What every row of a kind must have, and how one row is called.
ROW_NEEDS: dict[str, tuple[Promise, tuple[str, ...]]] = {
    "goals": (
        _("mål %(number)d"),
        (
            "statement",
            "indicator",
            "baseline",
            "baseline_on",
            "target",
            "due_on",
            "responsible",
        ),
    ),
    "target_groups": (_("målgruppe %(number)d"), ("name", "children")),
    "messages": (_("budskap %(number)d"), ("text",)),
    "misconceptions": (_("feil %(number)d"), ("claim", "truth")),
    "duties": (_("oppgave %(number)d"), ("task", "does", "answers")),
    "risks": (
        _("risiko %(number)d"),
        ("description", "likelihood", "consequence", "measure", "responsible"),
    ),
}
SECTION_OF_ROWS = {kind: section for section, kinds in SECTION_ROWS.items() for kind in kinds}


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that must be mended before the version can be sent in; `anchor` is a field's id."""

    section: Section
    anchor: str
    message: str | Promise


@dataclass(frozen=True, slots=True)
class SectionStatus:
    """How far a section has come."""

    section: Section
    status: Status
    missing: tuple[Missing, ...]

    @property
    def is_finished(self) -> bool:
        """Whether nothing more has to be written."""
        return self.status in ("done", "optional")

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written yet."""
        return self.status in ("empty", "optional")


def missing(version: StrategyVersion, *, on: date | None = None) -> list[Missing]:
    """Everything that must be mended before the version can be sent in, page by page.

    `on` is the day it is judged for (Norwegian calendar), else the day it was sent in, else today:
    the check of the net identity may not be more than a year old then, and the day of the next
    review may not have passed. An approved text lacks nothing, whatever later versions of this list
    may ask for.
    """
    if version.approved_at:
        return []
    day = on or local_date(version.submitted_at or now())
    found = [*_columns(version), *_next_review(version, day), *_rows(version)]
    found += _net_identity(version, day)
    found += [*_groups(version), *_messages(version), *_uses(version), *_special(version)]
    found += [*_language(version), *_pilot(version)]
    order = list(Section)
    return sorted(found, key=lambda item: order.index(item.section))


def sections(version: StrategyVersion, *, on: date | None = None) -> list[SectionStatus]:
    """The status of every section, derived from what is written."""
    lacks = missing(version, on=on)
    found = []
    for section in Section:
        mine = tuple(item for item in lacks if item.section == section)
        empty = content_of(version, section).is_empty
        found.append(SectionStatus(section, _status(empty, bool(mine)), mine))
    return found


def _status(empty: bool, lacks: bool) -> Status:
    if empty:
        return "empty" if lacks else "optional"
    return "begun" if lacks else "done"


def _columns(version: StrategyVersion) -> Iterator[Missing]:
    for section, needs in REQUIRED.items():
        for name, message in needs.items():
            if getattr(version, name) in NOTHING:
                group = "_group" if name in CHOICES else ""
                yield Missing(section, f"id_{name}{group}", message)


def _next_review(version: StrategyVersion, day: date) -> Iterator[Missing]:
    if version.next_review and version.next_review < day:
        message = _("Datoen for neste gjennomgang er passert. Velg en ny dato.")
        yield Missing(Section.ABOUT, "id_next_review", message)


def _rows(version: StrategyVersion) -> Iterator[Missing]:
    for kind, (row_name, needs) in ROW_NEEDS.items():
        section = Section(SECTION_OF_ROWS[kind])
        rows = getattr(version, kind).all()
        if not rows and kind in NEEDED_ROWS:
            yield Missing(section, f"{kind}-rows", NEEDED_ROWS[kind])
        for number, row in enumerate(rows):
            called = str(row_name) % {"number": number + 1}
            for name in needs:
                if getattr(row, name) in NOTHING:
                    yield Missing(section, f"id_{kind}-{number}-{name}", _fill(kind, name, called))


def _fill(kind: str, name: str, row: str) -> str:
    label = label_of(ROW_MODELS[kind], name)
    return _("Fyll ut «%(field)s» i %(row)s.") % {"field": label, "row": row}


def _net_identity(version: StrategyVersion, day: date) -> Iterator[Missing]:
    checked = identity_checked_on(version, day)
    if checked is None:
        message = _("Gjør den årlige sjekken av nettidentiteten ferdig.")
    elif checked < day - OLDEST_CHECK:
        message = _("Sjekken av nettidentiteten er over ett år gammel. Sjekk den på nytt.")
    else:
        return
    yield Missing(Section.SITUATION, "net-identity", message)


def _groups(version: StrategyVersion) -> Iterator[Missing]:
    for number, group in enumerate(version.target_groups.all()):
        if group.is_assumption or (group.knowledge_source and group.knowledge_year):
            continue
        text = _("Skriv kunnskapskilde og år for «%(group)s», eller merk at det er en antakelse.")
        lacks = "knowledge_year" if group.knowledge_source else "knowledge_source"
        anchor = f"id_target_groups-{number}-{lacks}"
        yield Missing(Section.TARGET_GROUPS, anchor, text % {"group": group.name})


def _messages(version: StrategyVersion) -> Iterator[Missing]:
    known = {group.key for group in version.target_groups.all()}
    for number, row in enumerate(version.messages.all()):
        if row.target_group_key and row.target_group_key not in known:
            text = _("Velg målgruppe på nytt for budskap %(number)d.") % {"number": number + 1}
            yield Missing(Section.MESSAGES, f"id_messages-{number}-target_group_key", text)


def _uses(version: StrategyVersion) -> Iterator[Missing]:
    for use in USES:
        level = getattr(version, f"{use}_level")
        label = label_of(StrategyVersion, f"{use}_level")
        if level is None:
            text = _("Velg hvor mye dere vil %(use)s.") % {"use": label}
            yield Missing(Section.USES, f"id_{use}_level_group", text)
        elif level > Level.NONE and not getattr(version, f"{use}_evidence"):
            text = _("Skriv hva som viser at dere vil %(use)s.") % {"use": label}
            yield Missing(Section.USES, f"id_{use}_evidence", text)


def _special(version: StrategyVersion) -> Iterator[Missing]:
    for name in SPECIAL_FIELDS:
        if not getattr(version, name):
            label = label_of(StrategyVersion, name)
            text = _("Svar på spørsmålet om %(subject)s.") % {"subject": label}
            yield Missing(Section.SPECIAL, f"id_{name}", text)


def _language(version: StrategyVersion) -> Iterator[Missing]:
    shares = (version.bokmaal_percent or 0) + (version.nynorsk_percent or 0)
    if shares > 100:
        text = _("Bokmål og nynorsk er over 100 prosent til sammen.")
        yield Missing(Section.LANGUAGE, "id_nynorsk_percent", text)


def _pilot(version: StrategyVersion) -> Iterator[Missing]:
    """A pilot that is planned at all has an end, and says beforehand what success is."""
    pilot: dict[str, Any] = {name: getattr(version, name) for name in SECTION_FIELDS[Section.PILOT]}
    if all(value in NOTHING for value in pilot.values()):
        return
    for name, value in pilot.items():
        if value in NOTHING:
            label = label_of(StrategyVersion, name)
            text = _("Fyll ut «%(field)s» for piloten.") % {"field": label}
            yield Missing(Section.PILOT, f"id_{name}", text)
