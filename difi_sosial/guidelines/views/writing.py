"""Writing: new guidelines and versions, sections, facts."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from difi_sosial.core.clock import now
from difi_sosial.core.diff import side_by_side
from difi_sosial.core.errors import DomainError, Invalid
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
from difi_sosial.guidelines.models import Clause, Guideline, GuidelineVersion, Section
from difi_sosial.guidelines.services import EditCollision, Occupied
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
        facts: dict[str, Any] = {"by": request.user, "at": now(), **form.cleaned_data}
        try:
            guidelines.change_details(version=version, **facts)
        except Invalid as error:
            form.add_error(None, str(error))
        else:
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
    form = DocumentForm(request.POST or None, version=version)
    context: dict[str, Any] = {"form": form, "version": version, "guideline": version.guideline}
    context["others"] = queries.other_writers(version, request.user, now())
    if previewed := form.wanted_preview if form.is_bound else None:
        shown_again(form)
        context |= _seen(previewed, form.data.get(f"body-{previewed.pk}", ""))
    elif form.is_valid():
        try:
            guidelines.save_sections(version=version, texts=form.texts, by=request.user, at=now())
        except DomainError as error:
            context |= refused(request, error, version=version)
            return render(request, "guidelines/version_edit.html", context, status=error.status)
        guidelines.stop_writing_everywhere(
            version=version, by=request.user, sitting=str(form.cleaned_data["sitting"] or "")
        )
        messages.success(request, _("Alle delene er lagret."))
        return redirect(version_address(version))
    return render(request, "guidelines/version_edit.html", context, status=_status(request, form))


@requires(Permission.GUIDELINE_WRITE)
def section_edit(request: SignedInRequest, slug: str, number: int, anchor: str) -> HttpResponse:
    """Write one section: save, preview, or take the suggested text in."""
    section = section_of(slug, number, anchor)
    if request.method == "GET" and (elsewhere := _elsewhere(request, section)):
        return elsewhere
    context = section_page(section, request.POST or None)
    form = context["form"]
    if "preview" in request.POST:
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
            context |= refused(request, error, section=section)
            return render(request, "guidelines/section_edit.html", context, status=error.status)
        messages.success(request, _("«%(heading)s» er lagret.") % {"heading": form.text.heading})
        return _onward(request, section, form.text.sitting)
    return render(request, "guidelines/section_edit.html", context, status=_status(request, form))


def section_of(slug: str, number: int, anchor: str) -> Section:
    """A section with its version and who wrote it last, or 404."""
    found = Section.objects.select_related("version__guideline", "edited_by").defer(
        "version__frozen"
    )
    return get_object_or_404(
        found, version__guideline__slug=slug, version__number=number, anchor=anchor
    )


def section_page(section: Section, data: Any) -> dict[str, Any]:
    """What the page of one section is made of: the form, the help, the clauses and the advice."""
    version = section.version
    language = version.guideline.language
    form = SectionForm(data, section=section, back=version_address(version, section.anchor))
    if data is not None and "preview" in data:
        shown_again(form)
    return {
        "form": form,
        "section": section,
        "version": version,
        "guideline": version.guideline,
        "page": queries.shown_alone(section, queries.threads(version)),
        "may_comment": True,  # who writes in a draft may also comment, and close
        "may_close_all": True,
        "template": queries.templates(language).get(section.kind),
        "clauses": shown_clauses(version, queries.clauses(section.kind, language)),
        "advice": queries.section_advice(section, form.typed),
        "changed_facts": [
            change for change in queries.changed_facts(version) if change.section == section
        ],
    }


@dataclass(frozen=True, slots=True)
class ShownClause:
    """A clause with the facts as they are now: as Markdown, as HTML, and which facts it took."""

    clause: Clause
    words: str
    html: SafeString
    facts: str


def shown_clauses(version: GuidelineVersion, clauses: Iterable[Clause]) -> list[ShownClause]:
    """Clauses as they would look in this version."""
    found = list(clauses)
    wanted = {fact for clause in found for fact in rules.asked_for(clause.body)}
    values = queries.fact_values(version, wanted)
    with translation.override(version.guideline.language):
        return [_shown_clause(clause, values) for clause in found]


def _shown_clause(clause: Clause, values: dict[str, str]) -> ShownClause:
    words = rules.filled(clause.body, values)
    facts = {fact.value: values[fact] for fact in rules.asked_for(clause.body)}
    html = to_html(words, top=4, prefix=f"{clause.key}-")
    return ShownClause(clause, words, html, json.dumps(facts, ensure_ascii=False))


def _seen(section: Section, typed: str) -> dict[str, Any]:
    return {
        "previewed": section,
        "preview": to_html(typed, top=3, prefix="preview-"),
        "advice": queries.section_advice(section, typed),
    }


def refused(
    request: HttpRequest,
    error: DomainError,
    *,
    section: Section | None = None,
    version: GuidelineVersion | None = None,
) -> dict[str, Any]:
    """The form again with everything that was typed, and beside it what somebody else saved."""
    context: dict[str, Any] = {"refusal": error}
    data: Any = request.POST
    if isinstance(error, EditCollision):
        name = "edition" if section else f"edition-{error.theirs.pk}"
        data = with_value(data, name, error.theirs.edition)
        data = with_value(data, "sitting", "")  # from here on it is another page
        context["theirs"] = error.theirs
        context["theirs_label"] = _("Lagret av %(who)s") % {
            "who": error.theirs.edited_by or _("andre")
        }
        context["collision"] = side_by_side(error.theirs.body, error.mine.body.strip())
    if section:
        return section_page(section, data) | context
    return context | ({"form": DocumentForm(data, version=version)} if version else {})


def _elsewhere(request: SignedInRequest, section: Section) -> HttpResponse | None:
    """Where a section is not to be written now: to its text, or to who is writing in it."""
    if not rules.is_editable(section.version):
        return redirect(version_address(section.version, section.anchor))
    try:
        guidelines.begin_writing(section=section, by=request.user, at=now())
    except Occupied as occupied:
        context: dict[str, Any] = {"section": section, "version": section.version}
        context |= {
            "sign": occupied.sign,
            "guideline": section.version.guideline,
            "text": to_html(section.body, top=3),
        }
        return render(request, "guidelines/section_occupied.html", context)
    return None


def _onward(request: SignedInRequest, section: Section, sitting: str) -> HttpResponse:
    """Back to the document, or on to the next section; the writer's sign comes down."""
    version = section.version
    guidelines.stop_writing(section=section, by=request.user, sitting=sitting)
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
    """A preview is no mistake."""
    return 200 if "preview" in request.POST else form_status(form)
