"""The public register: our official accounts for people and for machines, without signing in."""

import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import http_date, parse_http_date_safe
from django.utils.translation import get_language

from difi_sosial.channels import queries
from difi_sosial.channels.enums.accounts import PublicStatus
from difi_sosial.channels.queries import public as register
from difi_sosial.core.clock import local_date, now
from difi_sosial.core.markdown import render as to_html
from difi_sosial.people.permissions import public

SCHEMA = ("fixtures", "schemas", "accounts.schema.json")
NOT_IN_USE = (PublicStatus.PLANNED, PublicStatus.RESERVED)
FRESH = 300  # seconds that anybody may keep an answer without asking


@public
def register_show(request: HttpRequest) -> HttpResponse:
    """Every official account: those in use, those not in use, and at the end the closed ones."""
    found = register.public_register()
    data = register.as_data(found, register.changed_at())
    context = {
        "open": [row for row in found if row.status.is_in_use],
        "waiting": [row for row in found if row.status in NOT_IN_USE],
        "closed": [row for row in found if row.status == PublicStatus.CLOSED],
        "language": get_language(),
    }
    return _page(request, "channels/public_register.html", context, data)


@public
def register_account(request: HttpRequest, slug: str) -> HttpResponse:
    """One account, with its whole profile text in the languages it is approved in."""
    account = get_object_or_404(queries.accounts(), slug=slug)
    row = register.public_account(account)
    texts = queries.public_texts(account)
    wanted = request.GET.get("sprak") or get_language()
    text = next((text for text in texts if text.language == wanted), None)
    text = text or next(iter(texts), None)
    context = {
        "row": row,
        "account": account,
        "language": get_language(),
        "texts": texts,
        "text": text,
        "html": to_html(text.long_body, top=2) if text else "",
        "house_rules": row.house_rules,
        "privacy": queries.privacy_notice(account),
        "kept": queries.promise_kept(account, local_date(now())),
    }
    data = register.as_data([row], None), text and text.checksum, context["kept"]
    return _page(request, "channels/public_account.html", context, data)


@public
def register_about(request: HttpRequest) -> HttpResponse:
    """What the JSON holds, in plain words."""
    schema = _schema()
    fields = schema["properties"]["accounts"]["items"]["properties"]
    rows = [(name, field.get("description", "")) for name, field in fields.items()]
    return _page(request, "channels/public_about.html", {"rows": rows}, schema)


@public
def register_json(request: HttpRequest) -> HttpResponse:
    """The register for machines."""
    changed_at = register.changed_at()
    data = register.as_data(register.public_register(), changed_at)
    answer = _machine(request, data, "application/json")
    if changed_at:
        answer["Last-Modified"] = http_date(int(changed_at.timestamp()))
    return _conditional(request, answer)


@public
def register_schema(request: HttpRequest) -> HttpResponse:
    """The JSON Schema of the register."""
    return _conditional(request, _machine(request, _schema(), "application/schema+json"))


def _schema() -> Any:
    return json.loads(settings.BASE_DIR.joinpath(*SCHEMA).read_text(encoding="utf-8"))


def _machine(request: HttpRequest, data: Any, content_type: str) -> HttpResponse:
    """JSON that any site may read, with validators."""
    body = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    answer = HttpResponse(body, content_type=content_type)
    answer["ETag"] = register.fingerprint(data)
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Link"] = '</offentlig/kontoer.schema.json>; rel="describedby"'
    patch_cache_control(answer, public=True, max_age=FRESH)
    return answer


def _page(
    request: HttpRequest, template: str, context: Mapping[str, Any], data: Any
) -> HttpResponse:
    """A page with validators: of what it shows, to whom, in which language and colours."""
    who = str(request.user.pk or ""), get_language() or ""
    cookies = request.COOKIES.get("scheme", ""), request.COOKIES.get("csrftoken", "")
    shown = register.fingerprint(data, template, request.GET.urlencode(), *who, *cookies)
    answer = get_conditional_response(request, etag=shown)
    if answer is None:
        answer = render(request, template, {**context, "has_feed": True})
    answer["ETag"] = shown
    # Asked anew each time, since language and colours hang on cookies; the answer is mostly 304.
    patch_cache_control(answer, private=True, no_cache=True)
    patch_vary_headers(answer, ["Cookie"])
    return answer


def _conditional(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """304 without a body when the asker has just this already."""
    told = answer.headers.get("Last-Modified", "")
    modified = parse_http_date_safe(told) if told else None
    return get_conditional_response(request, answer["ETag"], modified, answer) or answer
