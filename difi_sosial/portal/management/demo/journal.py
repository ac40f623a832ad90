"""The journal of 2025 entry by entry, some of late, and the archivist's rounds until today."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from difi_sosial.core.markdown import render
from difi_sosial.core.pdf import pdf_a
from difi_sosial.journal import services as journal
from difi_sosial.journal.enums import CaseState, EntryState, SignOffMethod
from difi_sosial.journal.models import CaseFile, RegistryEntry
from difi_sosial.journal.queries import missing_from
from difi_sosial.portal.management.demo.agency import Agency, told
from difi_sosial.portal.management.demo.papers import draft_of

CLOSED_YEAR = 2025
CLOSING_DAY = "2026-01-13"
ROUND = timedelta(days=14)
# An entry is looked at before it is journaled, and a case rests before it is closed.
LOOKED_AT = timedelta(days=5)
RESTED = timedelta(days=45)
MANY = 10_000


def schedule(agency: Agency) -> None:
    """Entries of 2025 and of late, a round every other Tuesday, and the end of the year."""
    for row in (*told("journal_2025"), *told("journal_now")):
        _register(agency, row)
    moment = agency.when("2025-01-14", 12)
    while moment < agency.now:
        agency.timeline.at(moment, lambda at: _round(agency, at))
        moment += ROUND
    agency.timeline.at(agency.when(CLOSING_DAY, 14), lambda at: _close_year(agency, at))


def _register(agency: Agency, row: Mapping[str, Any]) -> None:
    handler, sigrid = agency.people[row["handler"]], agency.people["sigrid"]
    registered_at = agency.when(row["on"], 10, 30)

    def register(at: datetime) -> None:
        draft = draft_of(agency, row, at)
        if answers := row.get("answers"):
            answered = _entry(answers)
            journal.register_answer(
                draft=draft, answers=answered, method=row["method"], by=handler, at=at
            )
        else:
            journal.register_draft(draft=draft, by=handler, at=at)

    agency.timeline.at(registered_at, register)
    if "redacted" in row and agency.can_render:
        agency.timeline.at(registered_at + timedelta(hours=3), lambda at: _redact(agency, row, at))
    if "cancel" in row:
        agency.timeline.at(
            registered_at + timedelta(hours=2),
            lambda at: journal.cancel(
                entry=_entry(row["key"]), reason=row["cancel"], by=sigrid, at=at
            ),
        )
    if "signed_off" in row:
        agency.timeline.at(
            agency.when(row["signed_on"], 13),
            lambda at: journal.sign_off(
                entry=_entry(row["key"]),
                method=SignOffMethod(row["signed_off"]),
                by=handler,
                at=at,
            ),
        )


def _redact(agency: Agency, row: Mapping[str, Any], at: datetime) -> None:
    """The version of a partly screened document that anybody may read."""
    title = row["public_title"]
    text = "\n\n".join([f"# {title}", *row["redacted"]])
    journal.add_redacted(
        document=_entry(row["key"]).documents.get(number=1),
        content=pdf_a(render(text), title=title, language="nb", made_at=at),
        filename="sladdet.pdf",
        by=agency.people["sigrid"],
        at=at,
    )


def _round(agency: Agency, at: datetime) -> None:
    """Sigrid journals what is complete, and closes cases that have rested."""
    if agency.can_render:
        journal.render_waiting(at=at, limit=MANY)
    _journal(agency, at, before=at - LOOKED_AT)
    open_cases = CaseFile.objects.filter(state=CaseState.OPEN).prefetch_related("entries")
    for case in open_cases.order_by("pk"):
        entries = list(case.entries.all())
        rested = all(entry.created_at < at - RESTED for entry in entries)
        if rested and _may_close(entries):
            journal.close_case(case=case, by=agency.people["sigrid"], at=at)


def _journal(agency: Agency, at: datetime, *, before: datetime) -> None:
    waiting = RegistryEntry.objects.filter(state=EntryState.REGISTERED, created_at__lt=before)
    for entry in waiting.order_by("pk"):
        if not missing_from(entry):
            journal.journal(entry=entry, by=agency.people["sigrid"], at=at)


def _close_year(agency: Agency, at: datetime) -> None:
    """2025 is journaled, archived and closed; without PDFs it has to stay open."""
    _round(agency, at)
    cases = CaseFile.objects.filter(year=CLOSED_YEAR, state=CaseState.OPEN)
    for case in cases.order_by("pk").prefetch_related("entries"):
        if _may_close(list(case.entries.all())):
            journal.close_case(case=case, by=agency.people["sigrid"], at=at)
    if not cases.exists():
        journal.close_period(year=CLOSED_YEAR, by=agency.people["sigrid"], at=at)


def _may_close(entries: list[RegistryEntry]) -> bool:
    states = {entry.state for entry in entries}
    return EntryState.REGISTERED not in states and states != {EntryState.CANCELLED}


def _entry(key: str) -> RegistryEntry:
    return RegistryEntry.objects.get(source_key=f"demo:{key}")
