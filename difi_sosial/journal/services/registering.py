"""Drafts become registry entries with numbers."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.core.clock import local_date
from difi_sosial.core.errors import Invalid
from difi_sosial.journal.enums import CaseState, EntryKind
from difi_sosial.journal.models import (
    ArchiveClass,
    CaseFile,
    Comment,
    RegistryEntry,
    Series,
    SourcePost,
)
from difi_sosial.journal.noark import scheme
from difi_sosial.journal.noark.draft import RecordDraft
from difi_sosial.journal.services.changes import name_of
from difi_sosial.journal.services.documents import add_document
from difi_sosial.journal.services.entries import replace_parties, sign_off
from difi_sosial.journal.services.screening import store_screening
from difi_sosial.journal.services.series import next_number, open_series
from difi_sosial.people.models import User

ENTRY_SERIES = "entry"
CASE_SERIES = "case"
TITLE_LENGTH = 400


@transaction.atomic
def register_draft(*, draft: RecordDraft, by: User | None, at: datetime) -> RegistryEntry:
    """The registry entry of a draft: the first time it is made, later it is found.

    Runs in the caller's transaction. ``at`` decides year, journal date and time of registration.
    Raises Invalid when a document is in a format that the archive does not take, WrongState when
    the year is closed.
    """
    if entry := _known(draft):
        return entry
    series = open_series(year=local_date(at).year, by=by, at=at)
    if entry := _known(draft):  # somebody else was first, while we waited for the lock
        return entry
    case = _case_for(draft, series=series, by=by, at=at)
    entry = _create(draft, case=case, by=by, at=at)
    audit.record(Event.ENTRY_REGISTERED, by=by, thing=entry, at=at, after={"id": entry.entry_id})
    return entry


@transaction.atomic
def register_answer(
    *, draft: RecordDraft, answers: RegistryEntry, method: str, by: User | None, at: datetime
) -> RegistryEntry:
    """Registers an outgoing record that signs an incoming one off. Safe to run twice."""
    entry = register_draft(draft=draft, by=by, at=at)
    if not RegistryEntry.objects.filter(pk=answers.pk, sign_off__answer=entry).exists():
        sign_off(entry=answers, method=method, answer=entry, by=by, at=at)
    return entry


def _known(draft: RecordDraft) -> RegistryEntry | None:
    found = RegistryEntry.objects.select_related("case").filter(source_key=draft.source_key)
    return found.first()


def _case_for(draft: RecordDraft, *, series: Series, by: User | None, at: datetime) -> CaseFile:
    """The open case of this key, locked; a new one when there is none or it was closed."""
    case = (
        CaseFile.objects.select_for_update()
        .filter(series=series, key=draft.case_key, state=CaseState.OPEN)
        .first()
    )
    return case or _open_case(draft, series=series, by=by, at=at)


def _open_case(draft: RecordDraft, *, series: Series, by: User | None, at: datetime) -> CaseFile:
    case = CaseFile.objects.create(
        series=series,
        archive_class=_class_for(draft, series),
        key=draft.case_key,
        year=series.year,
        number=next_number(year=series.year, name=CASE_SERIES),
        title=_short(draft.case_title),
        public_title=_short(draft.case_public_title),
        opened_on=local_date(at),
        unit_name=draft.unit_name,
        responsible_name=draft.responsible_name,
        created_at=at,
        created_by=name_of(by),
    )
    audit.record(Event.CASE_OPENED, by=by, thing=case, at=at)
    return case


def _short(title: str) -> str:
    """Titles hold 400 characters; the document has the whole text."""
    line = " ".join(title.split())
    return line if len(line) <= TITLE_LENGTH else f"{line[: TITLE_LENGTH - 1]}…"


def _class_for(draft: RecordDraft, series: Series) -> ArchiveClass:
    code = draft.class_code or scheme.OTHER
    found = series.classes.filter(code=code).first() or series.classes.order_by("-code").first()
    if found is None:
        raise Invalid(_("Arkivdelen mangler klasser. Be en arkivar legge dem inn."))
    return found


def _create(draft: RecordDraft, *, case: CaseFile, by: User | None, at: datetime) -> RegistryEntry:
    case.last_entry_number += 1
    case.save(update_fields=["last_entry_number"])
    entry = RegistryEntry.objects.create(
        case=case,
        source_key=draft.source_key,
        year=case.year,
        sequence=next_number(year=case.year, name=ENTRY_SERIES),
        number=case.last_entry_number,
        kind=EntryKind[draft.kind.name],
        title=_short(draft.title),
        public_title=_short(draft.public_title),
        journal_date=local_date(at),
        document_date=draft.document_date,
        received_at=draft.received_at,
        sent_at=draft.sent_at,
        created_at=at,
        created_by=name_of(by),
    )
    replace_parties(entry, draft.parties)
    _add_belongings(entry, draft, by=by, at=at)
    return entry


def _add_belongings(
    entry: RegistryEntry, draft: RecordDraft, *, by: User | None, at: datetime
) -> None:
    ordered = sorted(draft.documents, key=lambda document: document.role.name != "MAIN")
    for number, document in enumerate(ordered, start=1):
        add_document(entry=entry, document=document, number=number, by=by, at=at)
    if draft.remark:
        Comment.objects.create(entry=entry, text=draft.remark, at=at, by=name_of(by))
    if draft.screening:
        store_screening(entry=entry, screening=draft.screening, by=by, at=at)
    if draft.source_post:
        post = draft.source_post
        SourcePost.objects.create(
            entry=entry,
            platform=post.platform,
            post_url=post.post_url,
            account_handle=post.account_handle,
            captured_at=post.captured_at,
            sha256=post.sha256,
        )
