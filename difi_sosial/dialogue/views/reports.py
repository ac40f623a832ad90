"""A period in numbers: as a page with pictures, on paper, and as a PDF."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from difi_sosial.core import pictures
from difi_sosial.core.clock import now
from difi_sosial.core.pdf import pdf_a
from difi_sosial.core.tables import attachment
from difi_sosial.dialogue import queries
from difi_sosial.dialogue.forms import ReportForm
from difi_sosial.monitoring.enums import Period
from difi_sosial.people.permissions import Permission, SignedInRequest, requires


@requires(Permission.MONITORING_READ)
def report_show(request: SignedInRequest) -> HttpResponse:
    """The report of a period; each bar leads to its mentions."""
    form = ReportForm(request.GET or {"period": Period.MONTH.value})
    report = queries.report(form.stretch, now())
    context = {
        "form": form,
        "report": report,
        "sections": _sections(report),
        "columns": _columns(report),
    }
    return render(request, "dialogue/report_show.html", context)


@requires(Permission.MONITORING_READ)
def report_pdf(request: SignedInRequest) -> HttpResponse:
    """The same on paper: the tables, without pictures."""
    report = queries.report(
        ReportForm(request.GET or {"period": Period.MONTH.value}).stretch, now()
    )
    title = _("Omtaler %(period)s") % {"period": report.stretch.label}
    context = {"report": report, "sections": _sections(report), "title": title}
    html = render_to_string("dialogue/report_pdf.html", context, request)
    content = pdf_a(html, title=title, language=get_language() or "nb", made_at=now())
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = attachment(f"{title}.pdf")
    return response


def _sections(report: queries.Report) -> list[dict[str, object]]:
    """Each way of counting: its heading, its lines, and their picture."""
    headings = {
        "category": _("Kategori"),
        "channel": _("Kanal"),
        "watch": _("Overvåking"),
        "status": _("Status"),
    }
    return [
        {
            "key": key,
            "heading": heading,
            "lines": report.parts[key],
            "picture": _lengths(key, heading, report.parts[key]),
        }
        for key, heading in headings.items()
    ]


def _lengths(key: str, heading: str, lines: Iterable[queries.Line]) -> SafeString | str:
    rows = [
        pictures.Length(str(line.label), line.now, line.before, line.url)
        for line in lines
        if line.now or line.before
    ]
    title = _("Omtaler etter %(way)s") % {"way": heading.lower()}
    return pictures.lengths(rows, key=f"picture-{key}", title=title) if rows else ""


def _columns(report: queries.Report) -> SafeString:
    rows = [pictures.Column(one.label, one.short, one.parts, one.url) for one in report.buckets]
    series = [_("Fulgt opp"), _("Under arbeid"), _("Ikke begynt")]
    title = _("Omtaler over tid, etter hvor langt oppfølgingen er kommet")
    return pictures.columns(rows, series=series, key="picture-time", title=title)
