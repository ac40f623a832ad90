"""A person's own page: how often letters come, and the calendar of deadlines."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from difi_sosial.core.clock import now
from difi_sosial.core.forms import form_status
from difi_sosial.people import services
from difi_sosial.people.forms import LettersForm
from difi_sosial.people.models import CalendarFeed
from difi_sosial.people.permissions import SignedInRequest, signed_in


@signed_in
def profile(request: SignedInRequest) -> HttpResponse:
    """Who I am here, and what I am sent; a POST keeps how often letters come."""
    user = request.user
    form = LettersForm(
        request.POST or None,
        initial={"letter_pace": user.letter_pace, "reminder_pace": user.reminder_pace},
    )
    if form.is_valid():
        services.choose_letters(user=user, **form.cleaned_data)
        messages.success(request, _("Valget er lagret."))
        return redirect("people:profile")
    return _page(request, form, status=form_status(form))


@require_POST
@signed_in
def keys_choose(request: SignedInRequest) -> HttpResponse:
    """Switch single keys on or off."""
    has_keys = request.POST.get("keys") == "on"
    services.choose_keys(user=request.user, has_keys=has_keys)
    text = _("Hurtigtastene er slått på.") if has_keys else _("Hurtigtastene er slått av.")
    messages.success(request, text)
    return redirect("people:profile")


@require_POST
@signed_in
def calendar_open(request: SignedInRequest) -> HttpResponse:
    """Make a new calendar address and show it, this once."""
    token = services.open_calendar(user=request.user, at=now())
    response = _page(request, token=token)
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@signed_in
def calendar_close(request: SignedInRequest) -> HttpResponse:
    """Shut the calendar address."""
    services.close_calendar(user=request.user, at=now())
    messages.success(request, _("Kalenderadressen er stengt."))
    return redirect("people:profile")


def _page(
    request: SignedInRequest, form: LettersForm | None = None, *, token: str = "", status: int = 200
) -> HttpResponse:
    user = request.user
    chosen = {"letter_pace": user.letter_pace, "reminder_pace": user.reminder_pace}
    context = {
        "form": form or LettersForm(initial=chosen),
        "person": user,
        "feed": CalendarFeed.objects.filter(user=user).first(),
        "token": token,
        "site_url": settings.SITE_URL,
    }
    return render(request, "people/profile.html", context, status=status)
