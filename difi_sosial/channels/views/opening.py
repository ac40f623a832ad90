"""The opening checklist, and the archive method tried."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from difi_sosial.channels import queries, services
from difi_sosial.channels.enums import ENDED, OpeningItem
from difi_sosial.channels.forms import ArchiveTrialForm, OpeningForm
from difi_sosial.channels.models import Channel, Decision
from difi_sosial.channels.queries.page import checklist_of
from difi_sosial.channels.views.steps import step_page
from difi_sosial.core.clock import now
from difi_sosial.core.forms import form_status
from difi_sosial.people.permissions import Permission, SignedInRequest, requires
from difi_sosial.people.rules import may


@requires(Permission.CHANNEL_READ)
def opening_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """The checklist; each line is ticked with a note of its own."""
    decision = get_object_or_404(queries.decision_page(pk))
    posted = request.POST.get("item", "") if request.method == "POST" else ""
    form = OpeningForm(request.POST, prefix=None, auto_id=f"{posted}_%s") if posted else None
    if form is not None and _is_ticked(request, decision, form):
        return redirect("channels:opening-edit", pk=pk)
    rows = [
        (item, check, form if form and posted == item else _empty(item, check))
        for item, check in checklist_of(decision)
    ]
    context = {
        "decision": decision,
        "channel": decision.channel,
        "rows": rows,
        "left": sum(check is None for _item, check, _form in rows),
        "form": form,
        "can_write": may(request.user, Permission.CHANNEL_WRITE) and decision.state not in ENDED,
    }
    return render(request, "channels/opening_edit.html", context, status=form_status(form))


@requires(Permission.CHANNEL_READ)
def archive_try(request: SignedInRequest, slug: str) -> HttpResponse:
    """Write down that the archive method has been tried."""
    channel = get_object_or_404(Channel, slug=slug)
    form = ArchiveTrialForm(request.POST or None)
    if form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("method", "entry", "reference", "note")}
        services.try_archive(channel=channel, by=request.user, at=now(), **facts)
        messages.success(request, _("Prøven av arkivmetoden er lagret."))
        return redirect("channels:readiness-show", slug=slug)
    lead = _("Ta vare på noe fra kanalen én gang før den åpnes, så dere vet at det går.")
    return step_page(request, channel, form, title=_("Prøv arkivmetoden"), lead=lead)


def _is_ticked(request: SignedInRequest, decision: Decision, form: OpeningForm) -> bool:
    """A line ticked, or its tick taken away."""
    if "uncheck" in request.POST and request.POST["item"] in OpeningItem.values:
        item = request.POST["item"]
        services.uncheck_item(decision=decision, item=item, by=request.user, at=now())
        return True
    if not form.is_valid():
        return False
    services.check_item(decision=decision, by=request.user, at=now(), **form.cleaned_data)
    return True


def _empty(item: OpeningItem, check: object) -> OpeningForm:
    note = getattr(check, "note", "")
    return OpeningForm(initial={"item": item, "note": note}, auto_id=f"{item}_%s")
