"""The map, and one finding with its evidence, measures and links."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from difi_sosial.audit.queries import history_of
from difi_sosial.core.clock import now
from difi_sosial.core.diff import fields_beside, side_by_side
from difi_sosial.core.errors import Conflict, Invalid
from difi_sosial.core.forms import form_status, posted_reason
from difi_sosial.core.tables import Column, table_response
from difi_sosial.identity import queries, rules, services
from difi_sosial.identity.enums import DUE, FindingAction, Kind
from difi_sosial.identity.forms import FindingFilterForm, FindingForm
from difi_sosial.identity.models import Finding
from difi_sosial.identity.workflow import FINDING
from difi_sosial.people.permissions import Permission, SignedInRequest, requires

COLUMNS = (
    Column("type", gettext_lazy("Type"), lambda row: f"{row.letter}: {row.get_kind_display()}"),
    Column("name", gettext_lazy("Funn"), lambda row: row.name, 40),
    Column("url", gettext_lazy("Adresse"), lambda row: row.url, 40),
    Column("platform", gettext_lazy("Plattform"), lambda row: row.platform),
    Column("official", gettext_lazy("Offisiell"), lambda row: row.get_official_display()),
    Column("verified", gettext_lazy("Plattformens merke"), lambda row: row.get_verified_display()),
    Column("party", gettext_lazy("Hvem står bak"), lambda row: row.get_party_display()),
    Column("followers", gettext_lazy("Følgere"), lambda row: row.followers),
    Column("last_active", gettext_lazy("Sist aktiv"), lambda row: row.last_active_on),
    Column("accuracy", gettext_lazy("Riktighet"), lambda row: row.get_accuracy_display()),
    Column("risk", gettext_lazy("Risiko"), lambda row: row.get_risk_display()),
    Column("tone", gettext_lazy("Tone"), lambda row: row.get_tone_display()),
    Column("score", gettext_lazy("Karakter"), lambda row: row.score),
    Column("ratings", gettext_lazy("Vurderinger"), lambda row: row.ratings),
    Column("unanswered", gettext_lazy("Uten svar"), lambda row: row.unanswered),
    Column("state", gettext_lazy("Status"), lambda row: row.get_state_display()),
    Column("checked_on", gettext_lazy("Sist kontrollert"), lambda row: row.checked_on),
    Column("next_check_on", gettext_lazy("Neste kontroll"), lambda row: row.next_check_on),
    Column("measures", gettext_lazy("Tiltak"), lambda row: "; ".join(map(_told, row.to_do)), 40),
    Column("evidence", gettext_lazy("Bevis"), lambda row: row.proofs),
)
SUGGESTED = ("kind", "name", "url", "platform", "note")


def _told(measure: Any) -> str:
    day = f", {measure.due_on:%Y-%m-%d}" if measure.due_on else ""
    return f"{measure.get_kind_display()}{day}"


def _wanted(request: HttpRequest) -> tuple[FindingFilterForm, queries.FindingFilter]:
    form = FindingFilterForm(request.GET)
    return form, queries.FindingFilter(**form.cleaned_data if form.is_valid() else {})


@requires(Permission.MONITORING_READ)
def finding_list(request: SignedInRequest) -> HttpResponse:
    """The map as a list with filters."""
    form, wanted = _wanted(request)
    context = {
        "form": form,
        "findings": queries.findings(wanted),
        "is_filtered": request.GET,
        "only_due": wanted == queries.FindingFilter(state=DUE),
    }
    return render(request, "identity/finding_list.html", context)


@requires(Permission.MONITORING_READ)
def finding_export(request: SignedInRequest, kind: str) -> HttpResponse:
    """The same list as a file. What employees registered about themselves stays in the portal."""
    _form, wanted = _wanted(request)
    rows = queries.findings(wanted).exclude(kind=Kind.EMPLOYEE)
    return table_response(request, "nettidentitet", COLUMNS, rows, kind)


@requires(Permission.MONITORING_READ)
def finding_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One finding: what it is, what proves it, and what is done about it."""
    finding = get_object_or_404(queries.finding_page(pk))
    context = {
        "finding": finding,
        "steps": FINDING.open_to(request.user, finding),
        "evidence": queries.evidence_of(finding),
        "measures": queries.measures_of(finding),
        "links": finding.links.select_related("version__strategy", "decision__channel", "by"),
        "cases": finding.cases.all(),
        "sightings": finding.sightings.select_related("check_round", "by").order_by("-seen_at"),
        "may_change": rules.may_change(request.user, finding),
        "may_remove": rules.may_remove(request.user, finding),
        "is_self": finding.kind == Kind.EMPLOYEE,
        "register_url": _register_url(finding),
        "history": history_of(finding)[:20],
    }
    return render(request, "identity/finding_detail.html", context)


def _register_url(finding: Finding) -> str:
    """Where an account of ours that is not in the register is put there; empty for all else."""
    if finding.kind != Kind.ACCOUNT or finding.account_id:
        return ""
    [(_finding, url)] = queries.with_registration([finding])
    return url


@requires(Permission.MONITORING_WRITE)
def finding_create(request: SignedInRequest) -> HttpResponse:
    """Write down what was found; a link may suggest what it is."""
    given = {name: request.GET[name][:1000] for name in SUGGESTED if name in request.GET}
    form = FindingForm(request.POST or None, initial=given)
    if form.is_valid() and (finding := _save(form, None, request)):
        return _onwards(request, finding)
    context = {"form": form}
    return render(request, "identity/finding_edit.html", context, status=_status(form))


@requires(Permission.MONITORING_WRITE)
def finding_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change what is known."""
    finding = get_object_or_404(Finding, pk=pk)
    form = FindingForm(request.POST or None, instance=finding, initial={"edition": finding.edition})
    if form.is_valid():
        try:
            if saved := _save(form, finding, request):
                return _onwards(request, saved)
        except Conflict as error:
            return _both(request, form, error)
    context = {"form": form, "finding": finding}
    return render(request, "identity/finding_edit.html", context, status=_status(form))


@requires(Permission.MONITORING_READ)
def finding_act(request: SignedInRequest, pk: int) -> HttpResponse:
    """A button: verified, gone, not about us, or taken up again."""
    finding = get_object_or_404(Finding, pk=pk)
    if request.method == "POST":
        action = request.POST.get("action", "")
        if action == "remove":
            services.remove(finding=finding, by=request.user, at=now())
            messages.success(request, _("Registreringen din er slettet."))
            return redirect("identity:finding-list")
        services.act(
            finding=finding,
            action=FindingAction(action) if action in FindingAction else action,
            by=request.user,
            at=now(),
            reason=posted_reason(request.POST),
        )
        messages.success(request, _("Funnet har fått ny status."))
    return redirect("identity:finding-detail", pk=pk)


@requires(Permission.MONITORING_WRITE)
def finding_see(request: SignedInRequest, pk: int) -> HttpResponse:
    """Looked at in the open check: it stands as it is written here."""
    finding = get_object_or_404(Finding, pk=pk)
    check = queries.open_check()
    if request.method != "POST" or check is None:
        return redirect("identity:finding-detail", pk=pk)
    gone = posted_reason(request.POST) if request.POST.get("action") == "gone" else ""
    if gone:
        services.act(
            finding=finding, action=FindingAction.GONE, by=request.user, at=now(), reason=gone
        )
    else:
        services.see(finding=finding, by=request.user, at=now())
    return redirect("identity:part-show", pk=check.pk, kind=finding.kind)


def _save(form: FindingForm, finding: Finding | None, request: SignedInRequest) -> Finding | None:
    """The saved finding, or nothing when the service refused; then the form says why."""
    facts = dict(form.cleaned_data)
    edition, fine = facts.pop("edition"), facts.pop("name_is_fine")
    given = {"finding": finding, "facts": facts, "edition": edition, "name_is_fine": fine}
    try:
        return services.save(by=request.user, at=now(), **given)
    except Invalid as refused:
        form.add_error(None, str(refused))
    return None


def _onwards(request: SignedInRequest, finding: Finding) -> HttpResponse:
    """Back to the check that the finding was made in, else to the finding."""
    messages.success(request, _("Funnet er lagret."))
    check = queries.open_check()
    if request.GET.get("sjekk") and check and check.parts.filter(kind=finding.kind).exists():
        return redirect("identity:part-show", pk=check.pk, kind=finding.kind)
    return redirect("identity:finding-detail", pk=finding.pk)


def _status(form: FindingForm) -> int:
    return 422 if form.errors else form_status(form)


def _both(request: SignedInRequest, form: FindingForm, error: Conflict) -> HttpResponse:
    """Somebody saved first: both texts side by side, and nothing typed is lost."""
    stored = Finding.objects.get(pk=form.instance.pk)
    again = request.POST.copy()
    again["edition"] = str(stored.edition)
    context = {
        "form": FindingForm(again, instance=Finding.objects.get(pk=stored.pk)),
        "finding": stored,
        "error": error,
        "diff": side_by_side(*fields_beside(form, stored)),
    }
    return render(request, "identity/finding_edit.html", context, status=409)
