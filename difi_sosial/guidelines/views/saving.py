"""A section's page while somebody writes on it: it saves itself, and shows who else is there."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from difi_sosial.core.clock import now
from difi_sosial.core.errors import DomainError
from difi_sosial.guidelines import queries
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.forms import DocumentForm, SectionForm
from difi_sosial.guidelines.views.writing import section_of
from difi_sosial.people.permissions import Permission, SignedInRequest, requires


@require_POST
@requires(Permission.GUIDELINE_WRITE)
def section_autosave(request: SignedInRequest, slug: str, number: int, anchor: str) -> HttpResponse:
    """What a page sends while somebody writes: a line for it to show, never another page."""
    section = section_of(slug, number, anchor)
    form = SectionForm(request.POST, section=section)
    context: dict[str, Any] = {"at": now()}
    try:
        sitting = request.POST.get("sitting", "")
        guidelines.begin_writing(section=section, by=request.user, at=now(), sitting=sitting)
        if form.is_valid():
            guidelines.save_sections(
                version=section.version,
                texts=[form.text],
                by=request.user,
                at=now(),
                by_itself=True,
            )
        else:
            context["unread"] = [form[name].label for name in form.errors]
    except DomainError as error:
        context["error"] = error
    return render(request, "components/autosave_line.html", context)


@require_POST
@requires(Permission.GUIDELINE_WRITE)
def version_autosave(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """The same for the page with the whole document: what others have is left, and named."""
    version = get_object_or_404(queries.full(slug, number))
    form = DocumentForm(request.POST, version=version)
    context: dict[str, Any] = {"at": now()}
    try:
        if form.is_valid():
            stopped = guidelines.save_what_can(
                version=version, texts=form.texts, by=request.user, at=now()
            )
            context["error"] = " ".join(f"«{one.heading}»: {why}" for one, why in stopped)
        else:
            context["unread"] = [form[name].label for name in form.errors]
    except DomainError as error:
        context["error"] = error
    return render(request, "components/autosave_line.html", context)


@require_POST
@requires(Permission.GUIDELINE_WRITE)
def section_take_over(
    request: SignedInRequest, slug: str, number: int, anchor: str
) -> HttpResponse:
    """Write here in the place of somebody who left the page open; they are told."""
    section = section_of(slug, number, anchor)
    guidelines.take_over(section=section, by=request.user, at=now())
    messages.success(request, _("Nå er det du som skriver her."))
    return redirect("guidelines:section-edit", slug=slug, number=number, anchor=anchor)
