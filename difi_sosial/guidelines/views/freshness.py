"""Conditional GET on open pages: a reader who has the page already gets 304 and no body."""

import hashlib
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

from difi_sosial import __version__


def mark(request: HttpRequest, *parts: object) -> str | None:
    """An ETag of everything the page is made of; None for those who are signed in.

    `parts` is what the page tells; the language form and the colours are added here.
    """
    if request.user.is_authenticated or request.method not in ("GET", "HEAD"):
        return None
    shown = (__version__, request.LANGUAGE_CODE, request.COOKIES.get("scheme", ""))
    text = "\x1f".join(map(str, (*shown, *parts)))
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:32]}"'


def unchanged(
    request: HttpRequest, etag: str | None, last_modified: datetime | None = None
) -> HttpResponse | None:
    """304, when the reader has this very page; None when it must be made."""
    if etag is None:
        return None
    seconds = int(last_modified.timestamp()) if last_modified else None
    answer = get_conditional_response(request, etag=etag, last_modified=seconds)
    return kept(answer, etag, last_modified) if isinstance(answer, HttpResponse) else None


def kept(
    response: HttpResponse, etag: str | None, last_modified: datetime | None = None
) -> HttpResponse:
    """The response with what a reader needs to ask conditionally next time."""
    if etag is not None:
        response["ETag"] = etag
        response["Cache-Control"] = "no-cache"
        patch_vary_headers(response, ["Cookie"])
        if last_modified:
            response["Last-Modified"] = http_date(last_modified.timestamp())
    return response
