"""The public register: for people and machines, without signing in, and cheap to ask again."""

import json
import re
from datetime import date, time

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from difi_sosial.channels.enums import DecisionState
from difi_sosial.channels.enums.accounts import ProfileState
from difi_sosial.channels.models import Account, OpeningHours
from difi_sosial.channels.views.public import SCHEMA
from tests.factories.channels import (
    AccountFactory,
    ChannelFactory,
    DecisionFactory,
    ProfileTextFactory,
    adviser,
    manager,
)
from tests.factories.many import many
from tests.factories.people import UnitFactory

pytestmark = pytest.mark.django_db
PAGE, DATA, SCHEMA_URL = (
    "/offentlig/kontoer/",
    "/offentlig/kontoer.json",
    "/offentlig/kontoer.schema.json",
)
NN = {settings.LANGUAGE_COOKIE_NAME: "nn"}


@pytest.fixture
def account():
    account = AccountFactory(
        handle="@testetaten",
        slug="mastodon-testetaten",
        purpose="spørsmål og svar",
        purpose_nn="spørsmål og svar på nynorsk",
        uses=["answer"],
        languages=["nb", "nn"],
        opened_on=date(2025, 3, 17),
    )
    DecisionFactory(channel=account.channel, state=DecisionState.OPEN)
    for day in range(5):
        account.hours.create(weekday=day, opens=time(8), closes=time(15, 30))
    account.promises.create(kind="criticism", hours=2)
    return account


TYPES = {"object": dict, "array": list, "string": str, "integer": int, "null": type(None)}


def fits(schema, data, at="$"):
    """What a JSON Schema says against some data; the few words of it that ours uses."""
    told = schema.get("type", [])
    wanted = tuple(TYPES[name] for name in ([told] if isinstance(told, str) else told))
    if wanted and not isinstance(data, wanted):
        return [f"{at}: {data!r} is not {told}"]
    found = [] if data in schema.get("enum", [data]) else [f"{at}: {data!r} is not in the list"]
    if data != schema.get("const", data):
        found.append(f"{at}: {data!r} is not {schema['const']!r}")
    if isinstance(data, str) and not re.search(schema.get("pattern", ""), data):
        found.append(f"{at}: {data!r} does not match")
    if isinstance(data, dict):
        found += fields_fit(schema, data, at)
    for number, row in enumerate(data if isinstance(data, list) else []):
        found += fits(schema.get("items", {}), row, f"{at}[{number}]")
    return found


def fields_fit(schema, data, at):
    missing = set(schema.get("required", [])) - set(data)
    found = [f"{at}.{name} is missing" for name in sorted(missing)]
    own, rest = schema.get("properties", {}), schema.get("additionalProperties", {})
    for name, value in data.items():
        if name not in own and rest is False:
            found.append(f"{at}.{name} is unknown")
        found += fits(own.get(name, rest or {}), value, f"{at}.{name}")
    return found


def test_the_data_is_what_its_schema_says(account):
    AccountFactory(closed_on=date(2026, 1, 1), response_hours=None)
    data = Client().get(DATA).json()
    schema = Client().get(SCHEMA_URL).json()
    assert fits(schema, data) == []
    fields = schema["properties"]["accounts"]["items"]
    assert set(fields["properties"]) == set(fields["required"]) == set(data["accounts"][0])
    assert fits(schema, {**data, "format": 2}) != []
    broken = {**data["accounts"][0], "status": "borte"}
    assert fits(schema, {**data, "accounts": [broken]}) != []


def test_the_data_tells_what_the_account_promises(account):
    row = Client().get(DATA).json()["accounts"][0]
    assert (row["id"], row["status"]) == ("mastodon-testetaten", "open")
    assert (row["response_hours"], row["response_hours_by_kind"]) == (4, {"criticism": 2})
    assert row["opening_hours"][0] == {"weekday": 1, "opens": "08:00", "closes": "15:30"}
    assert row["page_url"] == f"{settings.SITE_URL}/offentlig/kontoer/mastodon-testetaten/"


@pytest.mark.parametrize(
    ("state", "status", "told"),
    [
        (DecisionState.PROPOSED, "planned", "ikke i bruk ennå"),
        (DecisionState.CHOSEN, "planned", "ikke i bruk ennå"),
        (DecisionState.DECLINED, "planned", "ikke i bruk ennå"),
        (DecisionState.PILOT, "open", "Offisiell konto"),
        (DecisionState.LIMITED, "open", "Offisiell konto"),
        (DecisionState.SUSPENDED, "suspended", "stengt for en tid"),
        (DecisionState.RESERVED, "reserved", "Vi bruker ikke kontoen"),
        (DecisionState.CLOSING, "closing", "skal legge ned"),
        (DecisionState.CLOSED, "reserved", "Vi bruker ikke kontoen"),
    ],
)
def test_the_channel_says_whether_an_account_is_in_use(account, state, status, told):
    account.channel.decisions.update(state=DecisionState.DECLINED)
    DecisionFactory(channel=account.channel, state=state)
    ProfileTextFactory(account=account, state=ProfileState.PUBLISHED)
    answer = Client().get(DATA).json()
    [row] = answer["accounts"]
    promises = status in ("open", "closing")
    assert row["status"] == status
    assert (row["opened_on"] is None) is (status == "planned")
    assert (row["response_hours"], bool(row["opening_hours"])) == (
        4 if promises else None,
        promises,
    )
    assert row["profile_text_languages"] == (["nb"] if promises else [])
    assert fits(Client().get(SCHEMA_URL).json(), answer) == []
    shown = Client().get(f"{PAGE}{account.slug}/").text
    assert told in shown
    assert ("Vi svarer innen" in shown) is promises
    listed = Client().get(PAGE).text
    assert "@testetaten" in listed
    assert ("Vi svarer innen" in listed) is promises
    assert ("@testetaten" in Client().get("/offentlig/").text) is row_in_use(status)


def row_in_use(status):
    return status in ("open", "closing", "suspended")


def test_machines_of_any_site_may_read_and_keep_it(account):
    answer = Client().get(DATA)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert answer.headers["Content-Type"] == "application/json"
    assert not answer.cookies


@pytest.mark.parametrize("path", [DATA, SCHEMA_URL, PAGE, f"{PAGE}mastodon-testetaten/"])
def test_who_asks_again_gets_304_until_something_changes(account, path):
    first = Client().get(path)
    etag = first.headers["ETag"]
    again = Client().get(path, headers={"If-None-Match": etag})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert again.headers["ETag"] == etag
    account.purpose = account.purpose_nn = "noe annet"
    account.save()
    changed = Client().get(path, headers={"If-None-Match": etag})
    assert changed.status_code == (304 if path == SCHEMA_URL else 200)


def test_the_data_can_also_be_asked_for_by_time(account):
    stamp = Client().get(DATA).headers["Last-Modified"]
    assert Client().get(DATA, headers={"If-Modified-Since": stamp}).status_code == 304
    old = "Wed, 01 Jan 2025 00:00:00 GMT"
    assert Client().get(DATA, headers={"If-Modified-Since": old}).status_code == 200


def test_the_page_is_another_in_nynorsk(account):
    etag = Client().get(PAGE).headers["ETag"]
    client = Client()
    client.cookies.load(NN)
    shown = client.get(PAGE, headers={"If-None-Match": etag})
    assert shown.status_code == 200
    assert "Spørsmål og svar på nynorsk" in shown.text
    assert "måndag–fredag kl. 8–15.30" in shown.text


def test_a_closed_account_stands_as_closed_and_shows_no_text():
    gone = AccountFactory(handle="@borte", closed_on=date(2026, 1, 1))
    ProfileTextFactory(account=gone, state=ProfileState.PUBLISHED)
    assert "@borte" in Client().get(PAGE).text
    shown = Client().get(f"{PAGE}{gone.slug}/").text
    assert "la ned denne kontoen 1. januar 2026" in shown
    assert "Dette er Testetaten" not in shown


def test_only_approved_texts_are_public_in_the_language_asked_for(account):
    address = f"{PAGE}{account.slug}/"
    ProfileTextFactory(account=account, long_body="Uferdig.")
    assert "Uferdig" not in Client().get(address).text
    facts = {"account": account, "state": ProfileState.APPROVED}
    ProfileTextFactory(**facts, language="nn", long_body="Ferdig nynorsk.")
    ProfileTextFactory(**facts, language="en", long_body="English <script>x</script>")
    assert "Ferdig nynorsk." in Client().get(address).text
    shown = Client().get(address, {"sprak": "en"}).text
    assert 'lang="en"' in shown
    assert "<script>x" not in shown


def test_the_register_asks_the_same_for_one_and_three_hundred():
    counts, writer = [], adviser()
    by = {"generated_by": writer, "adapted_by": writer, "approved_by": manager()}
    for number in (1, 29, 270):
        parents = {"channel": many(ChannelFactory, number), "unit": many(UnitFactory, number)}
        accounts = many(AccountFactory, number, **parents)
        OpeningHours.objects.bulk_create(
            OpeningHours(account=account, weekday=0, opens=time(8), closes=time(16))
            for account in accounts
        )
        many(ProfileTextFactory, number, account=accounts, state=ProfileState.APPROVED, **by)
        for path in (PAGE, DATA):
            with CaptureQueriesContext(connection) as caught:
                assert Client().get(path).status_code == 200
            counts.append(len(caught))
    assert counts[0::2] == [counts[0]] * 3
    assert counts[1::2] == [counts[1]] * 3
    assert Account.objects.count() == 300


def test_what_each_field_means_stands_on_a_page(account):
    shown = Client().get("/offentlig/kontoer/om-data/").text
    schema = json.loads(settings.BASE_DIR.joinpath(*SCHEMA).read_text())
    for name in schema["properties"]["accounts"]["items"]["properties"]:
        assert f"<code>{name}</code>" in shown
