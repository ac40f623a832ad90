"""Pages about one mention. Every act has a page of its own: all works without JavaScript."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from difi_sosial.audit.queries import history_of
from difi_sosial.core.clock import now
from difi_sosial.core.forms import PortalForm, form_status
from difi_sosial.dialogue import forms, queries, services
from difi_sosial.dialogue.enums import Action
from difi_sosial.dialogue.models import Response, Triage
from difi_sosial.dialogue.workflow import WORKFLOW
from difi_sosial.monitoring.models import Mention
from difi_sosial.monitoring.queries import changes_of, fold_of
from difi_sosial.people.permissions import Permission, SignedInRequest, requires

PER_PAGE = 50


class Act(NamedTuple):
    """An act on screen: its form, the service behind it, and what the page says afterwards."""

    form: type[PortalForm]
    service: Callable[..., Any]
    done: Any


ACTS = {
    Action.TRIAGE: Act(forms.TriageForm, services.triage, gettext_lazy("Omtalen er sortert.")),
    Action.ASSIGN: Act(forms.AssignForm, services.assign, gettext_lazy("Omtalen er tildelt.")),
    Action.ANSWER: Act(forms.AnswerForm, services.answer, gettext_lazy("Svaret er lagret.")),
    Action.REFER: Act(
        forms.ReferForm, services.refer, gettext_lazy("Omtalen er sendt til fagavdelingen.")
    ),
    Action.LEAVE: Act(
        forms.ReasonForm, services.leave, gettext_lazy("Omtalen er merket «krever ikke svar».")
    ),
    Action.ASSESS: Act(forms.AssessForm, services.assess, gettext_lazy("Vurderingen er lagret.")),
    Action.CLOSE: Act(forms.NothingForm, services.close, gettext_lazy("Omtalen er lukket.")),
    Action.REOPEN: Act(forms.ReasonForm, services.reopen, gettext_lazy("Omtalen er åpnet igjen.")),
}


@requires(Permission.CHANNEL_READ)
def promise_list(request: SignedInRequest) -> HttpResponse:
    """What each account promises beside what was measured."""
    context = {"promises": queries.promises(now())}
    return render(request, "dialogue/promise_list.html", context)


@requires(Permission.MONITORING_READ)
def mention_detail(request: SignedInRequest, uuid: UUID) -> HttpResponse:
    """The mention, what has been done about it, and what can be done now."""
    mention = _mention(uuid)
    triage = queries.triage_of(mention)
    saved = triage.pk is not None
    context = {
        "mention": mention,
        "triage": triage,
        "steps": [] if mention.head_id else WORKFLOW.open_to(request.user, triage),
        "responses": _responses(triage),
        "assessments": queries.assessments_of(triage) if saved else [],
        "history": history_of(triage)[:30] if saved else [],
        "changes": changes_of(mention),
        "fold": fold_of(mention),
        "now": now(),
    }
    return render(request, "dialogue/mention_detail.html", context)


@requires(Permission.MONITORING_READ)
def mention_act(request: SignedInRequest, uuid: UUID, action: str) -> HttpResponse:
    """One act: its form, and then its service. The workflow itself says who may."""
    if action not in ACTS:
        raise Http404
    mention, act = _mention(uuid), ACTS[Action(action)]
    triage = queries.triage_of(mention)
    form = act.form(request.POST or None, initial=_initial(triage, request))
    if request.method == "POST" and form.is_valid():
        arguments = getattr(form, "arguments", form.cleaned_data)
        act.service(mention=mention, by=request.user, at=now(), **arguments)
        messages.success(request, str(act.done))
        return redirect("dialogue:mention-detail", uuid=mention.uuid)
    step = next((s for s in WORKFLOW.open_to(request.user, triage) if s.action == action), None)
    if step is None:
        messages.error(request, _("Dette kan ikke gjøres med omtalen nå."))
        return redirect("dialogue:mention-detail", uuid=mention.uuid)
    context = {"mention": mention, "triage": triage, "form": form, "step": step}
    context["responses"] = _responses(triage)
    return render(request, "dialogue/mention_act.html", context, status=form_status(form))


@requires(Permission.MONITORING_READ)
def my_mentions(request: SignedInRequest) -> HttpResponse:
    """What this person has to follow up, and what waits for a journal assessment."""
    context = {
        "mine": queries.assigned_to(request.user)[:100],
        "to_assess": queries.to_assess()[:100],
        "load": queries.load(request.user, now()),
        "now": now(),
    }
    return render(request, "dialogue/my_mentions.html", context)


@requires(Permission.MONITORING_READ)
def forgotten_list(request: SignedInRequest) -> HttpResponse:
    """What somebody began on long ago and nobody has closed."""
    rule, found = queries.forgotten(now())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"rule": rule, "page": page, "triages": page.object_list}
    return render(request, "dialogue/forgotten_list.html", context)


def _responses(triage: Triage) -> Iterable[Response]:
    """The answers given; they bear on the journal assessment too."""
    return triage.responses.select_related("written_by") if triage.pk else []


def _mention(uuid: UUID) -> Mention:
    related = ("source__channel", "capture", "watch_version__watch")
    return get_object_or_404(Mention.objects.select_related(*related), uuid=uuid)


def _initial(triage: Triage, request: HttpRequest) -> dict[str, Any]:
    """What the form starts with: what is known already."""
    return {
        "kind": triage.kind,
        "urgency": triage.urgency,
        "note": triage.note,
        "to": triage.assigned_to_id or request.user.pk,
        "language": "nn" if triage.mention and triage.mention.language == "nn" else "nb",
        "unit": triage.referred_to_id,
    }
