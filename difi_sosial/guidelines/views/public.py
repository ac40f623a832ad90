"""What anybody may read of a guideline that the agency has made public."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from difi_sosial.core.markdown import render as to_html
from difi_sosial.guidelines import queries
from difi_sosial.guidelines.enums import State
from difi_sosial.people.permissions import public


@public
def public_show(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """The guideline in force, or by its number one that is or was in force."""
    version = get_object_or_404(queries.published(slug, number))
    sections = version.sections.all()
    context = {
        "version": version,
        "guideline": version.guideline,
        "is_replaced": version.state == State.SUPERSEDED,
        "has_pdf": queries.archived_pdf(version) is not None,
        "sections": [(s, to_html(s.body, top=3, prefix=f"{s.anchor}-")) for s in sections],
    }
    return render(request, "guidelines/public_show.html", context)


@public
def public_pdf(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The archived PDF/A of the version: the very bytes that the journal keeps."""
    version = get_object_or_404(queries.published(slug, number))
    archived = queries.archived_pdf(version)
    if archived is None:
        raise Http404
    response = HttpResponse(bytes(archived.blob.content), content_type="application/pdf")
    name = f"{slug}-v{number}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["ETag"] = f'"{archived.blob_id}"'
    return response
