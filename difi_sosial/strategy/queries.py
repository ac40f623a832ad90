"""The read side: which version counts, what a section holds, and what is still missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.db.models import Count, Prefetch, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from difi_sosial.journal import queries as journal
from difi_sosial.journal.models import DocumentObject, RegistryEntry
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may
from difi_sosial.strategy.enums import Level, Section, State
from difi_sosial.strategy.models import (
    ROW_FIELDS,
    SECTION_FIELDS,
    SECTION_ROWS,
    SPECIAL_FIELDS,
    USES,
    Strategy,
    StrategyVersion,
    TargetGroup,
    label_of,
)
from difi_sosial.strategy.rules import may_approve

Status = Literal["empty", "begun", "done"]


@dataclass(frozen=True, slots=True)
class Content:
    """What a section holds as plain data: its columns, and its rows in order (with `key`)."""

    values: dict[str, Any]
    rows: tuple[dict[str, Any], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is written."""
        return not self.rows and all(value in ("", None, []) for value in self.values.values())


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


def current() -> StrategyVersion | None:
    """The version in force of the agency's own (oldest) strategy, or None."""
    return _versions().filter(state=State.IN_FORCE).order_by("strategy_id").first()


def newest(*, in_force: StrategyVersion | None) -> StrategyVersion | None:
    """The version that was begun last and is not withdrawn, of the strategy of `in_force`.

    Without one in force: of the agency's own (oldest) strategy. None when nothing is begun.
    """
    found = _versions().exclude(state=State.WITHDRAWN)
    if in_force is not None:
        found = found.filter(strategy=in_force.strategy_id)
    return found.order_by("strategy_id", "-created_at", "-pk").first()


def waiting_for(person: User) -> list[StrategyVersion]:
    """Versions that wait for this person: to be approved, or to be mended after a return."""
    found: list[StrategyVersion] = []
    if may(person, Permission.STRATEGY_APPROVE):
        sent = _versions().filter(state=State.SUBMITTED).order_by("submitted_at")
        found += [version for version in sent if may_approve(person, version)]
    if may(person, Permission.STRATEGY_WRITE):
        found += _versions().filter(state=State.RETURNED).order_by("returned_at")
    return found


def counts() -> dict[str, int]:
    """How many versions there are per state; states without any are left out."""
    rows = StrategyVersion.objects.order_by().values_list("state").annotate(number=Count("pk"))
    return dict(rows)


def strategies() -> QuerySet[Strategy]:
    """All strategies, the agency's own (oldest) first, with unit, owner and versions."""
    versions = StrategyVersion.objects.order_by("-number").defer("canonical_text")
    found = Strategy.objects.select_related("unit", "owner").order_by("pk")
    return found.prefetch_related(Prefetch("versions", versions))


def version_page(pk: int) -> QuerySet[StrategyVersion]:
    """One version with everything that its page shows."""
    return _versions().filter(pk=pk).prefetch_related("goals", "target_groups", "messages")


def versions_of(strategy: Strategy) -> QuerySet[StrategyVersion]:
    """The strategy's versions, newest first, with what their texts need."""
    rows = ("goals", "target_groups", "messages")
    return _versions().filter(strategy=strategy).prefetch_related(*rows).order_by("-number")


def due_in_force(day: date) -> QuerySet[StrategyVersion]:
    """Approved versions whose day has come."""
    return StrategyVersion.objects.filter(state=State.APPROVED, in_force_on__lte=day)


def source_key(version: StrategyVersion) -> str:
    """The name by which the journal knows the version's record."""
    return f"strategy.version:{version.pk}"


def entry_of(version: StrategyVersion) -> RegistryEntry | None:
    """The registry entry of an approved version."""
    return RegistryEntry.objects.filter(source_key=source_key(version)).first()


def archived_pdf(version: StrategyVersion) -> DocumentObject | None:
    """The archived PDF/A of an approved version, once it is made; never a screened one."""
    return journal.archived_pdf(source_key(version))


def target_groups() -> QuerySet[TargetGroup]:
    """The target groups of the version in force; none when no version is."""
    version = current()
    if version is None:
        return TargetGroup.objects.none()
    return version.target_groups.order_by("position", "pk")


def content_of(version: StrategyVersion, section: Section) -> Content:
    """What a version holds in one section now."""
    values = {name: getattr(version, name) for name in SECTION_FIELDS[section]}
    relation = SECTION_ROWS.get(section)
    if relation is None:
        return Content(values)
    return Content(values, tuple(rows_of(version, relation)))


def rows_of(version: StrategyVersion, relation: str) -> list[dict[str, Any]]:
    """The rows of one kind as plain data, in order."""
    fields = ("key", *ROW_FIELDS[relation])
    return [
        {name: getattr(row, name) for name in fields} for row in getattr(version, relation).all()
    ]


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


def _versions() -> QuerySet[StrategyVersion]:
    return StrategyVersion.objects.select_related(
        "strategy__unit", "strategy__owner", "author", "submitted_by", "approved_by", "returned_by"
    )


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
