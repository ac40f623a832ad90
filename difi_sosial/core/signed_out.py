"""What is written on a page is not lost when whoever wrote it has been signed out meanwhile."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

FORBIDDEN = 403
NEVER_SHOWN = ("password", "secret", "token")  # what a page never shows again


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
        if sign_in is None or request.method != "POST":
            return sign_in
        return HttpResponse(status=FORBIDDEN) if _is_by_itself(request) else _kept(request)


def refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A page whose token is not this session's: most often one from before its writer signed in.

    What comes from a page of another site is never shown with a button that sends it (OWASP, CSRF).
    """
    if _is_by_itself(request):
        return HttpResponse(status=FORBIDDEN)
    if _is_from_us(request) and not request.path.startswith("/konto/"):
        return _kept(request)
    return render(request, "403_csrf.html", status=FORBIDDEN)


def _is_by_itself(request: HttpRequest) -> bool:
    return "HX-Request" in request.headers


def _is_from_us(request: HttpRequest) -> bool:
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def _kept(request: HttpRequest) -> HttpResponse:
    """The page with all that was written, to be sent again once the writer is signed in."""
    sent = [(name, value) for name, values in request.POST.lists() for value in values]
    sent = [(name, value) for name, value in sent if name != "csrfmiddlewaretoken"]
    written = [(name, value) for name, value in sent if not _is_secret(name)]
    facts = {"written": written, "is_short": bool(request.FILES) or len(written) < len(sent)}
    return render(request, "kept.html", facts, status=FORBIDDEN)


def _is_secret(name: str) -> bool:
    return any(word in name for word in NEVER_SHOWN)
