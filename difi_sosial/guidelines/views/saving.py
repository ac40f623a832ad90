"""A section's page while somebody writes on it: it saves itself, and shows who else is there."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from difi_sosial.core.clock import now
from difi_sosial.core.errors import DomainError
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.forms import SectionForm
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
        guidelines.begin_writing(section=section, by=request.user, at=now())
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
def section_take_over(
    request: SignedInRequest, slug: str, number: int, anchor: str
) -> HttpResponse:
    """Write here in the place of somebody who left the page open; they are told."""
    section = section_of(slug, number, anchor)
    guidelines.take_over(section=section, by=request.user, at=now())
    messages.success(request, _("Nå er det du som skriver her."))
    return redirect("guidelines:section-edit", slug=slug, number=number, anchor=anchor)
