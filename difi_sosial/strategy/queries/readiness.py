"""What is missing before a version can be sent in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from difi_sosial.strategy.enums import Level, Section
from difi_sosial.strategy.models import (
    SPECIAL_FIELDS,
    USES,
    StrategyVersion,
    label_of,
)
from difi_sosial.strategy.queries.content import content_of

Status = Literal["empty", "begun", "done"]


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


def missing(version: StrategyVersion) -> list[Missing]:
    """Everything that must be mended before the version can be sent in, page by page."""
    found = [*_basis(version), *_goals(version), *_groups(version), *_messages(version)]
    found += [*_uses(version), *_special(version), *_rest(version)]
    order = list(Section)
    return sorted(found, key=lambda item: order.index(item.section))


def sections(version: StrategyVersion) -> list[SectionStatus]:
    """The status of every section, derived from what is written."""
    lacks = missing(version)
    found = []
    for section in Section:
        mine = tuple(item for item in lacks if item.section == section)
        empty = content_of(version, section).is_empty
        status: Status = "empty" if empty else "begun" if mine else "done"
        found.append(SectionStatus(section, status, mine))
    return found


def _basis(version: StrategyVersion) -> Iterator[Missing]:
    if not version.mandate:
        yield Missing(
            Section.BASIS, "id_mandate", _("Skriv hvem som har bestemt at strategien skal lages.")
        )
    if not version.purposes:
        yield Missing(Section.PURPOSES, "id_purposes_group", _("Velg minst ett formål."))


def _goals(version: StrategyVersion) -> Iterator[Missing]:
    goals = version.goals.all()
    if not goals:
        yield Missing(Section.GOALS, "goals-rows", _("Skriv minst ett mål."))
    for number, goal in enumerate(goals):
        if not goal.indicator:
            text = _("Skriv en indikator for mål %(number)d.") % {"number": number + 1}
            yield Missing(Section.GOALS, f"id_goals-{number}-indicator", text)


def _groups(version: StrategyVersion) -> Iterator[Missing]:
    groups = version.target_groups.all()
    if not groups:
        yield Missing(Section.TARGET_GROUPS, "target_groups-rows", _("Skriv minst én målgruppe."))
    for number, group in enumerate(groups):
        if not group.is_assumption and not (group.knowledge_source and group.knowledge_year):
            text = _(
                "Skriv kunnskapskilde og år for «%(group)s», eller merk at det er en antakelse."
            ) % {"group": group.name}
            anchor = f"id_target_groups-{number}-knowledge_source"
            yield Missing(Section.TARGET_GROUPS, anchor, text)


def _messages(version: StrategyVersion) -> Iterator[Missing]:
    if not version.core_message:
        yield Missing(Section.MESSAGES, "id_core_message", _("Skriv hovedbudskapet."))
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


def _rest(version: StrategyVersion) -> Iterator[Missing]:
    if not version.staffing:
        yield Missing(Section.RESOURCES, "id_staffing", _("Skriv hvem som skal gjøre arbeidet."))
    if version.next_review is None:
        yield Missing(Section.FOLLOW_UP, "id_next_review", _("Velg dato for neste gjennomgang."))
