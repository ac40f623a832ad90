"""Every page asks who you are, and the table of roles decides."""

from functools import partial
from uuid import UUID

import pytest
from django.contrib import auth
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from difi_sosial import urls
from difi_sosial.core import pdf
from difi_sosial.people.enums import Role
from difi_sosial.people.permissions import ROLE_PERMISSIONS, Permission

pytestmark = pytest.mark.django_db

# The pages that citizens and machines may open without signing in. Short on purpose.
PUBLIC = {
    "portal:public-start",
    "portal:privacy",
    "portal:calendar-feed",  # its address is the secret
    "portal:language-set",
    "portal:scheme-set",
    "portal:health-live",
    "portal:health-ready",
    "guidelines:public-show",
    "guidelines:public-version",
    "guidelines:public-pdf",
    "guidelines:public-both",
    "guidelines:house-rules-public",
    "guidelines:changes-feed",
    "guidelines:role-helper",
    "register:accounts",
    "register:accounts-json",
    "register:accounts-schema",
    "register:about",
    "register:account",
}
SAMPLES = {
    "int": "987654",
    "uuid": str(UUID(int=7)),
    "slug": "finnes-ikke",
    "str": "finnes-ikke",
    "path": "finnes-ikke",
}


def ours(patterns=None, prefix="/", space=""):
    """(name, path with sample values, view) of every URL of our own apps."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            if str(entry.pattern) not in ("konto/", "drift/"):
                yield from ours(entry.url_patterns, route, entry.namespace or space)
        elif isinstance(entry, URLPattern):
            yield f"{space}:{entry.name}", filled(route, entry), entry.callback


def filled(route, entry):
    for name, converter in entry.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
        for written in (f"<{kind}:{name}>", f"<{name}>"):
            route = route.replace(written, SAMPLES[kind])
    assert "<" not in route, f"no sample value for {route}"
    return route


URLS = list(ours())
GUARDED = [url for url in URLS if isinstance(url[2].__dict__.get("permission"), Permission)]


def test_every_view_says_who_may_open_it():
    silent = [name for name, _path, view in URLS if not hasattr(view, "permission")]

    assert silent == []


def test_the_public_pages_are_the_short_list():
    assert {name for name, _path, view in URLS if view.permission == "public"} == PUBLIC


@pytest.mark.parametrize(("name", "path", "view"), URLS, ids=[url[0] for url in URLS])
def test_nobody_comes_in_without_signing_in(name, path, view):
    if name in PUBLIC:
        return
    read = Client().get(path)
    assert read.status_code == 405 or read.url.startswith("/konto/"), read
    # To a page that saves itself the no is bare; what a person wrote is kept for them.
    sent = Client().post(path, headers={"HX-Request": "true"})
    assert sent.status_code == 405 or (sent.status_code, sent.content) == (403, b""), sent


@pytest.fixture
def bare(monkeypatch):
    """What a refusal looks like is for other tests, and so is setting a PDF.

    Drawn for every role and page, they take more than half the time.
    """
    for code in (403, 404):
        empty = partial(HttpResponse, status=code)
        monkeypatch.setattr(urls, f"handler{code}", lambda *_, empty=empty, **__: empty(), False)
    monkeypatch.setattr(pdf, "_write", lambda *_: b"%PDF-")


@pytest.mark.parametrize("role", Role.values)
@pytest.mark.usefixtures("bare")
def test_each_role_opens_just_what_the_table_gives_it(client_for, monkeypatch, role):
    client = client_for(role)
    assert client.get("/").wsgi_request.user == client.person
    # Who it is was read from the session once; it need not be for each of two thousand questions.
    monkeypatch.setattr(auth, "get_user", lambda request: client.person)
    client.raise_request_exception = False
    wrong = []
    for name, path, view in GUARDED:
        allowed = view.permission in ROLE_PERMISSIONS[role]
        answer = client.get(path).status_code
        if allowed and answer in (403, 500):
            wrong.append((name, "GET", answer))
        if not allowed:
            answers = {answer, client.post(path).status_code}
            wrong += [(name, "shut", code) for code in answers - {403, 405}]
    assert wrong == []
