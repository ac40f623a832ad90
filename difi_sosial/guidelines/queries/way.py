"""The way of a version as the page draws it."""

from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from difi_sosial.core.templatetags.sosial import day as in_words
from difi_sosial.core.way import Standing, Stop
from difi_sosial.guidelines import rules
from difi_sosial.guidelines.enums import State
from difi_sosial.guidelines.models import GuidelineVersion
from difi_sosial.guidelines.queries.versions import JOURNALLED, WAS_IN_FORCE
from difi_sosial.hearing import queries as hearings
from difi_sosial.hearing.enums import State as HearingState
from difi_sosial.hearing.models import Hearing
from difi_sosial.journal.models import RegistryEntry
from difi_sosial.people.rules import signature

Fact = tuple[str, datetime | None]
TITLES: dict[str, str | Promise] = {
    "draft": gettext_lazy("Skrives"),
    "hearing": gettext_lazy("Høring"),
    "submitted": gettext_lazy("Godkjenning"),
    "journal": gettext_lazy("Journalføring"),
    "in_force": gettext_lazy("Gjeldende"),
}
ORDER = tuple(TITLES)
# What is approved stands at the journal's door.
PLACE = {
    State.DRAFT: "draft",
    State.RETURNED: "draft",
    State.HEARING: "hearing",
    State.SUBMITTED: "submitted",
    State.APPROVED: "journal",
    State.IN_FORCE: "in_force",
    State.SUPERSEDED: "in_force",
    State.EXPIRED: "in_force",
}


def way_of(
    version: GuidelineVersion, *, heard: Hearing | None, entry: RegistryEntry | None
) -> list[Stop]:
    """Every stop in order. `heard` is the newest hearing with its rows."""
    here = ORDER.index(_place(version, entry))
    stops = []
    for place, key in enumerate(ORDER):
        standing = _standing(place, here, version)
        if key == "submitted" and version.round:
            stops += _steps(version, standing)
            continue
        who, at = _fact(key, version, heard, entry) if standing == "done" else ("", None)
        stops.append(Stop(key, TITLES[key], standing, who, at, _note(key, version, heard)))
    return stops


def _steps(version: GuidelineVersion, standing: Standing) -> list[Stop]:
    """A stop for each step of the approval; before the version is sent in, one for them all."""
    rows = rules.round_now(version)
    if standing == "next" or not rows:
        return [Stop("submitted", TITLES["submitted"], standing)]
    waiting = rules.step_now(version)
    stops = []
    for row in rows:
        key, title = f"step-{row.order}", _("Godkjenning")
        if row.approved_at:
            who = signature(row.approved_by, row.on_behalf_of)
            stops.append(Stop(key, title, "done", who, row.approved_at))
            continue
        here: Standing = standing if row == waiting else "next"
        facts = {"who": row.get_approver_display(), "day": in_words(row.due_on)}
        stops.append(Stop(key, title, here, note=_("%(who)s, innen %(day)s") % facts))
    return stops


def _place(version: GuidelineVersion, entry: RegistryEntry | None) -> str:
    if version.state == State.WITHDRAWN:
        return _last_reached(version)
    if version.state == State.APPROVED and entry and entry.state in JOURNALLED:
        return "in_force"
    return PLACE[State(version.state)]


def _last_reached(version: GuidelineVersion) -> str:
    """Where a version was when it was withdrawn."""
    if version.approved_at:
        return "in_force" if version.in_force_until else "journal"
    return "submitted" if version.submitted_at else "draft"


def _standing(place: int, here: int, version: GuidelineVersion) -> Standing:
    if place != here:
        return "done" if place < here else "next"
    if version.state in WAS_IN_FORCE:
        return "done"
    return "stopped" if version.state == State.WITHDRAWN else "now"


def _fact(
    key: str, version: GuidelineVersion, heard: Hearing | None, entry: RegistryEntry | None
) -> Fact:
    """Who did it, and when."""
    if key == "draft":
        names = ", ".join(str(author) for author in version.authors.all())
        return names, heard.opened_at if heard else version.submitted_at
    if key == "hearing" and heard and heard.closed_at:
        return str(heard.closed_by), heard.closed_at
    if key == "submitted":
        return signature(version.approved_by, version.approved_for), version.approved_at
    if key == "journal" and entry:
        return str(entry.journaled_by), entry.journaled_at
    return "", None


def _note(key: str, version: GuidelineVersion, heard: Hearing | None) -> str:
    if key == "draft" and version.state == State.RETURNED:
        return _("Returnert av %(name)s") % {
            "name": signature(version.returned_by, version.returned_for)
        }
    if key == "hearing" and heard is not None:
        return _hearing_note(heard)
    if key == "in_force" and version.in_force_from and version.state != State.WITHDRAWN:
        return _period(version)
    return ""


def _period(version: GuidelineVersion) -> str:
    last = version.in_force_until or version.valid_until
    facts = {"day": in_words(version.in_force_from), "last": in_words(last)}
    return _("Fra %(day)s til %(last)s") % facts if last else _("Fra %(day)s") % facts


def _hearing_note(heard: Hearing) -> str:
    standing = hearings.standing_of(heard)
    facts = {"heard": standing.heard, "asked": standing.asked, "given": standing.given}
    if heard.state == HearingState.OPEN:
        facts["day"] = in_words(heard.deadline)  # type: ignore[assignment]
        return _("%(heard)d av %(asked)d har svart. Frist %(day)s") % facts
    return _("%(heard)d av %(asked)d svarte, %(given)d innspill") % facts
