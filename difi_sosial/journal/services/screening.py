"""Screening (skjerming) of entries and cases, and the list of legal bases."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.core.clock import local_date
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Invalid, NotAllowed
from difi_sosial.journal.enums import SCREENED_METADATA, ScreenedDocument, ScreenedMetadata
from difi_sosial.journal.models import CaseFile, RegistryEntry, Screening, ScreeningBasis
from difi_sosial.journal.noark import draft
from difi_sosial.journal.rules import is_archivist, may_change
from difi_sosial.journal.services.changes import log_change
from difi_sosial.people.models import User

FIELDS = {
    "access_restriction": "access_restriction",
    "legal_basis": "legal_basis",
    "screened_metadata": "metadata",
    "screened_document": "document",
    "years": "years",
    "ends_on": "ends_on",
}


@transaction.atomic
def screen(
    *,
    thing: RegistryEntry | CaseFile,
    screening: draft.Screening | None,
    by: User,
    at: datetime,
) -> None:
    """Screens an entry or a case, changes its screening, or lifts it (``None``).

    For an entry the day is kept as the day its publicity was assessed.
    """
    thing = lock(thing)
    if not may_change(by, thing):
        raise NotAllowed(_("Bare en arkivar kan skjerme, og bare i et åpent år."))
    owner = {"case": thing} if isinstance(thing, CaseFile) else {"entry": thing}
    before = _values(getattr(thing, "screening", None))
    if screening is None:
        Screening.objects.filter(**owner).delete()
    else:
        Screening.objects.update_or_create(**owner, defaults=_defaults(screening))
    if isinstance(thing, RegistryEntry):
        thing.assessed_on = local_date(at)
        thing.save(update_fields=["assessed_on"])
    after = _values(Screening.objects.filter(**owner).first())
    _log(thing, before, after, by=by, at=at)
    audit.record(Event.ENTRY_SCREENED, by=by, thing=thing, at=at, before=before, after=after)


def store_screening(
    *, entry: RegistryEntry, screening: draft.Screening, by: User | None, at: datetime
) -> None:
    """The screening that a draft came with."""
    Screening.objects.create(entry=entry, **_defaults(screening))
    entry.assessed_on = local_date(at)
    entry.save(update_fields=["assessed_on"])


@transaction.atomic
def add_basis(
    *,
    access_restriction: str,
    legal_basis: str,
    valid_from: date,
    by: User | None,
    at: datetime,
    explanation: str = "",
    years: int | None = None,
    valid_to: date | None = None,
) -> ScreeningBasis:
    """Adds a legal basis to choose from. ``by=None`` is the portal's first set-up."""
    _guard(by)
    basis, is_new = ScreeningBasis.objects.get_or_create(
        legal_basis=legal_basis,
        valid_from=valid_from,
        defaults={
            "access_restriction": access_restriction,
            "explanation": explanation,
            "years": years,
            "valid_to": valid_to,
        },
    )
    if is_new:
        audit.record(Event.BASIS_CHANGED, by=by, thing=basis, at=at, after=legal_basis)
    return basis


@transaction.atomic
def end_basis(*, basis: ScreeningBasis, on: date, by: User, at: datetime) -> ScreeningBasis:
    """The last day a basis may be chosen. What was screened with it stays as it is."""
    _guard(by)
    basis = lock(basis)
    if on < basis.valid_from:
        raise Invalid(_("Velg en dag etter at hjemmelen begynte å gjelde."))
    basis.valid_to = on
    basis.save(update_fields=["valid_to"])
    audit.record(Event.BASIS_CHANGED, by=by, thing=basis, at=at, after={"valid_to": on})
    return basis


def _guard(by: User | None) -> None:
    if by is not None and not is_archivist(by, None):
        raise NotAllowed(_("Bare en arkivar kan endre listen over hjemler."))


def _defaults(screening: draft.Screening) -> dict[str, Any]:
    part = screening.document
    return {
        "access_restriction": screening.access_restriction,
        "legal_basis": screening.legal_basis,
        "metadata": [_metadata(value.name) for value in screening.metadata],
        "document": ScreenedDocument[part.name] if part else "",
        "years": screening.years,
        "ends_on": screening.ends_on,
    }


def _metadata(name: str) -> str:
    # The draft may use Noark's wider value; the portal's own screens hide words.
    return ScreenedMetadata["ENTRY_TITLE_WORDS" if name == "ENTRY_TITLE_REST" else name]


def _values(screening: Screening | None) -> dict[str, str]:
    if screening is None:
        return {}
    values = {field: getattr(screening, column) for field, column in FIELDS.items()}
    values["screened_metadata"] = ", ".join(
        SCREENED_METADATA[ScreenedMetadata(value)] for value in screening.metadata
    )
    values["screened_document"] = screening.get_document_display() if screening.document else ""
    return {field: str(value) for field, value in values.items() if value not in (None, "")}


def _log(
    thing: RegistryEntry | CaseFile,
    before: dict[str, str],
    after: dict[str, str],
    *,
    by: User,
    at: datetime,
) -> None:
    series = thing.series if isinstance(thing, CaseFile) else thing.case.series
    for field in FIELDS:
        log_change(
            series=series,
            unit=thing.uuid,
            field=field,
            old=before.get(field),
            new=after.get(field),
            by=by,
            at=at,
        )
