"""Our own accounts: the list, one account with its access, and what is written about it."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from difi_sosial.audit.queries import history_of
from difi_sosial.channels import queries, rules, services
from difi_sosial.channels.forms import (
    AccountForm,
    ActivityForm,
    AdministratorForm,
    AlarmForm,
    HoursFormset,
    PromiseFormset,
)
from difi_sosial.channels.models import Account, Administrator
from difi_sosial.channels.queries import public
from difi_sosial.channels.queries.words import Week, hours_in_words, kinds_in_words
from difi_sosial.core.clock import OSLO, local_date, now
from difi_sosial.core.diff import fields_beside, side_by_side
from difi_sosial.core.errors import Conflict
from difi_sosial.core.forms import form_status
from difi_sosial.people.permissions import Permission, SignedInRequest, requires
from difi_sosial.strategy import queries as strategy

# What a link may fill in on the form of a new account.
SUGGESTED = ("channel", "handle", "name", "url")
# The account's rows, as the page calls them.
ROWS = (gettext_lazy("Når noen følger kontoen"), gettext_lazy("Egen svartid for noen meldinger"))


@requires(Permission.CHANNEL_READ)
def account_list(request: SignedInRequest) -> HttpResponse:
    """Every account of ours, and what is wrong with it."""
    rows = queries.account_rows(local_date(now()))
    context = {"rows": rows, "alarms": queries.open_alarms(), "enough": queries.ENOUGH}
    return render(request, "channels/account_list.html", context)


@requires(Permission.CHANNEL_READ)
def account_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One account: what it promises, who has access, why it is there, what it says."""
    account = get_object_or_404(queries.account_page(pk))
    today = local_date(now())
    administrators = list(queries.administrators_of(account))
    context = {
        "account": account,
        "public": public.public_account(account),
        "administrators": administrators,
        "enough": queries.ENOUGH,
        "is_overdue": bool(account.confirm_due_on and account.confirm_due_on < today),
        "alarms": [alarm for row in administrators for alarm in row.open_alarms],  # type: ignore[attr-defined]
        "confirmations": account.confirmations.select_related("confirmed_by")[:4],
        "may_confirm": rules.may_confirm(request.user, account),
        "may_change": rules.may_change_access(request.user, account),
        "texts": queries.current_texts_of(account),
        "check": queries.last_check(account),
        "samples": queries.samples_of(account)[:6],
        "decision": account.channel.decisions.select_related("decided_by").last(),
        "strategy": strategy.current(),
        "kept": queries.promise_kept(account, today),
        "history": history_of(account)[:20],
    }
    return render(request, "channels/account_detail.html", context)


@requires(Permission.CHANNEL_WRITE)
def account_create(request: SignedInRequest) -> HttpResponse:
    """A new account."""
    return _edit(request, None)


@requires(Permission.CHANNEL_WRITE)
def account_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change an account."""
    return _edit(request, get_object_or_404(queries.account_page(pk)))


@requires(Permission.CHANNEL_READ)
def account_confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """The owner looks over who has access, and confirms."""
    account = get_object_or_404(queries.account_page(pk))
    if request.method == "POST":
        services.confirm_administrators(account=account, by=request.user, at=now())
        messages.success(request, _("Tilgangene er bekreftet. Du får brev neste kvartal."))
        return redirect("channels:account-detail", pk=pk)
    context = {
        "account": account,
        "administrators": queries.administrators_of(account),
        "may_confirm": rules.may_confirm(request.user, account),
    }
    return render(request, "channels/account_confirm.html", context)


@requires(Permission.CHANNEL_READ)
def administrator_add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write down that somebody can sign in to the account."""
    account = get_object_or_404(queries.account_page(pk))
    form = AdministratorForm(request.POST or None)
    if form.is_valid():
        added = services.add_administrator(
            account=account, by=request.user, at=now(), **form.cleaned_data
        )
        messages.success(request, _("%(name)s står nå som administrator.") % {"name": added})
        return redirect("channels:account-detail", pk=pk)
    context = {"form": form, "account": account}
    return render(request, "channels/administrator_add.html", context, status=form_status(form))


@require_POST
@requires(Permission.CHANNEL_READ)
def administrator_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write down that somebody can no longer sign in."""
    found = Administrator.objects.select_related("account", "user")
    administrator = get_object_or_404(found, pk=pk)
    services.remove_administrator(administrator=administrator, by=request.user, at=now())
    messages.success(request, _("%(name)s er tatt av listen.") % {"name": administrator})
    return redirect("channels:account-detail", pk=administrator.account_id)


@requires(Permission.CHANNEL_READ)
def alarm_close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say what became of a leaver's access."""
    alarm = get_object_or_404(queries.open_alarms(), pk=pk)
    account = alarm.administrator.account
    form = AlarmForm(request.POST or None)
    if form.is_valid():
        services.close_alarm(alarm=alarm, by=request.user, at=now(), **form.cleaned_data)
        messages.success(request, _("Alarmen er avsluttet."))
        return redirect("channels:account-detail", pk=account.pk)
    context = {"form": form, "alarm": alarm, "account": account}
    return render(request, "channels/alarm_close.html", context, status=form_status(form))


@requires(Permission.CHANNEL_WRITE)
def activity_add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Numbers that somebody has read in the channel."""
    account = get_object_or_404(queries.account_page(pk))
    form = ActivityForm(request.POST or None)
    if form.is_valid():
        numbers = dict(form.cleaned_data)
        if day := numbers["last_post_at"]:
            numbers["last_post_at"] = datetime.combine(day, time(12), OSLO)
        services.note_activity(account=account, by=request.user, at=now(), **numbers)
        messages.success(request, _("Tallene er lagret."))
        return redirect("channels:account-detail", pk=pk)
    context = {"form": form, "account": account}
    return render(request, "channels/activity_add.html", context, status=form_status(form))


def _edit(request: SignedInRequest, account: Account | None) -> HttpResponse:
    posted = request.POST or None
    given = {name: request.GET[name] for name in SUGGESTED if name in request.GET}
    new = {**given, "owner": request.user.pk}
    initial = {"edition": account.edition} if account else new
    form = AccountForm(posted, instance=account, initial=initial)
    # What is posted is all there is: a row that is as it was before is still a row.
    rows = (_hours_of(account), _promises_of(account)) if posted is None else (None, None)
    hours = HoursFormset(posted, prefix="hours", initial=rows[0])
    promises = PromiseFormset(posted, prefix="promises", initial=rows[1])
    if all([form.is_valid(), hours.is_valid(), promises.is_valid()]):
        try:
            saved = _save(request, account, form, hours, promises)
        except Conflict as error:
            return _conflict(request, form, hours, promises, error)
        messages.success(request, _("Kontoen er lagret."))
        return redirect("channels:account-detail", pk=saved.pk)
    context = {"form": form, "hours": hours, "promises": promises, "account": account}
    status = form_status(form, hours, promises)
    return render(request, "channels/account_edit.html", context, status=status)


def _save(
    request: SignedInRequest, account: Account | None, form: AccountForm, hours: Any, promises: Any
) -> Account:
    facts = dict(form.cleaned_data)
    # A page without an edition was made from something older than all there is.
    edition = facts.pop("edition") or 0
    return services.save_account(
        account=account,
        edition=edition,
        facts=facts,
        hours=hours.hours(),
        promises=promises.promises(),
        by=request.user,
        at=now(),
    )


def _conflict(
    request: SignedInRequest, form: AccountForm, hours: Any, promises: Any, error: Conflict
) -> HttpResponse:
    """What the other person saved beside what was typed; the form keeps all that was typed."""
    account = get_object_or_404(queries.account_page(form.instance.pk))
    again = request.POST.copy()
    again["edition"] = str(account.edition)
    theirs, mine = fields_beside(form, account)
    theirs += _rows_told(
        queries.week_of(account), {p.kind: p.hours for p in account.promises.all()}
    )
    mine += _rows_told(hours.week(), promises.promises())
    context = {
        "form": AccountForm(again, instance=get_object_or_404(queries.account_page(account.pk))),
        "hours": hours,
        "promises": promises,
        "account": account,
        "error": error,
        "diff": side_by_side(theirs, mine),
    }
    return render(request, "channels/account_edit.html", context, status=409)


def _rows_told(week: Week, promises: Mapping[str, int]) -> str:
    """Hours and promises as lines beside the account's facts."""
    language = get_language() or "nb"
    told = hours_in_words(week, language), kinds_in_words(promises.items(), language)
    return "".join(f"\n{label}: {words or '–'}" for label, words in zip(ROWS, told, strict=True))


def _hours_of(account: Account | None) -> list[dict[str, Any]]:
    """Days in a row that are alike stand on one line."""
    lines: list[dict[str, Any]] = []
    week = queries.week_of(account) if account else {}
    for day in sorted(week):
        for opens, closes in week[day]:
            same = [
                line
                for line in lines
                if (line["opens"], line["closes"], line["last"]) == (opens, closes, day - 1)
            ]
            if same:
                same[0].update(until=day, last=day)
            else:
                lines.append({"weekday": day, "opens": opens, "closes": closes, "last": day})
    return lines


def _promises_of(account: Account | None) -> list[dict[str, Any]]:
    rows = account.promises.all() if account else []
    return [{"kind": row.kind, "hours": row.hours} for row in rows]
