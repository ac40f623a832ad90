"""Our own accounts."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from difi_sosial.channels import queries, services
from difi_sosial.channels.forms import AccountForm
from difi_sosial.channels.models import Account
from difi_sosial.core.clock import now
from difi_sosial.core.forms import form_status
from difi_sosial.people.permissions import Permission, SignedInRequest, requires


@requires(Permission.CHANNEL_READ)
def account_list(request: SignedInRequest) -> HttpResponse:
    """Every account of ours."""
    return render(request, "channels/account_list.html", {"accounts": queries.accounts()})


@requires(Permission.CHANNEL_WRITE)
def account_create(request: SignedInRequest) -> HttpResponse:
    """A new account."""
    return _edit(request, None)


@requires(Permission.CHANNEL_WRITE)
def account_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change an account."""
    return _edit(request, get_object_or_404(Account.objects.select_related("channel"), pk=pk))


def _edit(request: SignedInRequest, account: Account | None) -> HttpResponse:
    initial = {"channel": request.GET.get("channel")} if account is None else None
    form = AccountForm(request.POST or None, instance=account, initial=initial)
    if form.is_valid():
        services.save_account(account=account, facts=form.cleaned_data, by=request.user, at=now())
        messages.success(request, _("Kontoen er lagret."))
        return redirect("channels:account-list")
    context = {"form": form, "account": account}
    return render(request, "channels/account_edit.html", context, status=form_status(form))
