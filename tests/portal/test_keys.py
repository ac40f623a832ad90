"""An encryption key is changed: everything moves to the new one, and the old one can be dropped."""

import io
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.apps import apps
from django.core.management import CommandError, call_command

from difi_sosial.audit.enums import Event
from difi_sosial.audit.models import Event as EventRow
from difi_sosial.audit.queries import verify as verify_audit
from difi_sosial.core import rekeying
from difi_sosial.core.crypto import decrypt, encrypt, key_ids
from difi_sosial.monitoring.models import Mention, Spending
from difi_sosial.monitoring.queries.authors import key_of, with_authors
from difi_sosial.monitoring.services import authors, budgets, counts
from difi_sosial.people.enums import Role
from difi_sosial.portal import services, tasks
from difi_sosial.portal.models import KeyRotation
from difi_sosial.portal.services import keys
from tests.factories.channels import AccountFactory
from tests.factories.monitoring import MentionFactory, SourceFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
AUTHORS = "monitoring.mention.author_sealed+author_key"
AT = datetime(2026, 11, 22, 10, tzinfo=UTC)
TODAY = date(2026, 11, 22)


def mention_by(name: str, handle: str, source) -> Mention:
    sealed = authors.seal(source.channel_id, name, handle)
    return MentionFactory(source=source, author_sealed=sealed.token, author_key=sealed.key)


@pytest.fixture
def stored(settings) -> SimpleNamespace:
    """One of everything, made with the old key; the new one is first from now on."""
    settings.ENCRYPTION_KEYS = ["gammel"]
    source = SourceFactory(
        connector="youtube",
        encrypted_token=encrypt("hemmelig"),
        encrypted_session=encrypt("økten"),
    )
    account = AccountFactory(channel=source.channel, handle="@etaten", name="Etaten")
    holder = budgets.holder_of(source.reader, "hemmelig")
    Spending.objects.create(connector="youtube", holder=holder, period_from=TODAY, units=9900)
    person = UserFactory(roles=[Role.ADVISER])  # also an event at the end of the log
    TOTP.activate(person, "KODEORD")
    codes = RecoveryCodes.activate(person).get_unused_codes()
    found = SimpleNamespace(
        source=source,
        account=account,
        person=person,
        codes=codes,
        mention=mention_by("Kari Berg", "@kari", source),
        ours=mention_by("Etaten", "@etaten", source),
        silent=MentionFactory(source=source, author_sealed="", author_key=""),
    )
    authors.reveal(mention=found.mention, by=person, at=AT, reason="Vi skal svare")
    settings.ENCRYPTION_KEYS = ["ny", "gammel"]
    return found


def rotate() -> dict[str, int]:
    rotation = services.rotate_keys(at=AT, again=True)
    return {name: count for name, count in rotation.moved.items() if count} if rotation else {}


def verdict() -> str:
    out = io.StringIO()
    call_command("verify_keys", stdout=out, stderr=io.StringIO())
    return out.getvalue()


def test_everything_opens_with_the_new_key_alone(stored, settings):
    call_command("rotate_keys", stdout=io.StringIO())
    settings.ENCRYPTION_KEYS = ["ny"]
    assert "Bare den første nøkkelen trengs" in verdict()
    stored.source.refresh_from_db()
    stored.mention.refresh_from_db()
    assert decrypt(stored.source.encrypted_token) == "hemmelig"
    assert decrypt(stored.source.encrypted_session) == "økten"
    author = authors.reveal(mention=stored.mention, by=stored.person, at=AT, reason="Vi skal svare")
    assert (author.name, author.handle) == ("Kari Berg", "@kari")
    totp = Authenticator.objects.get(user=stored.person, type="totp")
    assert decrypt(totp.data["secret"]) == "KODEORD"
    recovery = Authenticator.objects.get(user=stored.person, type="recovery_codes")
    assert recovery.wrap().get_unused_codes() == stored.codes
    assert not verify_audit().broken
    assert counts.differing() == []


def test_the_check_says_that_the_old_key_is_needed_until_all_is_moved(stored):
    with pytest.raises(CommandError, match="Behold de gamle nøklene: 8 rader"):
        verdict()
    rotate()
    assert "Bare den første" in verdict()


def test_a_second_time_moves_nothing(stored):
    assert sum(rotate().values()) == 8
    assert rotate() == {}


def test_what_was_stopped_halfway_is_done_when_it_is_run_again(stored, monkeypatch):
    monkeypatch.setattr(rekeying, "CHUNK", 1)
    with monkeypatch.context() as patched:
        patched.setattr(authors, "seal", dies_the_second_time(authors.seal))
        with pytest.raises(KeyboardInterrupt):
            rotate()
    stopped = KeyRotation.objects.get()
    assert (stopped.part, stopped.last) == (AUTHORS, stored.mention.pk)
    asked = []
    with monkeypatch.context() as patched:
        step = keys._step
        patched.setattr(keys, "_step", lambda one, at: asked.append(one.last) or step(one, at))
        assert rotate()[AUTHORS] == 2
    assert asked[0] == stored.mention.pk
    assert "Bare den første" in verdict()


def test_a_finished_change_is_told_once_in_the_log_and_by_no_key(stored, settings):
    tasks.rotate_keys()
    tasks.rotate_keys()
    (told,) = EventRow.objects.filter(kind=Event.KEYS_ROTATED)
    new, old = key_ids()
    assert (told.before, told.after["key"]) == ({"keys": [old]}, new)
    assert told.after["moved"][AUTHORS] == 2 and sum(told.after["moved"].values()) == 8
    words = str(list(EventRow.objects.values_list("before", "after"))).split("'")
    assert not {"ny", "gammel"} & set(words)


def test_the_night_after_goes_through_nothing(stored, monkeypatch):
    tasks.rotate_keys()
    monkeypatch.setattr(rekeying.Columns, "step", None)
    tasks.rotate_keys()


def test_a_change_back_to_what_the_keys_were_before_is_a_change(stored, settings):
    for codes in (["ny", "gammel"], ["gammel", "ny"], ["ny", "gammel"]):
        settings.ENCRYPTION_KEYS = codes
        tasks.rotate_keys()
        assert "Bare den første" in verdict()
    assert EventRow.objects.filter(kind=Event.KEYS_ROTATED).count() == 3


def dies_the_second_time(seal):
    asked = []

    def dying(*given):
        asked.append(given)
        if len(asked) == 2:
            raise KeyboardInterrupt
        return seal(*given)

    return dying


def test_an_author_keeps_one_pseudonym_and_our_own_account_its_name(stored, settings):
    before = stored.mention.author_key
    rotate()
    settings.ENCRYPTION_KEYS = ["ny"]
    later = mention_by("Kari Berg", "@kari", stored.source)
    rows = [Mention.objects.get(pk=one.pk) for one in (stored.mention, later, stored.ours)]
    with_authors(rows)
    assert rows[0].author_key == later.author_key == key_of(stored.source.channel_id, "kari")
    assert rows[0].author_key != before
    assert rows[2].author == "Etaten"


def test_what_is_spent_follows_the_new_key(stored, settings):
    rotate()
    settings.ENCRYPTION_KEYS = ["ny"]
    (row,) = Spending.objects.all()
    assert (row.holder, row.units) == (budgets.holder_of(stored.source.reader, "hemmelig"), 9900)


def test_a_new_key_is_no_new_budget_even_before_it_has_moved(stored):
    connector = stored.source.reader
    asked = SimpleNamespace(cost=200)
    with pytest.raises(budgets.BudgetSpent):
        budgets.reserve(connector, asked, {}, "hemmelig", at=AT)
    assert Spending.objects.get().units == 9900


def test_what_no_key_opens_is_told_and_left_alone(stored, settings):
    lost = stored.mention.author_sealed
    settings.ENCRYPTION_KEYS = ["ny"]
    assert rotate() == {}
    assert Mention.objects.get(pk=stored.mention.pk).author_sealed == lost
    with pytest.raises(CommandError, match="kan ingen av nøklene åpne"):
        verdict()


def test_the_night_moves_what_is_left_while_there_is_an_old_key(stored, settings):
    tasks.rotate_keys()
    settings.ENCRYPTION_KEYS = ["ny"]
    assert "Bare den første" in verdict()


def test_every_encrypted_column_is_among_those_that_are_moved():
    named = {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.name.startswith("encrypted") or field.name.endswith(("sealed", "holder"))
    }
    kept = {
        f"{name.rsplit('.', 1)[0]}.{column}"
        for name in (one.name for one in services.KEPT)
        for column in name.rsplit(".", 1)[1].split("+")
    }
    assert named - kept == set()
