"""Many mentions at once: see what will happen to which, do it, and undo it."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from difi_sosial.core.clock import now
from difi_sosial.core.errors import Conflict, Invalid
from difi_sosial.dialogue import forms, queries, rules, services
from difi_sosial.dialogue.enums import BulkAction
from difi_sosial.monitoring import queries as monitoring
from difi_sosial.monitoring.forms import MentionFilterForm
from difi_sosial.people.permissions import Permission, SignedInRequest, requires


@requires(Permission.MONITORING_READ)
def bulk_do(request: SignedInRequest) -> HttpResponse:
    """A GET shows what would happen; a POST does it when that is what was shown.

    The workflow itself says who may do what to which.
    """
    given = request.POST if request.method == "POST" else request.GET
    if given.get("act") not in BulkAction.values:
        raise Http404
    action = BulkAction(given["act"])
    form = forms.bulk_form(action, request.POST or None, by=request.user)
    uuids = _chosen(given)
    if not uuids:
        messages.error(request, _("Kryss av for minst én omtale først."))
        return redirect("monitoring:mention-list")
    if request.method == "POST" and form.is_valid():
        try:
            return _done(request, action, uuids, form)
        except Conflict:
            return _preview(request, action, uuids, form, looks_again=True)
        except Invalid as refused:
            form.add_error(None, str(refused))
    return _preview(request, action, uuids, form)


@requires(Permission.MONITORING_READ)
def bulk_done(request: SignedInRequest, key: UUID) -> HttpResponse:
    """What was done to which, and the way back."""
    act = queries.bulk_act(key)
    if act is None:
        raise Http404
    context = {"act": act, "may_undo": rules.may_undo(request.user, act, now())}
    return render(request, "dialogue/bulk_done.html", context)


@require_POST
@requires(Permission.MONITORING_READ)
def bulk_undo(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Put back what nobody has touched since."""
    act = queries.bulk_act(key)
    if act is None:
        raise Http404
    count = services.undo_all(act=act, by=request.user, at=now())
    text = ngettext("%(count)s omtale står som før.", "%(count)s omtaler står som før.", count)
    messages.success(request, text % {"count": count})
    return redirect("dialogue:bulk-done", key=key)


def _done(
    request: SignedInRequest, action: BulkAction, uuids: list[UUID], form: forms.BulkForm
) -> HttpResponse:
    key = _uuid(request.POST.get("key", "")) or uuid4()
    seen = request.POST.get("seen", "")
    act = services.do_all(
        key=key, action=action, uuids=uuids, by=request.user, at=now(), seen=seen, **form.arguments
    )
    count = act.rows.count()
    text = ngettext("%(count)s omtale er behandlet.", "%(count)s omtaler er behandlet.", count)
    messages.success(request, text % {"count": count})
    return redirect("dialogue:bulk-done", key=act.key)


def _preview(
    request: SignedInRequest,
    action: BulkAction,
    uuids: list[UUID],
    form: forms.BulkForm,
    *,
    looks_again: bool = False,
) -> HttpResponse:
    chosen = queries.chosen_mentions(uuids)
    plans = queries.planned(action, chosen, by=request.user, **form.plan)
    context = {
        "action": action,
        "form": form,
        "doable": [plan for plan in plans if plan.steps],
        "left_out": [plan for plan in plans if not plan.steps],
        "seen": services.sign_of(plans),
        "key": request.POST.get("key") or uuid4(),
        "looks_again": looks_again,
    }
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "dialogue/bulk_do.html", context, status=409 if looks_again else status)


def _chosen(given: QueryDict) -> list[UUID]:
    """Those that are ticked, or all that the filters in the address find."""
    if given.get("all"):
        wanted = MentionFilterForm(given, places=monitoring.places()).wanted
        found = monitoring.filtered(wanted).values_list("uuid", flat=True)
        return list(found[: queries.MOST])
    picked = (_uuid(text) for text in given.getlist("mention")[: queries.MOST])
    return [uuid for uuid in picked if uuid]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
