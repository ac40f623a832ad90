"""Putting clauses into a section, and answering when one of their facts has changed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from difi_sosial.core.clock import now
from difi_sosial.core.errors import DomainError
from difi_sosial.core.forms import form_status
from difi_sosial.core.markdown import render as to_html
from difi_sosial.guidelines import queries, rules
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.enums import Fact, Language
from difi_sosial.guidelines.models import Clause
from difi_sosial.guidelines.views.reading import version_address
from difi_sosial.guidelines.views.writing import refused, section_of, section_page
from difi_sosial.people.permissions import Permission, SignedInRequest, requires


@requires(Permission.GUIDELINE_READ)
def clause_list(request: SignedInRequest) -> HttpResponse:
    """The library, with an address for every clause; facts stand as their names in brackets."""
    wanted = request.GET.get("maalform", request.LANGUAGE_CODE)
    language = wanted if wanted in Language.values else Language.NB
    with translation.override(language):
        names = {fact.value: f"[{str(fact.label).lower()}]" for fact in Fact}
    shelves = [
        (shelf, [(one, _read(one, names)) for one in shelf.clauses])
        for shelf in queries.shelves(language)
    ]
    context = {"shelves": shelves, "language": language, "languages": Language.choices}
    return render(request, "guidelines/clause_list.html", context)


@require_POST
@requires(Permission.GUIDELINE_WRITE)
def clause_insert(request: SignedInRequest, slug: str, number: int, anchor: str) -> HttpResponse:
    """Save what was typed with a clause below it."""
    section = section_of(slug, number, anchor)
    known = queries.clauses(section.kind, section.version.guideline.language)
    clause = get_object_or_404(known, key=request.POST.get("clause", ""))
    context = section_page(section, request.POST)
    form = context["form"]
    if not form.is_valid():
        return render(request, "guidelines/section_edit.html", context, status=form_status(form))
    try:
        guidelines.insert_clause(
            section=section, text=form.text, clause=clause, by=request.user, at=now()
        )
    except DomainError as error:
        context |= refused(request, error, section=section)
        return render(request, "guidelines/section_edit.html", context, status=error.status)
    done = _("«%(title)s» er satt inn nederst, og teksten er lagret. Tilpass den til dere.")
    messages.success(request, done % {"title": clause.title})
    path = reverse("guidelines:section-edit", args=[slug, number, anchor])
    return redirect(f"{path}#id_body")


@require_POST
@requires(Permission.GUIDELINE_WRITE)
def fact_settle(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Answer that a fact has changed: put the new words in, or leave the text."""
    version = get_object_or_404(queries.full(slug, number))
    replace = request.POST.get("answer") == "replace"
    guidelines.settle_fact(version=version, pk=pk, replace=replace, by=request.user, at=now())
    messages.success(
        request, _("Teksten er oppdatert.") if replace else _("Teksten står som den er.")
    )
    return redirect(version_address(version))


def _read(clause: Clause, names: dict[str, str]) -> SafeString:
    prefix = f"{clause.kind}-{clause.key}-"
    return to_html(rules.filled(clause.body, names), top=4, prefix=prefix)
