"""From a year to a package: what must be mended, the job, the file."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from difi_sosial.audit.queries import history_of
from difi_sosial.core.clock import local_date, now
from difi_sosial.core.forms import posted_reason
from difi_sosial.journal import queries, services
from difi_sosial.journal.enums import TESTS
from difi_sosial.journal.models import ExtractionJob, Series
from difi_sosial.journal.rules import may_export
from difi_sosial.journal.tasks import extract
from difi_sosial.people.permissions import Permission, SignedInRequest, requires


@requires(Permission.JOURNAL_READ)
def extract_list(request: SignedInRequest) -> HttpResponse:
    """The years of the archive and the extractions made of them."""
    context = {
        "series": Series.objects.order_by("-year"),
        "jobs": queries.extraction_jobs()[:50],
        "may_export": may_export(request.user),
    }
    return render(request, "journal/extract_list.html", context)


@requires(Permission.JOURNAL_EXPORT)
def extract_prepare(request: SignedInRequest, year: int) -> HttpResponse:
    """What stands between the year and its extraction."""
    series = get_object_or_404(Series, year=year)
    problems = queries.readiness(year=year, today=local_date(now()))
    context = {
        "series": series,
        "problems": problems,
        "groups": queries.by_obstacle(problems),
        "may_close": queries.may_close(problems),
        "may_close_early": queries.may_close_early(problems),
        "jobs": queries.extraction_jobs(year=year)[:10],
    }
    return render(request, "journal/extract_prepare.html", context)


@require_POST
@requires(Permission.JOURNAL_EXPORT)
def period_close(request: SignedInRequest, year: int) -> HttpResponse:
    """Closes the year for good."""
    reason = posted_reason(request.POST)
    services.close_period(year=year, by=request.user, at=now(), reason=reason)
    messages.success(request, _("Journalen for %(year)s er avsluttet.") % {"year": year})
    return redirect("journal:extract-prepare", year=year)


@require_POST
@requires(Permission.JOURNAL_EXPORT)
def extract_start(request: SignedInRequest, year: int) -> HttpResponse:
    """Orders an extraction and hurries the worker."""
    job = services.request_extraction(year=year, by=request.user, at=now())
    extract.delay_on_commit(pk=job.pk)
    return redirect("journal:extract-detail", pk=job.pk)


@requires(Permission.JOURNAL_EXPORT)
def extract_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """How far the extraction has come, and what was found."""
    job = get_object_or_404(ExtractionJob, pk=pk)
    context = {
        "job": job,
        "findings": [(item, TESTS.get(item["test"], "")) for item in job.problems],
        "has_file": job.parts.exists(),
        "history": history_of(job),
    }
    part = "journal/_extract_status.html"
    is_part = request.headers.get("HX-Request") == "true"
    return render(request, part if is_part else "journal/extract_detail.html", context)


@require_POST
@requires(Permission.JOURNAL_EXPORT)
def extract_fetch(request: SignedInRequest, pk: int) -> HttpResponse:
    """The finished package; who fetches it is written in the log."""
    job = get_object_or_404(ExtractionJob, pk=pk)
    services.record_fetch(job=job, by=request.user, at=now())
    response = StreamingHttpResponse(_pieces(job), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{job.filename}"'
    response["Content-Length"] = str(job.size)
    response["Cache-Control"] = "no-store"
    return response  # type: ignore[return-value]


def _pieces(job: ExtractionJob) -> Iterator[bytes]:
    for part in job.parts.order_by("number").iterator(chunk_size=4):
        yield bytes(part.content)
