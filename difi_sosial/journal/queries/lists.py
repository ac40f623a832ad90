"""Lists of entries, cases, bases and jobs, each with what its page shows already joined."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from difi_sosial.journal.enums import (
    CaseState,
    DocumentRole,
    EntryKind,
    EntryState,
    JobState,
    RenderState,
    Variant,
)
from difi_sosial.journal.models import (
    CaseFile,
    DocumentDescription,
    DocumentObject,
    ExtractionJob,
    RegistryEntry,
    ScreeningBasis,
    Series,
)
from difi_sosial.journal.rules import may_see_screened


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFilter:
    """What a person asked for; empty values ask for everything."""

    state: str = ""
    year: int | None = None
    kind: str = ""
    text: str = ""
    view: str = ""


@dataclass(frozen=True, slots=True)
class FixedView:
    """A query that archivists come back to."""

    key: str
    label: str | Promise
    condition: Q


FIXED_VIEWS = (
    FixedView("to-journal", _("Skal journalføres"), Q(state=EntryState.REGISTERED)),
    FixedView(
        "no-date",
        _("Mangler dokumentdato"),
        Q(document_date__isnull=True) & ~Q(state=EntryState.CANCELLED),
    ),
    FixedView(
        "unanswered",
        _("Ikke avskrevet"),
        Q(kind__in=[EntryKind.INCOMING, EntryKind.INTERNAL_FOLLOW_UP], sign_off__isnull=True)
        & ~Q(state=EntryState.CANCELLED),
    ),
    FixedView("screened", _("Skjermet"), Q(screening__isnull=False)),
    FixedView(
        "not-rendered",
        _("Venter på PDF/A"),
        Q(documents__render_state__in=[RenderState.WAITING, RenderState.FAILED]),
    ),
)


def entries(*, chosen: EntryFilter, person: Any) -> QuerySet[RegistryEntry]:
    """Entries, newest first, as narrowed. Words are only sought in what the person may see."""
    found = RegistryEntry.objects.select_related(
        "case__series", "case__screening", "screening", "sign_off"
    ).prefetch_related("parties")
    if chosen.state:
        found = found.filter(state=chosen.state)
    if chosen.year:
        found = found.filter(year=chosen.year)
    if chosen.kind:
        found = found.filter(kind=chosen.kind)
    for view in FIXED_VIEWS:
        if view.key == chosen.view:
            found = found.filter(pk__in=_pks(view.condition))
    if chosen.text:
        found = found.filter(_words(chosen.text, person))
    return found


def state_counts(*, year: int | None = None) -> dict[str, int]:
    """How many entries there are in each state; states without any are 0."""
    found = RegistryEntry.objects.filter(year=year) if year else RegistryEntry.objects.all()
    counted = dict(
        found.order_by()
        .values_list("state")
        .annotate(number=Count("pk"))
        .values_list("state", "number")
    )
    return {state: counted.get(state, 0) for state in EntryState.values}


def fixed_views() -> list[tuple[FixedView, int]]:
    """The fixed queries with their counts, in one query."""
    numbers = RegistryEntry.objects.aggregate(
        **{
            f"view_{number}": Count("pk", filter=view.condition, distinct=True)
            for number, view in enumerate(FIXED_VIEWS)
        }
    )
    return [(view, numbers[f"view_{number}"]) for number, view in enumerate(FIXED_VIEWS)]


def years() -> list[int]:
    """The years that have a series, newest first."""
    return list(Series.objects.order_by("-year").values_list("year", flat=True))


def cases(
    *, state: str = "", year: int | None = None, text: str = "", person: Any
) -> QuerySet[CaseFile]:
    """Cases, newest first, with the number of entries."""
    found = CaseFile.objects.select_related("series", "archive_class", "screening").annotate(
        entry_count=Count("entries")
    )
    if state:
        found = found.filter(state=state)
    if year:
        found = found.filter(year=year)
    if text:
        in_title = Q(title__icontains=text)
        if not may_see_screened(person):
            in_title &= Q(screening__isnull=True)
        found = found.filter(in_title | Q(public_title__icontains=text))
    return found.order_by("-year", "-number")


def case_entries(case: CaseFile) -> QuerySet[RegistryEntry]:
    """A case's entries by number."""
    return (
        RegistryEntry.objects.filter(case=case)
        .select_related("case__series", "case__screening", "screening", "sign_off")
        .prefetch_related("parties")
        .order_by("number")
    )


def whole_entries() -> QuerySet[RegistryEntry]:
    """Entries with everything that their page shows."""
    documents = DocumentDescription.objects.defer("html").prefetch_related(
        Prefetch("files", DocumentObject.objects.select_related("blob").defer("blob__content")),
        "files__conversions",
    )
    return RegistryEntry.objects.select_related(
        "case__series", "case__archive_class", "case__screening", "screening", "source_post"
    ).prefetch_related("parties", "comments", Prefetch("documents", documents))


def whole_cases() -> QuerySet[CaseFile]:
    """Cases with everything that their page shows."""
    return CaseFile.objects.select_related("series", "archive_class", "screening")


def files() -> QuerySet[DocumentObject]:
    """Files with what decides who may fetch them."""
    return DocumentObject.objects.select_related(
        "blob", "document__entry__screening", "document__entry__case__screening"
    )


def archived_pdf(source_key: str) -> DocumentObject | None:
    """The PDF/A of what a draft was made from, once it is made; never screened or cancelled."""
    found = DocumentObject.objects.filter(
        document__entry__source_key=source_key,
        document__entry__screening=None,
        document__entry__case__screening=None,
        document__role=DocumentRole.MAIN,
        variant=Variant.ARCHIVE,
        mime_type="application/pdf",
    )
    found = found.exclude(document__entry__state=EntryState.CANCELLED)
    # Whoever wants the bytes asks for them; most only want to know that there is one, and how big.
    return found.select_related("blob").defer("blob__content").order_by("-version").first()


def possible_answers(entry: RegistryEntry) -> QuerySet[RegistryEntry]:
    """Outgoing entries of the same case, that may have answered this one."""
    return (
        RegistryEntry.objects.filter(case=entry.case, kind=EntryKind.OUTGOING)
        .exclude(state=EntryState.CANCELLED)
        .select_related("case")
    )


def open_cases_of(series: Series) -> QuerySet[CaseFile]:
    """The open cases of a series, newest first."""
    return series.cases.filter(state=CaseState.OPEN).order_by("-number")


def screening_bases(*, on: date | None = None) -> QuerySet[ScreeningBasis]:
    """Legal bases; with ``on`` only those that may be chosen that day."""
    if on is None:
        return ScreeningBasis.objects.order_by("legal_basis", "valid_from")
    in_time = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    return ScreeningBasis.objects.filter(in_time, valid_from__lte=on).order_by("legal_basis")


def extraction_jobs(*, year: int | None = None) -> QuerySet[ExtractionJob]:
    """Orders of extractions, newest first."""
    found = ExtractionJob.objects.all()
    return found.filter(year=year) if year else found


def due_extractions(*, now: datetime) -> QuerySet[ExtractionJob]:
    """Orders that wait, and those whose worker has let its time run out."""
    waiting = Q(state=JobState.WAITING) | Q(state=JobState.RUNNING, lease_until__lt=now)
    return ExtractionJob.objects.filter(waiting).order_by("requested_at")


def _pks(condition: Q) -> QuerySet[RegistryEntry, Any]:
    return RegistryEntry.objects.filter(condition).values("pk")


def _words(text: str, person: Any) -> Q:
    number, _slash, year = text.partition("/")
    by_number = Q(sequence=int(number), year=int(year)) if _is_number(number, year) else Q(pk=None)
    public = Q(public_title__icontains=text)
    full = Q(title__icontains=text) | Q(parties__name__icontains=text)
    if may_see_screened(person):
        matches = public | full
    else:
        matches = public | (full & Q(screening__isnull=True, case__screening__isnull=True))
    return Q(pk__in=RegistryEntry.objects.filter(matches | by_number).values("pk"))


def _is_number(number: str, year: str) -> bool:
    return number.isdigit() and year.isdigit() and len(number) < 9 and len(year) == 4
