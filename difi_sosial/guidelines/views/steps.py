"""The steps of a version: buttons that act, and the pages of those that need more."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from difi_sosial.core.clock import local_date, now
from difi_sosial.core.errors import Conflict, Invalid
from difi_sosial.core.forms import form_status, posted_reason
from difi_sosial.core.markdown import render as to_html
from difi_sosial.core.workdays import add_workdays
from difi_sosial.guidelines import queries, rules
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.enums import Action, State
from difi_sosial.guidelines.forms import ApproveForm, KeepForm, ReturnForm
from difi_sosial.guidelines.models import GuidelineVersion
from difi_sosial.guidelines.queries.versions import JOURNALLED
from difi_sosial.guidelines.workflow import WORKFLOW
from difi_sosial.hearing import queries as hearings
from difi_sosial.hearing.enums import State as HearingState
from difi_sosial.hearing.forms import UnionForm
from difi_sosial.people.permissions import Permission, SignedInRequest, requires
from difi_sosial.people.rules import other_than

HEARING_WORKDAYS = 10
# Steps that have a page of their own instead of a button that acts.
PAGES = {
    Action.OPEN_HEARING: "guidelines:version-hearing",
    Action.APPROVE: "guidelines:version-approve",
    Action.RETURN: "guidelines:version-return",
    Action.KEEP: "guidelines:version-keep",
}
DONE = {
    Action.SUBMIT: _("Sendt til godkjenning."),
    Action.CLOSE_HEARING: _("Høringen er avsluttet, og versjonen er sendt til godkjenning."),
    Action.REVISE: _("Høringen er avsluttet, og versjonen er en kladd igjen."),
    Action.APPROVE: _(
        "Godkjent, låst og sendt til journalen. Den kan gjelde når arkivaren har journalført den."
    ),
    Action.RETURN: _("Returnert med begrunnelse."),
    Action.REOPEN: _("Versjonen er en kladd igjen."),
    Action.PUT_IN_FORCE: _("Versjonen gjelder fra i dag."),
    Action.WITHDRAW: _("Versjonen er trukket tilbake."),
    Action.KEEP: _("Gjennomgangen er ferdig. Begrunnelsen er sendt til journalen."),
}


PASSED_ON = _("Steget er godkjent. De som tar neste steg, får beskjed.")


@require_POST
@requires(Permission.GUIDELINE_READ)
def version_act(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Take the step that a button names; the workflow says who may."""
    version = get_object_or_404(GuidelineVersion, guideline__slug=slug, number=number)
    action, reason = request.POST.get("action", ""), posted_reason(request.POST)
    if action in {Action.APPROVE, Action.RETURN}:  # their pages know what the person has seen
        return redirect(PAGES[Action(action)], slug=slug, number=number)
    guidelines.take(action=action, version=version, by=request.user, at=now(), reason=reason)
    messages.success(request, DONE[Action(action)])
    return redirect("guidelines:version-show", slug=slug, number=number)


@requires(Permission.GUIDELINE_WRITE)
def version_hearing(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Choose who is to be heard about the text, the employees' representatives among them."""
    version = get_object_or_404(queries.full(slug, number))
    WORKFLOW.check(Action.OPEN_HEARING, state=version.state, by=request.user, thing=version)
    form = UnionForm(
        request.POST or None,
        edition=version.edition,
        back=queries.path_of(version),
        deadline=add_workdays(local_date(now()), HEARING_WORKDAYS),
        wrote=[request.user.pk, *(author.pk for author in version.authors.all())],
    )
    if form.is_valid():
        guidelines.open_hearing(version=version, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, _("Versjonen er sendt på høring. De inviterte får e-post."))
        return redirect("guidelines:version-show", slug=slug, number=number)
    return _with_text(request, "guidelines/version_hearing.html", version, form)


@requires(Permission.GUIDELINE_READ)
def version_approve(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Read what is changed, and the whole text, and approve it."""
    version = get_object_or_404(queries.full(slug, number))
    if request.method == "GET":
        WORKFLOW.check(Action.APPROVE, state=version.state, by=request.user, thing=version)
    initial = _read(version) | {
        "in_force_on": version.in_force_from,
        "valid_until": version.valid_until,
    }
    form = ApproveForm(request.POST or None, initial=initial)
    refusal = None
    if form.is_valid():
        facts = {"version": version, **form.cleaned_data}
        try:
            done = guidelines.approve(by=request.user, at=now(), **facts)
        except Invalid as error:
            form.add_error("valid_until", str(error))
        except Conflict as error:  # nothing that was chosen is lost
            refusal = error
        else:
            messages.success(request, DONE[Action.APPROVE] if done.approved_at else PASSED_ON)
            return redirect("guidelines:version-show", slug=slug, number=number)
    return _with_text(request, "guidelines/version_approve.html", version, form, refusal=refusal)


@requires(Permission.GUIDELINE_READ)
def version_return(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Send a version back, with a reason for the whole and for each section that needs one."""
    version = get_object_or_404(queries.full(slug, number))
    if request.method == "GET":
        by, state = request.user, version.state
        WORKFLOW.check(Action.RETURN, state=state, by=by, thing=version, reason="-")
    parts = list(version.sections.all())
    form = ReturnForm(request.POST or None, sections=parts, initial=_read(version))
    if form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("reason", "edition", "seen")}
        facts = {"version": version, "sections": form.wanted, **given}
        try:
            guidelines.return_to_authors(by=request.user, at=now(), **facts)
        except Conflict as error:  # nothing that was typed is lost
            page = "guidelines/version_return.html"
            return _with_text(request, page, version, form, refusal=error)
        messages.success(request, DONE[Action.RETURN])
        return redirect("guidelines:version-show", slug=slug, number=number)
    return _with_text(request, "guidelines/version_return.html", version, form)


@requires(Permission.GUIDELINE_READ)
def version_keep(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """End a yearly review by letting the text stand as it is."""
    version = get_object_or_404(queries.full(slug, number))
    if request.method == "GET":
        by, state = request.user, version.state
        WORKFLOW.check(Action.KEEP, state=state, by=by, thing=version, reason="-")
    next_time = rules.a_year_after(local_date(now()))
    form = KeepForm(request.POST or None, initial={"review_on": next_time})
    if form.is_valid():
        try:
            guidelines.keep(version=version, by=request.user, at=now(), **form.cleaned_data)
        except Invalid as error:
            form.add_error("review_on", str(error))
        else:
            messages.success(request, DONE[Action.KEEP])
            return redirect("guidelines:version-show", slug=slug, number=number)
    return _with_text(request, "guidelines/version_keep.html", version, form)


@require_POST
@requires(Permission.GUIDELINE_READ)
def version_look(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Tell the others that this person looks at it now."""
    version = get_object_or_404(GuidelineVersion, guideline__slug=slug, number=number)
    try:
        guidelines.look(version=version, by=request.user, at=now())
    except Conflict as error:
        messages.warning(request, str(error))
    else:
        text = _("De andre ser nå at du ser på versjonen. Merket står i 30 minutter.")
        messages.success(request, text)
    return redirect("guidelines:version-approve", slug=slug, number=number)


def way(request: SignedInRequest, version: GuidelineVersion) -> dict[str, Any]:
    """The stops of a version, its hearings, and this person's buttons that would not be refused."""
    entry = queries.entry_of(version) if version.approved_at else None
    heard = list(hearings.hearings_of(queries.source_key(version)))
    on_now = next((one for one in heard if one.state == HearingState.OPEN), None)
    shut: set[str] = set()
    is_journalled = entry is not None and entry.state in JOURNALLED
    if not is_journalled or (version.in_force_from or date.min) > local_date(now()):
        shut.add(Action.PUT_IN_FORCE)
    if on_now is not None and not hearings.standing_of(on_now).can_close:
        shut |= {Action.CLOSE_HEARING, Action.REVISE}
    steps = [one for one in WORKFLOW.open_to(request.user, version) if one.action not in shut]
    return {
        "stops": queries.way_of(version, heard=next(iter(heard), None), entry=entry),
        "looking": _looking(version),
        "reasons": [one for one in version.return_reasons.all() if one.round == version.round],
        "hearings": [(one, hearings.standing_of(one)) for one in heard],
        "waits_for_journal": version.state == State.APPROVED and not is_journalled,
        "step_pages": [
            (step, PAGES[Action(step.action)]) for step in steps if step.action in PAGES
        ],
        "steps": [step for step in steps if step.action not in PAGES],
    }


def _looking(version: GuidelineVersion) -> Any:
    row = rules.step_now(version)
    return row.looked_at_by(now()) if row else None


def _read(version: GuidelineVersion) -> dict[str, Any]:
    """What the person who decides has before them: the text's edition and the step."""
    row = rules.step_now(version)
    return {"edition": version.edition, "seen": row.order if row else None}


def _with_text(
    request: SignedInRequest,
    template: str,
    version: GuidelineVersion,
    form: Any,
    refusal: Conflict | None = None,
) -> HttpResponse:
    base = version.guideline.versions.filter(state=State.IN_FORCE).first()
    parts = queries.compare(base, version) if base else []
    context = {
        "version": version,
        "guideline": version.guideline,
        "form": form,
        "base": base,
        "changed": [part for part in parts if part.change != "same"],
        "is_last_step": rules.is_last_step(version),
        "looking": _looking(version),
        "away": other_than(request.user, rules.seat_at_step(request.user, version)),
        "house_rules": version.house_rules.all(),
        "texts": [(one, to_html(one.body, top=3)) for one in version.sections.all()],
        "findings": [item for item in queries.advice(version) if item.is_open],
        "refusal": refusal,
    }
    status = refusal.status if refusal else form_status(form)
    return render(request, template, context, status=status)
