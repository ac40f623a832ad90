"""What is done about a finding: evidence, measures, links, accounts, impersonation."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from difi_sosial.audit.queries import history_of
from difi_sosial.channels.models import Decision
from difi_sosial.core.clock import local_date, now
from difi_sosial.core.errors import Invalid
from difi_sosial.core.forms import Text, posted_reason
from difi_sosial.identity import queries, services
from difi_sosial.identity.enums import CASE_OVER, CaseAction, CaseState, MeasureAction
from difi_sosial.identity.forms import (
    CaseForm,
    CaseStepForm,
    DeclineForm,
    EvidenceForm,
    LinkForm,
    MatchForm,
    MeasureForm,
)
from difi_sosial.identity.models import Evidence, Finding, Impersonation, Link
from difi_sosial.identity.workflow import IMPERSONATION, MEASURE
from difi_sosial.people.permissions import Permission, SignedInRequest, requires, signed_in
from difi_sosial.people.rules import may
from difi_sosial.strategy import queries as strategy

Act = Callable[[dict[str, Any]], object]


def _page(
    request: SignedInRequest,
    finding: Finding,
    form: BaseForm,
    act: Act,
    *,
    title: Text,
    done: Text,
    lead: Text = "",
) -> HttpResponse:
    """One form about one finding: the service takes it, or its refusal stands on the page."""
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except Invalid as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, str(done))
            return redirect("identity:finding-detail", pk=finding.pk)
    context = {"finding": finding, "form": form, "title": title, "lead": lead}
    status = 422 if form.errors else 200
    return render(request, "identity/finding_form.html", context, status=status)


@requires(Permission.MONITORING_WRITE)
def evidence_add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Attach a screenshot or a document."""
    finding = get_object_or_404(Finding, pk=pk)
    given: dict[str, Any] = {"finding": finding, "by": request.user, "at": now()}
    return _page(
        request,
        finding,
        EvidenceForm(request.POST or None, request.FILES or None),
        lambda facts: services.keep_file(upload=facts["file"], note=facts["note"], **given),
        title=_("Legg ved bevis"),
        lead=_("Beviset kan ikke endres eller slettes etterpå. Sjekksummen viser at det er likt."),
        done=_("Beviset er lagret."),
    )


@requires(Permission.MONITORING_WRITE)
def evidence_fetch(request: SignedInRequest, pk: int) -> HttpResponse:
    """Fetch the page at the finding's address and keep it."""
    finding = get_object_or_404(Finding, pk=pk)
    if request.method == "POST":
        services.fetch_copy(finding=finding, by=request.user, at=now())
        messages.success(request, _("Portalen har hentet siden og lagret den som bevis."))
    return redirect("identity:finding-detail", pk=pk)


@requires(Permission.MONITORING_READ)
def evidence_show(request: SignedInRequest, pk: int) -> HttpResponse:
    """The bytes as they came: downloaded, never shown inside the portal; the log tells of it."""
    evidence = get_object_or_404(Evidence.objects.select_related("finding"), pk=pk)
    services.note_download(evidence=evidence, by=request.user, at=now())
    response = HttpResponse(bytes(evidence.content), content_type="application/octet-stream")
    name = services.download_name(evidence)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@requires(Permission.MONITORING_READ)
def measure_list(request: SignedInRequest) -> HttpResponse:
    """The action list."""
    wanted = request.GET.get("vis", "")
    rows = queries.measures()
    if wanted == "mine":
        rows = rows.filter(owner=request.user)
    if wanted != "alle":
        rows = rows.filter(ended_on=None)
    context = {"measures": rows, "wanted": wanted, "today": local_date(now())}
    return render(request, "identity/measure_list.html", context)


@requires(Permission.MONITORING_WRITE)
def measure_add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give somebody a task about a finding."""
    finding = get_object_or_404(Finding, pk=pk)
    given: dict[str, Any] = {"finding": finding, "by": request.user, "at": now()}
    return _page(
        request,
        finding,
        MeasureForm(request.POST or None),
        lambda facts: services.plan(**facts, **given),
        title=_("Nytt tiltak"),
        done=_("Tiltaket står på tiltakslisten."),
    )


@signed_in
def measure_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One measure, for whoever has it and for those who keep the map."""
    found = queries.measures()
    if not may(request.user, Permission.MONITORING_READ):
        found = found.filter(owner=request.user)
    measure = get_object_or_404(found, pk=pk)
    if request.method == "POST":
        action = request.POST.get("action", "")
        services.act_on_measure(
            measure=measure,
            action=MeasureAction(action) if action in MeasureAction else action,
            by=request.user,
            at=now(),
            reason=posted_reason(request.POST),
        )
        messages.success(request, _("Tiltaket har fått ny status."))
        return redirect("identity:measure-detail", pk=pk)
    steps = MEASURE.open_to(request.user, measure)
    return render(request, "identity/measure_detail.html", {"measure": measure, "steps": steps})


@requires(Permission.MONITORING_WRITE)
def link_add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say what a finding means for the strategy or for a channel."""
    finding = get_object_or_404(Finding, pk=pk)
    given: dict[str, Any] = {"finding": finding, "by": request.user, "at": now()}
    newest = strategy.Standing().newest
    decisions = Decision.objects.select_related("channel").order_by("channel__name", "-pk")
    form = LinkForm(
        request.POST or None, version=newest, decisions=decisions.distinct("channel__name")
    )
    return _page(
        request,
        finding,
        form,
        lambda facts: services.link(note=facts["note"], **form.target_of(), **given),
        title=_("Koble til strategi eller kanalvalg"),
        lead=_("Da ser de som skriver strategien eller vurderer kanalen, hva dere fant."),
        done=_("Koblingen er lagret."),
    )


@requires(Permission.MONITORING_WRITE)
def link_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a link away."""
    link = get_object_or_404(Link.objects.select_related("finding"), pk=pk)
    if request.method == "POST":
        services.unlink(link=link, by=request.user, at=now())
        messages.success(request, _("Koblingen er tatt bort."))
    return redirect("identity:finding-detail", pk=link.finding_id)


@requires(Permission.MONITORING_READ)
def proposal_list(request: SignedInRequest) -> HttpResponse:
    """What looks like accounts of ours and is not in the register."""
    context = {"rows": queries.with_registration(queries.proposals())}
    return render(request, "identity/proposal_list.html", context)


@requires(Permission.MONITORING_WRITE)
def account_match(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say which account of the register it is."""
    finding = get_object_or_404(Finding, pk=pk)
    given: dict[str, Any] = {"finding": finding, "by": request.user, "at": now()}
    return _page(
        request,
        finding,
        MatchForm(request.POST or None),
        lambda facts: services.match_account(account=facts["account"], **given),
        title=_("Koble til kontoregisteret"),
        done=_("Funnet er koblet til kontoen."),
    )


@requires(Permission.MONITORING_WRITE)
def account_decline(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that it only looks like ours."""
    finding = get_object_or_404(Finding, pk=pk)
    given: dict[str, Any] = {"finding": finding, "by": request.user, "at": now()}
    return _page(
        request,
        finding,
        DeclineForm(request.POST or None),
        lambda facts: services.decline_account(**facts, **given),
        title=_("Kontoen er ikke vår"),
        done=_("Funnet er flyttet til riktig type."),
    )


@requires(Permission.MONITORING_READ)
def case_list(request: SignedInRequest) -> HttpResponse:
    """Every case about impersonation."""
    return render(request, "identity/case_list.html", {"cases": queries.cases()})


@requires(Permission.MONITORING_WRITE)
def case_open(request: SignedInRequest, pk: int) -> HttpResponse:
    """Somebody may pretend to be us."""
    finding = get_object_or_404(Finding, pk=pk)
    given: dict[str, Any] = {"finding": finding, "by": request.user, "at": now()}
    return _page(
        request,
        finding,
        CaseForm(request.POST or None),
        lambda facts: services.open_case(harm=facts["harm"], **given),
        title=_("Noen utgir seg for å være oss"),
        lead=_("Kommunikasjonssjefen får beskjed. Sikre bevis før dere melder fra."),
        done=_("Saken er opprettet. Nå må bevisene sikres."),
    )


@requires(Permission.MONITORING_READ)
def case_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One case: where it is, what was done and why, and the next step."""
    case = get_object_or_404(queries.cases(), pk=pk)
    context = {
        "case": case,
        "stops": queries.case_way(case),
        "next_steps": IMPERSONATION.open_to(request.user, case),
        "taken": case.steps.select_related("by"),
        "evidence": queries.evidence_of(case.finding),
        "is_over": case.state in CASE_OVER,
        "is_suspected": case.state == CaseState.SUSPECTED,
        "history": history_of(case)[:20],
    }
    return render(request, "identity/case_detail.html", context)


@requires(Permission.MONITORING_READ)
def case_step(request: SignedInRequest, pk: int, action: str) -> HttpResponse:
    """The form of one step."""
    case = get_object_or_404(queries.cases(), pk=pk)
    if action not in CaseAction or not _is_open(request, case, action):
        return redirect("identity:case-detail", pk=pk)
    step = CaseAction(action)
    # A step without fields is posted with nothing in it.
    given_form = request.POST if request.method == "POST" else None
    form = CaseStepForm(given_form, action=step, initial=_suggested(case, step))
    if form.is_valid():
        given: dict[str, Any] = {"case": case, "action": step, "by": request.user}
        try:
            services.act_on_case(at=now(), **given, **form.step())
        except Invalid as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saken er ført videre."))
            return redirect("identity:case-detail", pk=pk)
    context = {"case": case, "form": form, "title": step.label, "action": step}
    return render(request, "identity/case_step.html", context, status=422 if form.errors else 200)


def _is_open(request: SignedInRequest, case: Impersonation, action: str) -> bool:
    return any(step.action == action for step in IMPERSONATION.open_to(request.user, case))


def _suggested(case: Impersonation, step: CaseAction) -> dict[str, str]:
    """A text of the warning to begin with, and what is known of the report."""
    found = {"reference": case.reference, "way": case.way}
    if step == CaseAction.TELL:
        found |= {
            "warning_nb": case.warning_nb or services.suggested_warning(case, "nb"),
            "warning_nn": case.warning_nn or services.suggested_warning(case, "nn"),
            "told_where": case.told_where,
        }
    return found
