"""What is written on a page is not lost when whoever wrote it has been signed out meanwhile."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

FORBIDDEN = 403
SECRETS = ("token", "password")  # what a page never shows again
BY = "written_by"  # who had the page open; the page's script says so (static/js/portal.js)
NOT_WRITTEN = ("csrfmiddlewaretoken", BY)
NO_TEXTS = ("/konto/", "/valg/")


class SignInMiddleware(LoginRequiredMiddleware):
    """Sends whoever is not signed in to sign in, with what they wrote kept on the page."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """The page to sign in on; for what was written on a page of ours, one that has it all.

        A page that saves itself gets the status alone: it says itself what to do.
        """
        sign_in = super().process_view(request, view_func, view_args, view_kwargs)
        if request.method != "POST" or (sign_in is None and not _is_anothers(request)):
            return sign_in
        return HttpResponse(status=FORBIDDEN) if _is_by_itself(request) else _kept(request)


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A page whose token is not this session's: most often one from before its writer signed in.

    What comes from a page of another site is never shown with a button that sends it (OWASP, CSRF).
    """
    if _is_by_itself(request):
        return HttpResponse(status=FORBIDDEN)
    return _kept(request) if _is_from_us(request) else _too_old(request)


def _is_by_itself(request: HttpRequest) -> bool:
    return "HX-Request" in request.headers


def _is_anothers(request: HttpRequest) -> bool:
    """Whether the page was opened by somebody else than who is signed in now, in the same browser.

    Without this what one person wrote would be stored as another's.
    """
    own = str(request.user.pk or "")
    return bool(own) and request.POST.get(BY, own) != own


def _is_from_us(request: HttpRequest) -> bool:
    ours = {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}
    return request.headers.get("Origin") in ours


def _kept(request: HttpRequest) -> HttpResponse:
    """The page with all that was written, to be sent again once the writer is signed in.

    A button alone wrote nothing, and is pressed anew where it is seen what it does. Passwords and
    one-time codes are typed anew too.
    """
    written = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in NOT_WRITTEN
    ]
    if request.path.startswith(NO_TEXTS) or not any(value.strip() for _name, value in written):
        return _too_old(request)
    facts = {
        "written": [pair for pair in written if pair[0] not in SECRETS],
        "is_short": bool(request.FILES) or any(name in SECRETS for name, _value in written),
    }
    return render(request, "kept.html", facts, status=FORBIDDEN)


def _too_old(request: HttpRequest) -> HttpResponse:
    return render(request, "403_csrf.html", status=FORBIDDEN)
