"""Writing: new guidelines and versions, sections, facts."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from difi_sosial.core.clock import now
from difi_sosial.core.diff import side_by_side
from difi_sosial.core.errors import DomainError
from difi_sosial.core.forms import form_status
from difi_sosial.core.markdown import render as to_html
from difi_sosial.guidelines import queries, rules
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.forms import (
    DetailsForm,
    DocumentForm,
    GuidelineForm,
    SectionForm,
    shown_again,
    with_value,
)
from difi_sosial.guidelines.models import Guideline, Section
from difi_sosial.guidelines.services import EditCollision
from difi_sosial.guidelines.views.reading import version_address
from difi_sosial.people.permissions import Permission, SignedInRequest, requires


@requires(Permission.GUIDELINE_WRITE)
def guideline_create(request: SignedInRequest) -> HttpResponse:
    """Begin a guideline."""
    initial = {"language": "nb", "is_public": True}
    form = GuidelineForm(request.POST or None, initial=initial)
    if form.is_valid():
        guideline = guidelines.create(by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, _("Retningslinjen er opprettet. Nå kan du skrive delene."))
        return redirect("guidelines:version-show", slug=guideline.slug, number=1)
    context = {"form": form}
    return render(request, "guidelines/guideline_create.html", context, status=form_status(form))


@require_POST
@requires(Permission.GUIDELINE_WRITE)
def version_start(request: SignedInRequest, slug: str) -> HttpResponse:
    """Begin a new version with the text that is in force."""
    guideline = get_object_or_404(Guideline, slug=slug)
    version = guidelines.start_version(guideline=guideline, by=request.user, at=now())
    messages.success(request, _("Versjon %(n)s er klar til å skrives i.") % {"n": version.number})
    return redirect(version_address(version))


@requires(Permission.GUIDELINE_WRITE)
def version_details(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Change the facts about a guideline."""
    version = get_object_or_404(queries.full(slug, number))
    form = DetailsForm(request.POST or None, version=version)
    if form.is_valid():
        guidelines.change_details(version=version, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, _("Opplysningene er lagret."))
        return redirect(version_address(version))
    context = {"form": form, "version": version, "guideline": version.guideline}
    return render(request, "guidelines/version_details.html", context, status=form_status(form))


@requires(Permission.GUIDELINE_WRITE)
def version_edit(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Write the whole document on one page."""
    version = get_object_or_404(queries.full(slug, number))
    if request.method == "GET" and not rules.is_editable(version):
        return redirect(version_address(version))
    form = DocumentForm(request.POST or None, sections=list(version.sections.all()))
    context: dict[str, Any] = {"form": form, "version": version, "guideline": version.guideline}
    if previewed := form.wanted_preview if form.is_bound else None:
        shown_again(form)
        context |= _seen(previewed, form.data.get(f"body-{previewed.pk}", ""))
    elif form.is_valid():
        try:
            guidelines.save_sections(version=version, texts=form.texts, by=request.user, at=now())
        except DomainError as error:
            context |= _refused(request, error, sections=form.sections)
            return render(request, "guidelines/version_edit.html", context, status=error.status)
        messages.success(request, _("Alle delene er lagret."))
        return redirect(version_address(version))
    return render(request, "guidelines/version_edit.html", context, status=_status(request, form))


@requires(Permission.GUIDELINE_WRITE)
def section_edit(request: SignedInRequest, slug: str, number: int, anchor: str) -> HttpResponse:
    """Write one section: save, preview, or take the suggested text in."""
    section = section_of(slug, number, anchor)
    if request.method == "GET" and not rules.is_editable(section.version):
        return redirect(version_address(section.version, anchor))
    context = _writing(section, request.POST or None)
    form = context["form"]
    if {"preview", "clause"} & request.POST.keys():
        context |= _seen(section, form.typed)
    elif form.is_valid():
        try:
            guidelines.save_sections(
                version=section.version,
                texts=[form.text],
                by=request.user,
                at=now(),
            )
        except DomainError as error:
            context |= _refused(request, error, section=section)
            return render(request, "guidelines/section_edit.html", context, status=error.status)
        messages.success(request, _("«%(heading)s» er lagret.") % {"heading": form.text.heading})
        return _onward(request, section)
    return render(request, "guidelines/section_edit.html", context, status=_status(request, form))


def section_of(slug: str, number: int, anchor: str) -> Section:
    """A section with its version and who wrote it last, or 404."""
    found = Section.objects.select_related("version__guideline", "edited_by").defer(
        "version__frozen"
    )
    return get_object_or_404(
        found, version__guideline__slug=slug, version__number=number, anchor=anchor
    )


def _writing(section: Section, data: Any) -> dict[str, Any]:
    """What the page of one section is made of; a wanted suggestion stands below what was typed."""
    version = section.version
    template = queries.templates(version.guideline.language).get(section.kind)
    if data is not None and "clause" in data and template:
        typed = data.get("body", "").rstrip()
        data = with_value(data, "body", f"{typed}\n\n{template.clause}".strip())
    form = SectionForm(
        data,
        section=section,
        has_clause=template is not None,
        back=version_address(version, section.anchor),
    )
    if data is not None and {"preview", "clause"} & data.keys():
        shown_again(form)
    return {
        "form": form,
        "section": section,
        "version": version,
        "guideline": version.guideline,
        "template": template,
        "suggestion": to_html(template.clause, top=3, prefix="forslag-") if template else "",
        "findings": rules.lint(form.typed),
    }


def _seen(section: Section, typed: str) -> dict[str, Any]:
    return {
        "previewed": section,
        "preview": to_html(typed, top=3, prefix="preview-"),
        "findings": rules.lint(typed),
    }


def _refused(
    request: HttpRequest,
    error: DomainError,
    *,
    section: Section | None = None,
    sections: list[Section] | None = None,
) -> dict[str, Any]:
    """The form again with everything that was typed, and beside it what somebody else saved."""
    context: dict[str, Any] = {"refusal": error}
    data: Any = request.POST
    if isinstance(error, EditCollision):
        name = "edition" if section else f"edition-{error.theirs.pk}"
        data = with_value(data, name, error.theirs.edition)
        context["theirs"] = error.theirs
        context["theirs_label"] = _("Lagret av %(who)s") % {
            "who": error.theirs.edited_by or _("andre")
        }
        context["collision"] = side_by_side(error.theirs.body, error.mine.body.strip())
    if section:
        return _writing(section, data) | context
    return {"form": DocumentForm(data, sections=sections or [])} | context


def _onward(request: HttpRequest, section: Section) -> HttpResponse:
    """Back to the document, or on to the next section."""
    version = section.version
    if "next" in request.POST:
        following = version.sections.filter(order__gt=section.order).order_by("order").first()
        if following:
            return redirect(
                "guidelines:section-edit",
                slug=version.guideline.slug,
                number=version.number,
                anchor=following.anchor,
            )
    return redirect(version_address(version, section.anchor))


def _status(request: HttpRequest, form: Any) -> int:
    """A preview or a suggestion is no mistake."""
    return 200 if {"preview", "clause"} & request.POST.keys() else form_status(form)
