"""Pages about rules: the list, and the forms of those who keep it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from difi_sosial.audit.queries import history_of
from difi_sosial.core.clock import local_date, now
from difi_sosial.core.diff import side_by_side
from difi_sosial.core.errors import Conflict, DomainError
from difi_sosial.core.forms import form_status
from difi_sosial.law import queries, services
from difi_sosial.law.enums import Topic
from difi_sosial.law.forms import CorrectForm, DayForm, LawFilter, RuleForm
from difi_sosial.law.models import LawRule
from difi_sosial.people.permissions import Permission, SignedInRequest, requires

COPIED = ("key", "topic", "title_nb", "title_nn", "url")


@requires(Permission.PORTAL_READ)
def law_list(request: SignedInRequest) -> HttpResponse:
    """Every rule by topic, as it is today or was on a chosen day."""
    form = LawFilter(request.GET or None)
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    today = local_date(now())
    day = chosen.get("on") or today
    narrowed = {name: chosen.get(name, "") for name in ("topic", "text")}
    context = {
        "form": form,
        "topics": queries.by_topic(on=day, **narrowed),
        "is_narrowed": any(narrowed.values()),
        "day": day,
        "is_today": day == today,
    }
    return render(request, "law/law_list.html", context)


@requires(Permission.PORTAL_READ)
def law_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One rule with the rows before and after it."""
    rule = get_object_or_404(LawRule, pk=pk)
    context = {
        "rule": rule,
        "today": local_date(now()),
        "versions": queries.versions_of(rule.key),
        "history": list(history_of(rule)[:20]),
    }
    return render(request, "law/law_detail.html", context)


@requires(Permission.LAW_WRITE)
def law_create(request: SignedInRequest) -> HttpResponse:
    """A new rule; `?etter=<pk>` starts from the one it takes over for."""
    before = LawRule.objects.filter(pk=_number(request.GET.get("etter", ""))).first()
    initial = {name: getattr(before, name) for name in COPIED} if before else None
    form = RuleForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            rule = services.add_rule(facts=form.cleaned_data, by=request.user, at=now())
        except DomainError as error:
            form.add_error("valid_from", str(error))
        else:
            messages.success(request, _("Regelen er lagret."))
            return redirect("law:law-detail", pk=rule.pk)
    context = {"form": form, "before": before}
    return render(request, "law/law_create.html", context, status=form_status(form))


@requires(Permission.LAW_WRITE)
def law_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put the words about a rule right."""
    rule = get_object_or_404(LawRule, pk=pk)
    initial = {"seen": rule.updated_at.isoformat()}
    form = CorrectForm(request.POST or None, instance=rule, initial=initial)
    if form.is_valid():
        facts: dict[str, Any] = form.cleaned_data
        try:
            services.correct_rule(
                rule=rule, facts=facts, by=request.user, at=now(), seen=facts["seen"]
            )
        except Conflict as error:
            return _conflict(request, pk, facts, error)
        messages.success(request, _("Endringen er lagret."))
        return redirect("law:law-detail", pk=pk)
    context = {"form": form, "rule": rule}
    return render(request, "law/law_edit.html", context, status=form_status(form))


@requires(Permission.LAW_WRITE)
def law_end(request: SignedInRequest, pk: int) -> HttpResponse:
    """The last day of a rule, or the first day of a coming one."""
    rule = get_object_or_404(LawRule, pk=pk)
    is_coming = rule.valid_from is None
    act = services.start_rule if is_coming else services.end_rule
    label = _("Første dag regelen gjelder") if is_coming else _("Siste dag regelen gjelder")
    save = _("Sett regelen i kraft") if is_coming else _("Avslutt regelen")
    form = DayForm(request.POST or None, label=label, save=save)
    if form.is_valid():
        try:
            act(rule=rule, on=form.cleaned_data["on"], by=request.user, at=now())
        except DomainError as error:
            form.add_error("on", str(error))
        else:
            messages.success(request, _("Regelen er lagret."))
            return redirect("law:law-detail", pk=pk)
    context = {"form": form, "rule": rule, "is_coming": is_coming}
    return render(request, "law/law_end.html", context, status=form_status(form))


def _conflict(
    request: SignedInRequest, pk: int, mine: dict[str, Any], error: Conflict
) -> HttpResponse:
    """Both texts side by side, and the form as it was typed: nothing is lost."""
    rule = get_object_or_404(LawRule, pk=pk)
    again = request.POST.copy()
    again["seen"] = rule.updated_at.isoformat()
    theirs = {name: getattr(rule, name) for name in services.WORDS}
    diff = side_by_side(_words(theirs), _words(mine))
    form = CorrectForm(again, instance=LawRule.objects.get(pk=pk))
    context = {"form": form, "rule": rule, "error": error, "diff": diff}
    return render(request, "law/law_edit.html", context, status=409)


def _words(facts: dict[str, Any]) -> str:
    labels = {"topic": Topic(facts["topic"]).label}
    return "\n".join(str(labels.get(name, facts[name])) for name in services.WORDS)


def _number(text: str) -> int:
    return int(text[:9]) if text.isdecimal() else 0
