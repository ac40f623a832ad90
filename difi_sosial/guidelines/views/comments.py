"""Comments: said on the page of a version or a section, answered, and dealt with."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from difi_sosial.core.clock import now
from difi_sosial.core.errors import Invalid
from difi_sosial.core.forms import form_status
from difi_sosial.guidelines import queries, rules
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.forms import LONGEST, CommentFilter, CommentForm, RemarkForm
from difi_sosial.guidelines.models import GuidelineVersion, Thread
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission, SignedInRequest, requires

DONE = {
    "resolve": gettext_lazy("Kommentaren er merket som løst."),
    "reopen": gettext_lazy("Kommentaren er åpnet igjen."),
}


@requires(Permission.GUIDELINE_READ)
def version_comments(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Everything said about a version, narrowed by a filter; open comments by default."""
    version = get_object_or_404(queries.full(slug, number))
    found = list(queries.threads(version))
    headings = {thread.anchor: thread.heading for thread in found}
    headings |= {s.anchor: s.heading for s in version.sections.all() if s.anchor in headings}
    form = CommentFilter(request.GET, headings=list(headings.items()))
    form.is_valid()
    wanted = _wanted(form, request.user)
    context = {
        "version": version,
        "guideline": version.guideline,
        "form": form,
        "groups": queries.chosen_threads(version.sections.all(), found, **wanted),
        "counts": queries.thread_counts(version),
        **comment_rights(request.user, version),
    }
    return render(request, "guidelines/version_comments.html", context)


@requires(Permission.GUIDELINE_READ)
def section_comments(request: SignedInRequest, slug: str, number: int, anchor: str) -> HttpResponse:
    """One section with what is said about it, and a form to say something."""
    version = get_object_or_404(queries.full(slug, number))
    section = get_object_or_404(version.sections, anchor=anchor)
    form = CommentForm(request.POST or None, section=section, initial=_selected(request))
    if form.is_valid():
        try:
            thread = guidelines.comment(
                version=version, anchor=anchor, by=request.user, at=now(), **form.cleaned_data
            )
        except Invalid as refused:
            form.add_error("quote", str(refused))
        else:
            messages.success(request, _("Kommentaren er sendt."))
            return redirect(_back(request, thread))
    context = section_context(request.user, version, anchor) | {"comment_form": form}
    return render(request, "guidelines/section_comments.html", context, status=form_status(form))


@require_POST
@requires(Permission.GUIDELINE_READ)
def thread_answer(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Say something more in a thread."""
    thread = _thread(slug, number, pk)
    form = RemarkForm(request.POST, auto_id=f"id_{thread.key}_%s")
    if form.is_valid():
        guidelines.answer(thread=thread, by=request.user, at=now(), **form.cleaned_data)
        return _shown(request, thread)
    context = {"version": thread.version, "guideline": thread.version.guideline, "form": form}
    context |= {"thread": thread}
    return render(request, "guidelines/thread_answer.html", context, status=422)


@require_POST
@requires(Permission.GUIDELINE_READ)
def thread_act(request: SignedInRequest, slug: str, number: int, pk: int) -> HttpResponse:
    """Say that a comment is dealt with, or that it is not after all."""
    thread = _thread(slug, number, pk)
    action = request.POST.get("action", "")
    guidelines.close_or_open(thread=thread, action=action, by=request.user, at=now())
    if not request.htmx:  # type: ignore[attr-defined]
        messages.success(request, DONE[action])
    return _shown(request, thread)


def section_context(person: User, version: GuidelineVersion, anchor: str) -> dict[str, Any]:
    """One section as it is read, with its threads and those that moved into it."""
    found = list(queries.threads(version))
    pages = queries.shown(version.sections.all(), found)
    page = next(page for page in pages if page.section.anchor == anchor)
    return {
        "version": version,
        "guideline": version.guideline,
        "section": page.section,
        "page": page,
        **comment_rights(person, version),
    }


def _selected(request: HttpRequest) -> dict[str, str]:
    """The words a script found selected on another page."""
    given = {"quote": "sitat", "before": "foran", "after": "etter"}
    return {name: request.GET.get(query, "")[:LONGEST] for name, query in given.items()}


def comment_rights(person: User, version: GuidelineVersion) -> dict[str, Any]:
    """What the templates of comments must know about who looks."""
    return {
        "may_comment": rules.may_comment(person, version),
        "may_close_all": rules.may_write(person, version),
    }


def _wanted(form: CommentFilter, person: User) -> dict[str, Any]:
    given = form.cleaned_data
    return {
        "status": given.get("status") or "apne",
        "anchor": given.get("del") or "",
        "person": person if given.get("mine") else None,
    }


def _thread(slug: str, number: int, pk: int) -> Thread:
    found = Thread.objects.select_related("version__guideline").defer("version__frozen")
    return get_object_or_404(found, pk=pk, version__guideline__slug=slug, version__number=number)


def _shown(request: HttpRequest, thread: Thread) -> HttpResponse:
    """The thread alone where a script asked for it, else the page it was on."""
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(_back(request, thread))
    version = thread.version
    found = list(queries.threads(version))
    everywhere = queries.place(version.sections.all(), found)
    placed = next(one for one in everywhere if one.thread.pk == thread.pk)
    context = {"placed": placed, "guideline": version.guideline, "version": version}
    context |= comment_rights(request.user, version) | {"origin": request.POST.get("fra", "")}  # type: ignore[arg-type]
    return render(request, "guidelines/_thread.html", context)


def _back(request: HttpRequest, thread: Thread) -> str:
    """The page a comment was acted on from, at the comment."""
    version, origin = thread.version, request.POST.get("fra", "")
    place = [version.guideline.slug, version.number]
    if origin == "versjon":
        return f"{reverse('guidelines:version-show', args=place)}#{thread.key}"
    if origin == "kommentarer":
        page = reverse("guidelines:version-comments", args=place)
        return f"{page}?status=alle#{thread.key}"
    if version.sections.filter(anchor=thread.anchor).exists():
        page = reverse("guidelines:section-comments", args=[*place, thread.anchor])
        return f"{page}#{thread.key}"
    return f"{reverse('guidelines:version-comments', args=place)}?status=alle#{thread.key}"
