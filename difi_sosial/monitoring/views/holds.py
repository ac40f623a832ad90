"""What is held back from deletion, by whom and why."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from difi_sosial.audit.queries import history_of
from difi_sosial.core.clock import now
from difi_sosial.core.errors import Invalid
from difi_sosial.core.forms import form_status
from difi_sosial.monitoring import queries, rules
from difi_sosial.monitoring.forms import HoldForm, LiftForm, MentionFilterForm
from difi_sosial.monitoring.models import Hold, Mention, SavedSearch, Source, Watch
from difi_sosial.monitoring.services import holds
from difi_sosial.people.permissions import Permission, SignedInRequest, requires
from difi_sosial.people.rules import may

SHOWN = 100


@requires(Permission.MONITORING_READ)
def hold_list(request: SignedInRequest) -> HttpResponse:
    """What is held now, and what was."""
    found = Hold.objects.select_related("placed_by", "lifted_by", "source", "watch")
    rows = list(found.annotate(mentions=Count("held"))[:SHOWN])
    context = {
        "standing": [hold for hold in rows if not hold.is_lifted],
        "lifted": [hold for hold in rows if hold.is_lifted],
    }
    return render(request, "monitoring/hold_list.html", context)


@requires(Permission.MENTION_HOLD)
def hold_create(request: SignedInRequest) -> HttpResponse:
    """Hold what the address names: ?mention=, ?source=, ?watch= or ?search=."""
    scope, thing = _named(request)
    form = HoldForm(request.POST or None)
    if form.is_valid():
        try:
            hold = holds.place(
                thing=thing, hits=_hits(thing), by=request.user, at=now(), **form.cleaned_data
            )
        except Invalid as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Sperren er satt. Ingen kan slette det den gjelder."))
            return redirect(hold)
    context = {"form": form, "thing": thing, "kind": thing._meta.verbose_name, "scope": scope}
    return render(request, "monitoring/hold_edit.html", context, status=form_status(form))


@requires(Permission.MONITORING_READ)
def hold_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One hold: what it is on, why, and the way to lift it."""
    related = ("placed_by", "lifted_by", "source", "watch")
    hold = get_object_or_404(Hold.objects.select_related(*related), pk=pk)
    may_lift = may(request.user, Permission.MENTION_HOLD) and not hold.is_lifted
    form = LiftForm(request.POST or None) if may_lift else None
    if form and form.is_valid():
        holds.lift(hold=hold, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, _("Sperren er opphevet."))
        return redirect(hold)
    context = {
        "hold": hold,
        "form": form,
        "held": hold.held.select_related("mention__source")[:SHOWN],
        "count": hold.held.count(),
        "history": history_of(hold),
    }
    return render(request, "monitoring/hold_detail.html", context, status=form_status(form))


def _named(request: SignedInRequest) -> tuple[str, Mention | Source | Watch | SavedSearch]:
    given = request.GET
    lookups: dict[str, Any] = {"source": Source, "watch": Watch, "search": SavedSearch}
    if "mention" in given:
        return "mention", _found(Mention, "uuid", given["mention"])
    for name, model in lookups.items():
        if name in given:
            thing = _found(model, "pk", given[name])
            if isinstance(thing, SavedSearch) and not rules.may_open_search(request.user, thing):
                raise Http404
            return name, thing
    raise Http404


def _found(model: Any, field: str, value: str) -> Any:
    try:
        return get_object_or_404(model, **{field: value})
    except (ValueError, OverflowError, ValidationError) as error:
        raise Http404 from error


def _hits(thing: Any) -> Sequence[int]:
    if not isinstance(thing, SavedSearch):
        return ()
    chosen = MentionFilterForm(QueryDict(thing.query), places=queries.places())
    return list(queries.filtered(chosen.wanted).values_list("pk", flat=True)[: holds.MOST + 1])
