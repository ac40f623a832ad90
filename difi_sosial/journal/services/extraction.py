"""Extractions: ordered by an archivist, made by a worker, judged before anyone can fetch them."""

import hashlib
import logging
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.core.clock import local_date, now
from difi_sosial.core.errors import Invalid, NotAllowed, WrongState
from difi_sosial.journal.enums import JobState
from difi_sosial.journal.models import ExtractionJob, ExtractionPart, Series
from difi_sosial.journal.noark import checks, package, validate
from difi_sosial.journal.noark.schemas import SchemaFolder
from difi_sosial.journal.queries import DatabaseYear, due_extractions, readiness
from difi_sosial.journal.rules import may_export
from difi_sosial.journal.services.changes import name_of
from difi_sosial.people.models import User

log = logging.getLogger(__name__)

SYSTEM_NAME = "difi_sosial"
PART_SIZE = 1024 * 1024
LEASE = timedelta(hours=1)
KEPT = timedelta(days=30)
MOST_PROBLEMS = 200


@dataclass(frozen=True, slots=True)
class PackageReport:
    """A package that was written: its checksum and size, and what the tests found in it."""

    sha256: str
    size: int
    editions: list[str]
    problems: list[dict[str, str]] = field(default_factory=list)


def write_package(
    *, year: int, out: BinaryIO, progress: Callable[[int, int], None] = lambda done, total: None
) -> PackageReport:
    """Writes the extraction of a closed year to ``out`` (readable and writable) and tests it.

    Raises Invalid, with all of them, while something must be mended first.
    """
    _guard_readiness(year)
    folder = SchemaFolder(Path(settings.NOARK5_SCHEMAS))
    source = DatabaseYear(Series.objects.select_related("fonds").get(year=year))
    package.build(source, out, folder=folder, system_name=SYSTEM_NAME, progress=progress)
    digest, size = _digest(out)
    editions = [edition for pair in folder.editions() for edition in pair]
    return PackageReport(digest, size, editions, _findings(out, folder))


@transaction.atomic
def request_extraction(*, year: int, by: User, at: datetime) -> ExtractionJob:
    """Orders an extraction; an order that is under way is given back.

    Raises NotAllowed, and Invalid while something must be mended.
    """
    if not may_export(by):
        raise NotAllowed(_("Bare en arkivar kan lage arkivuttrekk."))
    _guard_readiness(year)
    under_way = ExtractionJob.objects.filter(
        year=year, state__in=[JobState.WAITING, JobState.RUNNING]
    ).first()
    if under_way:
        return under_way
    job = ExtractionJob.objects.create(year=year, requested_at=at, requested_by=name_of(by))
    audit.record(Event.EXTRACTION_STARTED, by=by, thing=job, at=at)
    return job


def run_extraction(*, pk: int, at: datetime) -> bool:
    """Makes one ordered extraction; whether this call did it. Safe to run twice and at once."""
    if not _claim(pk, at):
        return False
    job = ExtractionJob.objects.get(pk=pk)
    try:
        with tempfile.TemporaryFile() as out:
            report = write_package(year=job.year, out=out, progress=_progress(job))
            _keep(job, report, out)
    except Invalid as refused:
        _finish(job, JobState.REFUSED, problems=[{"test": "", "subject": str(refused)}])
    except Exception as error:
        log.exception("extraction %s failed", pk)
        _finish(job, JobState.FAILED, problems=[{"test": "", "subject": type(error).__name__}])
    return True


@transaction.atomic
def record_fetch(*, job: ExtractionJob, by: User, at: datetime) -> None:
    """Writes down that somebody downloads a finished extraction; raises when they may not."""
    if not may_export(by):
        raise NotAllowed(_("Bare en arkivar kan laste ned arkivuttrekk."))
    if job.state != JobState.DONE or not job.parts.exists():
        raise WrongState(_("Uttrekket finnes ikke lenger. Lag et nytt."))
    audit.record(Event.EXTRACTION_FETCHED, by=by, thing=job, at=at, after=job.sha256)


def forget_extractions(*, at: datetime) -> int:
    """Deletes the bytes of packages older than 30 days; the jobs and their checksums stay."""
    old = ExtractionPart.objects.filter(job__finished_at__lt=at - KEPT)
    return old.delete()[0]


def _guard_readiness(year: int) -> None:
    if problems := readiness(year=year, today=local_date(now())):
        raise Invalid("\n".join(str(problem) for problem in problems[:MOST_PROBLEMS]))


def _claim(pk: int, at: datetime) -> bool:
    due = due_extractions(now=at).filter(pk=pk).order_by()
    return due.update(state=JobState.RUNNING, started_at=at, lease_until=at + LEASE, done=0) == 1


def _progress(job: ExtractionJob) -> Callable[[int, int], None]:
    """Tells the page how far it is, at most about a hundred times."""

    def tell(done: int, total: int) -> None:
        if done == total or done % max(1, total // 100) == 0:
            ExtractionJob.objects.filter(pk=job.pk).update(done=done, total=total)

    return tell


def _digest(out: BinaryIO) -> tuple[str, int]:
    out.seek(0)
    digest = hashlib.sha256()
    for chunk in iter(lambda: out.read(PART_SIZE), b""):
        digest.update(chunk)
    return digest.hexdigest(), out.tell()


def _findings(out: BinaryIO, folder: SchemaFolder) -> list[dict[str, str]]:
    """What the official schemas and the depot's tests say of the finished file."""
    with zipfile.ZipFile(out) as packed, tempfile.TemporaryDirectory() as own:
        errors = validate.validate(packed, folder, Path(own))
        findings = checks.check(packed)
    found = [
        {"test": "N5.03", "subject": f"{error.file}:{error.line} ({error.edition})"}
        for error in errors
    ]
    return found + [{"test": item.test, "subject": item.subject} for item in findings]


def _keep(job: ExtractionJob, report: PackageReport, out: BinaryIO) -> None:
    if report.problems:
        _finish(job, JobState.REFUSED, problems=report.problems[:MOST_PROBLEMS])
        return
    out.seek(0)
    with transaction.atomic():
        job.parts.all().delete()
        for number, chunk in enumerate(iter(lambda: out.read(PART_SIZE), b"")):
            ExtractionPart.objects.create(job=job, number=number, content=chunk)
        job.sha256, job.size, job.editions = report.sha256, report.size, report.editions
        job.save(update_fields=["sha256", "size", "editions"])
        _finish(job, JobState.DONE, problems=[])


@transaction.atomic
def _finish(job: ExtractionJob, state: JobState, *, problems: list[dict[str, str]]) -> None:
    job.state, job.problems = state, problems
    job.finished_at = now()
    job.save(update_fields=["state", "problems", "finished_at"])
    audit.record(Event.EXTRACTION_MADE, by=None, thing=job, at=job.finished_at, after=state)
