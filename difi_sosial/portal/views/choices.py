"""What a person chooses for the screen: language form and colours.

Kept in cookies; the language of a signed-in person also in the profile.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from difi_sosial.core.context import SCHEMES
from difi_sosial.people.models import User
from difi_sosial.people.permissions import public
from difi_sosial.people.services import choose_language

A_YEAR = 365 * 24 * 60 * 60


@public
@require_POST
def scheme_set(request: HttpRequest) -> HttpResponse:
    """Light, dark, or as the machine is set."""
    scheme = request.POST.get("scheme", "")
    response = _back(request)
    if scheme in SCHEMES:
        _remember(response, "scheme", scheme)
    return response


@public
@require_POST
def language_set(request: HttpRequest) -> HttpResponse:
    """Bokmål or nynorsk; for a signed-in person also next time and on other machines."""
    language = request.POST.get("language", "")
    response = _back(request)
    if language in dict(settings.LANGUAGES):
        _remember(response, settings.LANGUAGE_COOKIE_NAME, language)
        if isinstance(request.user, User):
            choose_language(user=request.user, language=language)
    return response


def _back(request: HttpRequest) -> HttpResponse:
    target = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
    return HttpResponseRedirect(target if safe else "/")


def _remember(response: HttpResponse, name: str, value: str) -> None:
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(name, value, max_age=A_YEAR, samesite="Lax", secure=secure, httponly=True)
