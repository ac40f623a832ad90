"""The pages of hearings: read, give inputs, answer them."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from difi_sosial.audit.queries import history_of
from difi_sosial.core.clock import local_date, now
from difi_sosial.core.diff import side_by_side
from difi_sosial.core.errors import Conflict, WrongState
from difi_sosial.core.forms import form_status
from difi_sosial.hearing import queries, services
from difi_sosial.hearing.enums import Action, State, Verdict
from difi_sosial.hearing.forms import AnswerForm, ChangeForm, InputForm
from difi_sosial.hearing.models import Hearing, Input
from difi_sosial.hearing.rules import is_invited, is_late, may_change_input, may_lead
from difi_sosial.hearing.workflow import WORKFLOW
from difi_sosial.people.permissions import Permission, SignedInRequest, requires

PER_PAGE = 30
HISTORY = 20


@requires(Permission.PORTAL_READ)
def hearing_list(request: SignedInRequest) -> HttpResponse:
    """Every hearing, those that wait for this person first; `?vis=mine|open|closed`."""
    shown = request.GET.get("vis", "")
    asked = queries.hearings(
        state=shown if shown in State.values else "",
        person=request.user if shown == "mine" else None,
    )
    context = {
        "waiting": queries.waiting_for(request.user),
        "page": Paginator(asked, PER_PAGE).get_page(request.GET.get("page")),
        "shown": shown,
        "today": local_date(now()),
    }
    return render(request, "hearing/hearing_list.html", context)


@requires(Permission.PORTAL_READ)
def hearing_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """The question, who is asked, what they said and what came of it; and a place to say more."""
    hearing = hearing_of(pk)
    form = InputForm(request.POST or None, hearing=hearing)
    if form.is_valid():
        text, part = form.cleaned_data["text"], form.cleaned_data["part"]
        try:
            given = services.give_input(
                hearing=hearing, text=text, part=part, by=request.user, at=now()
            )
        except WrongState as error:
            return _too_late(request, pk, text, error)
        messages.success(request, _("Takk. Innspillet er gitt."))
        return redirect(page_of(hearing, f"innspill-{given.pk}"))
    context = _page(request, hearing) | {"form": form, "history": history_of(hearing)[:HISTORY]}
    return render(request, "hearing/hearing_detail.html", context, status=form_status(form))


@require_POST
@requires(Permission.PORTAL_READ)
def hearing_no_remarks(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that one has nothing to remark."""
    hearing = hearing_of(pk)
    services.say_no_remarks(hearing=hearing, by=request.user, at=now())
    messages.success(request, _("Takk. Det står nå at du ikke har merknader."))
    return redirect(page_of(hearing))


@requires(Permission.PORTAL_READ)
def hearing_change(request: SignedInRequest, pk: int) -> HttpResponse:
    """Move the deadline and ask more persons."""
    hearing = hearing_of(pk)
    WORKFLOW.check(Action.CHANGE, state=hearing.state, by=request.user, thing=hearing)
    form = ChangeForm(request.POST or None, hearing=hearing, back=page_of(hearing))
    if form.is_valid():
        services.change_hearing(hearing=hearing, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, _("Høringen er endret."))
        return redirect(page_of(hearing))
    context = {"hearing": hearing, "form": form}
    return render(request, "hearing/hearing_change.html", context, status=form_status(form))


@requires(Permission.PORTAL_READ)
def input_change(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say it better."""
    given = get_object_or_404(queries.input_page(pk), person=request.user)
    form = InputForm(request.POST or None, hearing=given.hearing, given=given)
    context: dict[str, Any] = {"given": given, "hearing": given.hearing, "form": form}
    if form.is_valid():
        try:
            services.change_input(given=given, by=request.user, at=now(), **form.cleaned_data)
        except Conflict as error:
            again = _typed_again(request, edition=_fresh(pk).edition)
            form = InputForm(again, hearing=given.hearing, given=given)
            context |= {"form": form, "error": error, "diff": _beside(_fresh(pk).text, again)}
            return render(request, "hearing/input_change.html", context, status=409)
        messages.success(request, _("Innspillet er lagret."))
        return redirect(page_of(given.hearing, f"innspill-{pk}"))
    return render(request, "hearing/input_change.html", context, status=form_status(form))


@requires(Permission.PORTAL_READ)
def input_answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say what an input comes to."""
    given = get_object_or_404(queries.input_page(pk))
    WORKFLOW.check(Action.CHANGE, state=given.hearing.state, by=request.user, thing=given.hearing)
    back = page_of(given.hearing, f"innspill-{pk}")
    form = AnswerForm(request.POST or None, given=given, back=back)
    context: dict[str, Any] = {"given": given, "hearing": given.hearing, "form": form}
    if form.is_valid():
        try:
            services.answer_input(given=given, by=request.user, at=now(), **form.cleaned_data)
        except Conflict as error:
            return _answered(request, pk, error)
        messages.success(request, _("Svaret er lagret."))
        return redirect(back)
    return render(request, "hearing/input_answer.html", context, status=form_status(form))


def hearing_of(pk: int) -> Hearing:
    """One hearing with its rows, or 404."""
    return get_object_or_404(queries.hearing_page(pk))


def page_of(hearing: Hearing, anchor: str = "") -> str:
    """Where the hearing is read, at an input if wanted."""
    path = reverse("hearing:hearing-detail", args=(hearing.pk,))
    return f"{path}#{anchor}" if anchor else path


def _too_late(request: SignedInRequest, pk: int, typed: str, error: WrongState) -> HttpResponse:
    """The hearing ended while somebody wrote: what they wrote stays on the page."""
    hearing = hearing_of(pk)
    late = {"typed": typed, "error": error, "history": history_of(hearing)[:HISTORY]}
    page = _page(request, hearing) | late
    return render(request, "hearing/hearing_detail.html", page, status=409)


def _page(request: SignedInRequest, hearing: Hearing) -> dict[str, Any]:
    today, person = local_date(now()), request.user
    standing = queries.standing_of(hearing)
    inputs = list(hearing.inputs.all())
    is_open = hearing.state == State.OPEN
    asked = is_invited(person, hearing.invitations.all())
    silent = {invitation.person_id for invitation in standing.silent}
    return {
        "hearing": hearing,
        "standing": standing,
        "inputs": [(one, may_change_input(person, one, today)) for one in inputs],
        "invitations": [(one, _said(one.person_id, inputs)) for one in hearing.invitations.all()],
        "is_open": is_open,
        "is_late": is_late(hearing, today),
        "days_left": (hearing.deadline - today).days,
        "may_give": is_open and asked,
        "may_pass": is_open and person.pk in silent,
        "may_lead": is_open and may_lead(person, hearing),
    }


def _said(person: int, inputs: list[Input]) -> int:
    return sum(one.person_id == person for one in inputs)


def _fresh(pk: int) -> Input:
    return get_object_or_404(queries.input_page(pk))


def _typed_again(request: SignedInRequest, **editions: int) -> Any:
    again = request.POST.copy()
    for name, value in editions.items():
        again[name] = str(value)
    return again


def _beside(theirs: str, typed: Any) -> list[Any]:
    return side_by_side(theirs, typed.get("answer") or typed.get("text", ""))


def _answered(request: SignedInRequest, pk: int, error: Conflict) -> HttpResponse:
    """What stands there now beside what was typed: nothing is lost."""
    given = _fresh(pk)
    again = _typed_again(request, edition=given.edition, seen=given.answer_edition)
    form = AnswerForm(again, given=given, back=page_of(given.hearing, f"innspill-{pk}"))
    context = {"given": given, "hearing": given.hearing, "form": form, "error": error}
    if given.answered_at:
        theirs = f"{given.get_verdict_display()}\n{given.answer}"
        mine = f"{dict(Verdict.choices).get(again.get('verdict'), '')}\n{again.get('answer', '')}"
        context["diff"] = side_by_side(theirs, mine)
    return render(request, "hearing/input_answer.html", context, status=409)
