"""Roles with power sign in with two factors."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from difi_sosial.people.rules import needs_second_factor

OPEN_PATHS = ("/konto/", "/static/", "/helse/", "/offentlig/", "/valg/", "/kalender/")


class SecondFactorMiddleware:
    """Sends a person whose role demands it to set up a second factor before anything else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith("/konto/"):
            request.session.pop("second_factor", None)
        if self._must_set_up(request):
            messages.info(
                request, _("Rollen din krever to-trinns innlogging. Sett den opp for å gå videre.")
            )
            return redirect("mfa_activate_totp")
        return self.get_response(request)

    def _must_set_up(self, request: HttpRequest) -> bool:
        return bool(
            settings.MFA_REQUIRED
            and request.user.is_authenticated
            and not request.path.startswith(OPEN_PATHS)
            and needs_second_factor(request.user)
            and not _has_second_factor(request)
        )


def _has_second_factor(request: HttpRequest) -> bool:
    """Asked of the database until it is true, then remembered in the session.

    A visit to the account pages, where the second factor can be taken off, forgets the answer.
    """
    if request.session.get("second_factor"):
        return True
    enabled = bool(is_mfa_enabled(request.user))
    if enabled:
        request.session["second_factor"] = True
    return enabled
