"""The way of a version as the page draws it: what is done, where it is, and what comes."""

from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from difi_sosial.core.templatetags.sosial import day as in_words
from difi_sosial.core.way import Standing, Stop
from difi_sosial.hearing import queries as hearings
from difi_sosial.hearing.enums import State as HearingState
from difi_sosial.hearing.models import Hearing
from difi_sosial.journal.models import RegistryEntry
from difi_sosial.people.rules import signature
from difi_sosial.strategy.enums import State
from difi_sosial.strategy.models import StrategyVersion
from difi_sosial.strategy.queries.versions import JOURNALLED

Fact = tuple[str, datetime | None]

TITLES: dict[str, str | Promise] = {
    "draft": gettext_lazy("Skrives"),
    "quality": gettext_lazy("Faglig kvalitetssikring"),
    "hearing": gettext_lazy("Høring"),
    "submitted": gettext_lazy("Godkjenning"),
    "journal": gettext_lazy("Journalføring"),
    "in_force": gettext_lazy("Gjeldende"),
}
ORDER = tuple(TITLES)
# Where a version stands on its way, by its state. What is approved stands at the journal's door.
PLACE = {
    State.DRAFT: "draft",
    State.RETURNED: "draft",
    State.QUALITY: "quality",
    State.HEARING: "hearing",
    State.SUBMITTED: "submitted",
    State.APPROVED: "journal",
    State.IN_FORCE: "in_force",
    State.SUPERSEDED: "in_force",
}


def way_of(
    version: StrategyVersion, *, heard: Hearing | None, entry: RegistryEntry | None
) -> list[Stop]:
    """Every stop in order. `heard` is the newest hearing with its rows."""
    here = ORDER.index(_place(version, entry))
    facts = {key: _fact(key, version, heard, entry) for key in ORDER}
    notes = {key: _note(key, version, heard) for key in ORDER}
    stops = []
    for place, key in enumerate(ORDER):
        standing = _standing(key, place, here, version)
        who, at = facts[key] if standing in ("done", "skipped") else ("", None)
        stops.append(Stop(key, TITLES[key], standing, who, at, notes[key]))
    return stops


def _place(version: StrategyVersion, entry: RegistryEntry | None) -> str:
    if version.state == State.WITHDRAWN:
        return _last_reached(version)
    if version.state == State.APPROVED and entry and entry.state in JOURNALLED:
        return "in_force"
    return PLACE[State(version.state)]


def _last_reached(version: StrategyVersion) -> str:
    """Where a version was when it was withdrawn."""
    if version.approved_at:
        return "in_force" if version.review_on else "journal"
    if version.submitted_at:
        return "submitted"
    return "quality" if version.sent_at else "draft"


def _standing(key: str, place: int, here: int, version: StrategyVersion) -> Standing:
    if key == "hearing" and version.skip_reason and not version.heard_at and place < here:
        return "skipped"
    if place < here:
        return "done"
    if place > here:
        return "next"
    if version.state in (State.IN_FORCE, State.SUPERSEDED):
        return "done"
    return "stopped" if version.state == State.WITHDRAWN else "now"


def _fact(
    key: str, version: StrategyVersion, heard: Hearing | None, entry: RegistryEntry | None
) -> Fact:
    """Who did it, and when."""
    if key == "draft":
        return str(version.author), version.sent_at
    if key == "quality":
        return _checked(version, heard)
    if key == "hearing":
        if version.skip_reason:
            return str(version.skipped_by or ""), version.skipped_at
        return (str(heard.closed_by), heard.closed_at) if heard and heard.closed_at else ("", None)
    if key == "submitted":
        return signature(version.approved_by, version.approved_for), version.approved_at
    if key == "journal":
        return (str(entry.journaled_by), entry.journaled_at) if entry else ("", None)
    return "", None


def _checked(version: StrategyVersion, heard: Hearing | None) -> Fact:
    """The head checks, and opens the hearing with it or sends the text on."""
    if heard is not None:
        return str(heard.opened_by), heard.opened_at
    return str(version.submitted_by or ""), version.submitted_at


def _note(key: str, version: StrategyVersion, heard: Hearing | None) -> str:
    if key == "draft" and version.state == State.RETURNED:
        return _("Returnert av %(name)s") % {"name": version.returned_by}
    if key == "hearing":
        return _hearing_note(version, heard)
    if key == "in_force":
        return _force_note(version)
    return ""


def _hearing_note(version: StrategyVersion, heard: Hearing | None) -> str:
    if heard is None:
        return _("Gikk videre uten høring") if version.skip_reason else ""
    standing = hearings.standing_of(heard)
    if heard.state == HearingState.OPEN:
        facts = {"heard": standing.heard, "asked": standing.asked, "day": in_words(heard.deadline)}
        return _("%(heard)d av %(asked)d har svart. Frist %(day)s") % facts
    facts = {"heard": standing.heard, "asked": standing.asked, "given": standing.given}
    return _("%(heard)d av %(asked)d svarte, %(given)d innspill") % facts


def _force_note(version: StrategyVersion) -> str:
    day: date | None = version.in_force_on
    if version.state == State.SUPERSEDED:
        return _("Erstattet av en ny versjon")
    if version.state == State.WITHDRAWN:
        return ""
    if day is None:
        return ""
    return _("Fra %(day)s") % {"day": in_words(day)}
