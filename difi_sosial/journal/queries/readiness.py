"""What must be mended: before an entry is journaled, and before a year leaves the portal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from difi_sosial.journal.enums import (
    CaseState,
    DocumentRole,
    EntryState,
    Obstacle,
    RenderState,
    ScreenedDocument,
    ScreenedMetadata,
    SeriesState,
    Variant,
)
from difi_sosial.journal.models import (
    CaseFile,
    DocumentDescription,
    DocumentObject,
    RegistryEntry,
    Series,
)
from difi_sosial.journal.noark.masking import is_masked, leaks
from difi_sosial.journal.noark.schemas import SchemaFolder
from difi_sosial.journal.queries.shown import hidden_metadata, screenings_of

_INTERNAL = ("IA", "IM")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to mend: what, where, and the page where it is mended."""

    obstacle: Obstacle
    name: str
    page: str = ""
    pk: int = 0

    @property
    def url(self) -> str:
        """Where it is mended; empty when no page can do it."""
        return reverse(f"journal:{self.page}", kwargs={"pk": self.pk}) if self.page else ""

    def __str__(self) -> str:
        return f"{self.name}: {self.obstacle.label}" if self.name else str(self.obstacle.label)


def missing_from(entry: RegistryEntry) -> list[Problem]:
    """What an entry lacks before it may be journaled."""
    return [_at_entry(obstacle, entry) for obstacle in _entry_obstacles(entry)]


def readiness(*, year: int, today: date) -> list[Problem]:
    """Everything that stands between a year and its extraction; empty when it may be made."""
    problems = list(_schema_problems())
    series = Series.objects.filter(year=year).first()
    if series is None or not RegistryEntry.objects.filter(year=year).exists():
        return [*problems, Problem(Obstacle.NO_ENTRIES, str(year))]
    problems += _case_problems(series)
    problems += _year_problems(series)
    if series.state != SeriesState.CLOSED:
        is_over = today.year > year
        obstacle = Obstacle.SERIES_OPEN if is_over else Obstacle.YEAR_NOT_OVER
        problems.append(Problem(obstacle, str(year)))
    elif not series.changes.exists():
        problems.append(Problem(Obstacle.NO_CHANGES, str(year)))
    return problems


def by_obstacle(problems: list[Problem]) -> dict[Obstacle, list[Problem]]:
    """The same problems in groups, in the order they were found."""
    groups: dict[Obstacle, list[Problem]] = {}
    for problem in problems:
        groups.setdefault(problem.obstacle, []).append(problem)
    return groups


def may_close(problems: list[Problem]) -> bool:
    """Whether nothing but the open series itself stands in the way of closing the year."""
    return _left(problems) == {Obstacle.SERIES_OPEN}


def may_close_early(problems: list[Problem]) -> bool:
    """Whether nothing but the calendar stands in the way: a reason lets an archivist close it."""
    return _left(problems) == {Obstacle.YEAR_NOT_OVER}


def _left(problems: list[Problem]) -> set[Obstacle]:
    return {problem.obstacle for problem in problems} - {Obstacle.NO_SCHEMAS}


def _schema_problems() -> Iterator[Problem]:
    if SchemaFolder(Path(settings.NOARK5_SCHEMAS)).wanting():
        yield Problem(Obstacle.NO_SCHEMAS, "manage.py fetch_noark_schemas")


def _case_problems(series: Series) -> Iterator[Problem]:
    for case in series.cases.order_by("number"):
        if case.state == CaseState.OPEN:
            yield Problem(Obstacle.CASE_OPEN, case.folder_id, "case-detail", case.pk)
        if not (case.unit_name and case.responsible_name):
            yield Problem(Obstacle.NO_RESPONSIBLE, case.folder_id, "case-detail", case.pk)


def _year_problems(series: Series) -> Iterator[Problem]:
    expected = 0
    for entry in entries_with_all(series).order_by("sequence"):
        expected += 1
        if entry.sequence != expected:
            yield Problem(Obstacle.NUMBER_GAP, entry.running_number)
            expected = entry.sequence
        if entry.state == EntryState.CANCELLED:
            continue
        if entry.state != EntryState.ARCHIVED:
            yield _at_entry(Obstacle.ENTRY_NOT_ARCHIVED, entry)
        for obstacle in _entry_obstacles(entry):
            yield _at_entry(obstacle, entry)


def _at_entry(obstacle: Obstacle, entry: RegistryEntry) -> Problem:
    return Problem(obstacle, entry.entry_id, "entry-detail", entry.pk)


def entries_with_all(series: Series) -> QuerySet[RegistryEntry]:
    """A year's entries with everything that the checks and the extraction read."""
    documents = DocumentDescription.objects.defer("html").prefetch_related(
        Prefetch("files", DocumentObject.objects.select_related("blob").defer("blob__content")),
        "files__conversions",
    )
    return (
        RegistryEntry.objects.filter(year=series.year)
        .select_related(
            "case__screening", "case__archive_class", "screening", "source_post", "sign_off__answer"
        )
        .prefetch_related("parties", "comments", Prefetch("documents", documents))
    )


def _entry_obstacles(entry: RegistryEntry) -> Iterator[Obstacle]:
    documents = list(entry.documents.all())
    if any(document.render_state != RenderState.DONE for document in documents):
        yield Obstacle.NOT_RENDERED
    elif any(not document.files.all() for document in documents):
        yield Obstacle.NO_FILE
    if not entry.parties.all():
        yield Obstacle.NO_PARTY
    if sum(document.role == DocumentRole.MAIN for document in documents) != 1:
        yield Obstacle.NO_MAIN_DOCUMENT
    yield from _screening_obstacles(entry, documents)


def _screening_obstacles(
    entry: RegistryEntry, documents: list[DocumentDescription]
) -> Iterator[Obstacle]:
    hidden = hidden_metadata(entry)
    variants = {file.variant for document in documents for file in document.files.all()}
    parts = {screening.document for screening in screenings_of(entry)}
    if ScreenedDocument.PART in parts and Variant.REDACTED not in variants:
        yield Obstacle.NO_REDACTED
    if _lacks_public_title(entry, hidden):
        yield Obstacle.NO_PUBLIC_TITLE
    if any(_name_leaks(entry, hidden)):
        yield Obstacle.NAME_LEAKS


def _lacks_public_title(entry: RegistryEntry, metadata: set[str]) -> bool:
    entry_words = ScreenedMetadata.ENTRY_TITLE_WORDS in metadata
    case_words = ScreenedMetadata.CASE_TITLE_WORDS in metadata
    return (entry_words and not is_masked(entry.public_title)) or (
        case_words and not is_masked(entry.case.public_title)
    )


def _name_leaks(entry: RegistryEntry, metadata: set[str]) -> Iterator[bool]:
    """A screened name may not be read from the titles that the public sees."""
    hidden = {
        "EA": ScreenedMetadata.SENDER_NAME in metadata,
        "": ScreenedMetadata.RECIPIENT_NAME in metadata,
    }
    titles = f"{public_title_of(entry)} {public_title_of(entry.case)}"
    for party in entry.parties.all():
        if party.kind not in _INTERNAL and hidden.get(party.kind, hidden[""]):
            yield bool(leaks(party.name, titles))


def public_title_of(thing: RegistryEntry | CaseFile) -> str:
    """The title as it will stand in the public journal; empty when it is all hidden."""
    return thing.public_title or ("" if screenings_of(thing) else thing.title)
