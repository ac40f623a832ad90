"""What happens around every request."""

import logging
import re
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme

from difi_sosial.core.errors import DomainError, NotAllowed

GetResponse = Callable[[HttpRequest], HttpResponse]
REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")

current_request_id: ContextVar[str] = ContextVar("current_request_id", default="-")


class RequestIdFilter(logging.Filter):
    """Gives every log line the id of the request it belongs to."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current_request_id.get()
        return True


class RequestIdMiddleware:
    """Takes X-Request-ID from a proxy in front, or makes one, and answers with it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
        mark = current_request_id.set(request_id)
        try:
            response = self.get_response(request)
        finally:
            current_request_id.reset(mark)
        response["X-Request-ID"] = request_id
        return response


class ContentSecurityPolicyMiddleware:
    """Sends the strict policy of the setting CONTENT_SECURITY_POLICY with every page."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        policy = settings.CONTENT_SECURITY_POLICY
        self.header = "; ".join(f"{name} {value}" for name, value in policy.items())

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Content-Security-Policy", self.header)
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response


class LanguageMiddleware:
    """Bokmål or nynorsk from the person's profile, else the cookie; never from Accept-Language."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.known = {code for code, _name in settings.LANGUAGES}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = self._chosen(request)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.setdefault("Content-Language", language)
        return response

    def _chosen(self, request: HttpRequest) -> str:
        profile = getattr(request.user, "language", "")
        cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        return next((code for code in (profile, cookie) if code in self.known), "nb")


class WrongMethodMiddleware:
    """Says what happened when somebody opens an address that only takes what a form sends.

    It happens to people: the address is in the history, or the log-in leads back to it. A program
    that does not ask for HTML keeps the bare answer.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        reads = request.method == "GET" and "text/html" in request.headers.get("Accept", "")
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or not reads:
            return response
        page = render(request, "405.html", status=response.status_code)
        if "Allow" in response:
            page["Allow"] = response["Allow"]
        return page


class DomainErrorMiddleware:
    """Turns a rule's no into a message on the page the person came from."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, DomainError):
            return None
        back = request.headers.get("Referer", "")
        here = {request.get_host()}
        if isinstance(error, NotAllowed) or request.method != "POST" or not _ours(back, here):
            return render(request, f"{_page(error)}.html", {"error": error}, status=error.status)
        messages.error(request, str(error))
        return HttpResponseRedirect(back)


def _ours(address: str, hosts: set[str]) -> bool:
    return bool(address) and url_has_allowed_host_and_scheme(address, allowed_hosts=hosts)


def _page(error: DomainError) -> str:
    return "403" if isinstance(error, NotAllowed) else "409"
