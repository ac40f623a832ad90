"""Profiles read from where they are published: written answers, and a real server."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from difi_sosial.channels.enums.accounts import CheckOutcome, ProfileReader, ProfileState
from difi_sosial.channels.models import Account
from difi_sosial.core import http
from difi_sosial.monitoring import tasks
from difi_sosial.monitoring.connectors.base import Response, Unusable
from difi_sosial.monitoring.connectors.profiles import READERS, Place
from difi_sosial.monitoring.connectors.profiles.webpage import decoded
from difi_sosial.monitoring.services import promises
from tests.factories.channels import AccountFactory, ProfileTextFactory
from tests.monitoring.servers import Answer, serving

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "recorded" / "profiles"
CASES = sorted(FOLDER.glob("*/*.json"))
AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
EMPTY = ("None", "False", "[]")
BODY = "Dette er Testetaten. Vi svarer innen fire timer."


def outcome(case):
    """What the reader makes of a written answer, as plain JSON without what is empty."""
    told = json.loads(case.read_text())
    reader, place, answer = READERS[case.parent.name], Place(**told["place"]), told["response"]
    body = answer["body"]
    raw = (body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)).encode()
    found = {}
    try:
        found["address"] = reader.request(place).address
        heard = Response(answer["status"], answer["url"], answer["headers"], raw)
        seen = reader.parse(heard, place)
    except Unusable as trouble:
        return {**found, "trouble": trouble.trouble.value}, told["expected"]
    facts = {
        "fields": [list(row) for row in seen.fields],
        "followers": seen.followers,
        "posts_total": seen.posts_total,
        "last_post_at": seen.last_post_at and seen.last_post_at.isoformat(),
        "is_page": seen.is_page,
    }
    known = {
        name: value for name, value in facts.items() if value or (value == 0 and name != "is_page")
    }
    return {**found, "text": seen.text, **known}, told["expected"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.stem}")
def test_a_written_answer_gives_just_this(case):
    found, expected = outcome(case)
    assert found == expected


def test_every_reader_has_answers_a_page_and_a_name_in_the_register():
    assert {case.parent.name for case in CASES} == set(READERS)
    assert set(READERS) == set(ProfileReader.values) - {ProfileReader.NONE}
    assert all(reader.docs.startswith("https://") for reader in READERS.values())


@pytest.mark.parametrize(
    ("content_type", "body", "text"),
    [
        ("text/html; charset=iso-8859-1", "blå".encode("latin-1"), "blå"),
        ("text/html", b'<meta charset="windows-1252">' + "blå".encode("cp1252"), "blå"),
        ("text/html; charset=finnes-ikke", "blå".encode(), "blå"),
        ("text/html", "blå".encode(), "blå"),
    ],
)
def test_a_page_is_read_in_its_own_charset(content_type, body, text):
    response = Response(200, "https://a.example", {"content-type": content_type}, body)
    assert decoded(response).endswith(text)


def test_a_hostile_page_is_no_more_than_text():
    deep = "<div>" * 50_000 + "<p id=om>x</p>"
    place = Place("https://a.example", part="om")
    answer = Response(200, "https://a.example", {"content-type": "text/html"}, deep.encode())
    assert READERS["webpage"].parse(answer, place).text == "x"


@pytest.mark.django_db
@pytest.mark.network_loopback
class TestTheWatch:
    """From the account to what is stored, over a real connection."""

    def look(self, server, account, **facts):
        door = http.Door(allowed=(server.place,))
        return promises.look(pk=account.pk, at=AT, door=door, **facts)

    def account(self, server, **facts):
        account = AccountFactory(
            url=f"{server.url}/@testetaten", reader="mastodon", profile_due_at=AT, **facts
        )
        state = ProfileState.APPROVED
        return account, ProfileTextFactory(account=account, state=state, body=BODY)

    def answer(self, note, **facts):
        told = {"id": "1", "note": note, "followers_count": 7, "statuses_count": 3, **facts}
        return Answer(json.dumps(told), headers={"Content-Type": "application/json"})

    def test_the_text_is_found_then_changed_then_gone(self):
        answers = [
            self.answer(f"<p>{BODY}</p>"),
            self.answer("<p>Hacket</p>"),
            Answer("", status=503),
        ]
        with serving(*answers) as server:
            account, text = self.account(server)
            states = []
            for _day in range(3):
                assert self.look(server, account, hurry=True)
                text.refresh_from_db()
                states.append(text.state)
        assert states == ["published", "deviation", "deviation"]
        outcomes = [row.outcome for row in account.checks.order_by("pk")]
        assert outcomes == [CheckOutcome.OK, CheckOutcome.DEVIATION, CheckOutcome.UNREACHABLE]
        assert server.asked[0][0] == "/api/v1/accounts/lookup?acct=testetaten"
        assert [row.posts_total for row in account.samples.all()] == [3, 3]
        assert account.checks.order_by("pk")[0].sha256 != ""

    def test_a_profile_is_asked_for_once_a_day_and_again_soon_when_it_fails(self):
        with serving(self.answer("x"), Answer("", status=500)) as server:
            account, _text = self.account(server)
            assert self.look(server, account)
            assert not self.look(server, account)
            account.refresh_from_db()
            assert account.profile_due_at == AT + timedelta(days=1)
            assert self.look(server, account, hurry=True)
        account.refresh_from_db()
        assert account.profile_due_at == AT + timedelta(hours=2)
        assert len(server.asked) == 2

    def test_only_open_accounts_that_can_be_read_are_due(self, monkeypatch):
        looked = []
        monkeypatch.setattr(promises, "look", lambda *, pk, at, door: looked.append(pk) or True)
        due = AccountFactory(reader="mastodon", profile_due_at=AT)
        AccountFactory(reader="", profile_due_at=AT)
        AccountFactory(reader="mastodon", profile_due_at=AT + timedelta(minutes=1))
        AccountFactory(reader="mastodon", profile_due_at=AT, closed_on=AT.date())
        assert promises.look_due(at=AT) == 1
        assert looked == [due.pk]

    def test_an_error_in_one_profile_leaves_the_others_alone(self, monkeypatch):
        def broken(*, pk, at, door):
            raise ValueError(pk)

        monkeypatch.setattr(promises, "look", broken)
        for _number in range(2):
            AccountFactory(reader="bluesky", profile_due_at=AT)
        assert promises.look_due(at=AT) == 2

    def test_the_private_net_is_closed_to_an_account(self):
        account = AccountFactory(
            url="http://127.0.0.1/@x", reader="mastodon", profile_due_at=AT, opened_on=None
        )
        tasks.look_at_profile(pk=account.pk)
        check = account.checks.get()
        assert (check.outcome, check.seen) == (CheckOutcome.UNREACHABLE, "")
        assert "address_refused" in check.detail
        assert Account.objects.get().profile_due_at > AT
