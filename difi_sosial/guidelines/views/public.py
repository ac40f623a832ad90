"""What anybody may read of a guideline that the agency has made public."""

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from difi_sosial.core.markdown import render as to_html
from difi_sosial.guidelines import queries
from difi_sosial.guidelines.enums import State
from difi_sosial.guidelines.models import GuidelineVersion, Section
from difi_sosial.guidelines.views.freshness import kept, mark, unchanged
from difi_sosial.guidelines.views.reading import shown_rules
from difi_sosial.people.permissions import public


@public
def public_show(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """The guideline in force, or by its number one that is or was in force."""
    version = get_object_or_404(queries.published(slug, number))
    twin = queries.public_twin(version)
    pdf = queries.archived_pdf(version)
    etag = mark(request, version.checksum, _facts(version), _facts(twin), pdf and pdf.blob_id)
    if same := unchanged(request, etag):
        return same
    context = {
        "version": version,
        "guideline": version.guideline,
        "is_replaced": version.state == State.SUPERSEDED,
        "is_expired": version.state == State.EXPIRED,
        "pdf": pdf,
        "twin": twin,
        "sections": [
            (s, to_html(s.body, top=3, prefix=f"{s.anchor}-", permalinks=True))
            for s in version.sections.all()
        ],
        **shown_rules(version),
    }
    return kept(render(request, "guidelines/public_show.html", context), etag)


@public
def public_both(request: HttpRequest, slug: str) -> HttpResponse:
    """The guideline in force in bokmål and nynorsk side by side, part by part."""
    version = get_object_or_404(queries.published(slug))
    twin = queries.public_twin(version)
    if twin is None:
        raise Http404
    etag = mark(request, "both", version.checksum, twin.checksum, _facts(version), _facts(twin))
    if same := unchanged(request, etag):
        return same
    left, right = sorted((version, twin), key=lambda each: each.guideline.language)
    context = {
        "guideline": version.guideline,
        "left": left,
        "versions": (left, right),
        "rows": [
            {"anchor": anchor, "sides": [_side(one, "nb"), _side(other, "nn")]}
            for anchor, one, other in queries.paired(left, right)
        ],
    }
    return kept(render(request, "guidelines/public_both.html", context), etag)


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


@public
def house_rules_public(request: HttpRequest) -> HttpResponse:
    """The house rules in force, with addresses that a decision can point to (`#r3`)."""
    found = list(queries.public_house_rules())
    etag = mark(request, *((r.version.checksum, _facts(r.version), r.key) for r in found))
    if same := unchanged(request, etag):
        return same
    groups = [
        {"version": version, "guideline": version.guideline, "rules": list(rules)}
        for version, rules in groupby(found, key=lambda rule: rule.version)
    ]
    # One guideline's rules have the short addresses; a second one's stand apart from them.
    for place, group in enumerate(groups):
        group["prefix"] = f"{group['guideline'].slug}-" if place else ""
    context = {"groups": groups}
    return kept(render(request, "guidelines/house_rules_public.html", context), etag)


def _side(section: Section | None, language: str) -> dict[str, object]:
    """One half of a row: a section as HTML with its own ids, or the lack of it."""
    prefix = f"{language}-{section.anchor}-" if section else ""
    html = to_html(section.body, top=3, prefix=prefix) if section else ""
    return {"section": section, "language": language, "html": html}


def _facts(version: GuidelineVersion | None) -> object:
    """What the page tells beside the text: these change while a version is in force."""
    if version is None:
        return None
    guideline = version.guideline
    return version.pk, version.state, version.updated_at, guideline.updated_at
