"""Building: which sections a draft has, and in which order."""

from typing import Any, Literal

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from difi_sosial.core.clock import now
from difi_sosial.core.forms import form_status
from difi_sosial.guidelines import queries, rules
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.forms import NewSectionForm
from difi_sosial.guidelines.models import GuidelineVersion
from difi_sosial.guidelines.views.reading import version_address
from difi_sosial.guidelines.views.writing import section_of
from difi_sosial.people.permissions import Permission, SignedInRequest, requires


@requires(Permission.GUIDELINE_WRITE)
def version_parts(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """The sections of a draft: their status and order, and the parts it could also have."""
    version = get_object_or_404(queries.full(slug, number))
    if not rules.is_editable(version):
        return redirect(version_address(version))
    context = _built(version, NewSectionForm()) | {
        "moved": request.GET.get("flyttet", ""),
        "direction": request.GET.get("retning", ""),
    }
    return render(request, "guidelines/version_parts.html", context)


@require_POST
@requires(Permission.GUIDELINE_WRITE)
def section_add(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Take in one of the parts that may be left out, or a section of the agency's own."""
    version = get_object_or_404(queries.full(slug, number))
    given: dict[str, Any] = {"version": version, "by": request.user, "at": now()}
    if kind := request.POST.get("kind"):
        section = guidelines.include_section(kind=kind, **given)
        messages.success(request, _("«%(heading)s» er med.") % {"heading": section.heading})
        return redirect(_builder(version, section.anchor))
    form = NewSectionForm(request.POST)
    if not form.is_valid():
        context = _built(version, form)
        return render(request, "guidelines/version_parts.html", context, status=form_status(form))
    section = guidelines.add_section(heading=form.cleaned_data["heading"], **given)
    return redirect("guidelines:section-edit", slug=slug, number=number, anchor=section.anchor)


@require_POST
@requires(Permission.GUIDELINE_WRITE)
def section_move(request: SignedInRequest, slug: str, number: int, anchor: str) -> HttpResponse:
    """Move a section one place up or down; the button that was pressed keeps the focus."""
    section = section_of(slug, number, anchor)
    direction: Literal["up", "down"] = "up" if request.POST.get("direction") == "up" else "down"
    guidelines.move_section(section=section, direction=direction, by=request.user, at=now())
    return redirect(_builder(section.version, anchor, direction))


@requires(Permission.GUIDELINE_WRITE)
def section_remove(request: SignedInRequest, slug: str, number: int, anchor: str) -> HttpResponse:
    """Ask, and leave out a section that is not one of the guidance's eight."""
    section = section_of(slug, number, anchor)
    if request.method == "POST":
        guidelines.remove_section(section=section, by=request.user, at=now())
        messages.success(request, _("«%(heading)s» er tatt ut.") % {"heading": section.heading})
        return redirect(_builder(section.version))
    waiting = queries.open_threads(section.version).get(anchor, 0)
    context = {"section": section, "version": section.version, "waiting": waiting}
    return render(request, "guidelines/section_remove.html", context)


def _built(version: GuidelineVersion, form: NewSectionForm) -> dict[str, Any]:
    sections = list(version.sections.all())
    return {
        "form": form,
        "version": version,
        "guideline": version.guideline,
        "parts": queries.parts(version, sections),
        "choices": queries.choices(version, sections),
    }


def _builder(version: GuidelineVersion, anchor: str = "", direction: str = "") -> str:
    page = reverse("guidelines:version-parts", args=[version.guideline.slug, version.number])
    moved = f"?flyttet={anchor}&retning={direction}" if direction else ""
    return f"{page}{moved}#{anchor}" if anchor else page
