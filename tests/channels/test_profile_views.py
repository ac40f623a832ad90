"""The pages of profile texts and access, from the generator to the proof."""

from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from difi_sosial.channels import services
from difi_sosial.channels.enums import DecisionState
from difi_sosial.channels.enums.accounts import ProfileState
from difi_sosial.channels.models import LeaverAlarm, ProfileSentence, ProfileText
from difi_sosial.people.enums import Role
from tests.factories.channels import (
    AccountFactory,
    AdministratorFactory,
    ChannelFactory,
    DecisionFactory,
    ProfileTextFactory,
    ProofFactory,
    manager,
)
from tests.factories.many import many
from tests.factories.people import UnitFactory, UserFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 4, 1, 10, 0, tzinfo=UTC)
PNG = b"\x89PNG\r\n\x1a\n"


def url(name, *args):
    return reverse(f"channels:{name}", args=args)


def test_a_text_goes_from_facts_to_the_public_page(client_for, client):
    services.load_sentences()
    channel = ChannelFactory(slug="mastodon", profile_limit=300)
    account = AccountFactory(channel=channel, purpose="spørsmål og svar", activity="weekly")
    DecisionFactory(channel=channel, state=DecisionState.OPEN)
    adviser, head = client_for(Role.ADVISER), client_for(Role.HEAD)
    made = adviser.post(url("profile-list", account.pk), {"language": "nb"})
    text = ProfileText.objects.get()
    assert made.url == url("profile-detail", text.pk)
    shown = adviser.get(made.url).text
    assert "/ 300" in shown
    assert "hver lenke teller 23" in shown
    assert "fikk ikke plass" in shown
    posted = {"edition": "1", "body": "x" * 301, "long_body": "Lang."}
    too_long = adviser.post(url("profile-adapt", text.pk), posted)
    assert too_long.status_code == 422
    assert "Kanalen tar høyst 300" in too_long.text
    assert "301 / 300" in too_long.text
    posted["body"] = text.body
    assert adviser.post(url("profile-adapt", text.pk), posted).status_code == 302
    act = {"action": "approve"}
    assert adviser.post(url("profile-act", text.pk), act, follow=True).status_code == 403
    assert head.post(url("profile-act", text.pk), act).status_code == 302
    assert "Lang." in client.get(reverse("register:account", args=[account.slug])).text
    file = SimpleUploadedFile("bilde.png", PNG)
    facts = {"url": "https://sosial.example/@oss", "proof": file}
    assert adviser.post(url("profile-publish", text.pk), facts).status_code == 302
    text.refresh_from_db()
    assert (text.state, text.proof.content_type) == (ProfileState.PUBLISHED, "image/png")


def test_a_text_without_room_for_what_must_be_said_is_only_the_link():
    services.load_sentences()
    account = AccountFactory(channel=ChannelFactory(profile_limit=80))
    draft = services.compose(account, "nb")
    assert draft["body"].endswith(f"/offentlig/kontoer/{account.slug}/")
    assert len(draft["body"]) <= 80
    assert len(draft["left_out"]) > 3


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_language_has_a_whole_text(language):
    services.load_sentences()
    account = AccountFactory(activity="daily", direct_messages="open", purpose_nn="svar")
    draft = services.compose(account, language)
    assert draft["long_body"].count("## ") == 5
    assert "{" not in draft["body"] + draft["long_body"]
    assert ProfileSentence.objects.filter(language=language).count() == 28


def test_two_at_once_see_both_texts(client_for):
    text = ProfileTextFactory()
    first, second = client_for(Role.ADVISER), client_for(Role.HEAD)
    posted = {"edition": "1", "body": "Den første teksten.", "long_body": "En."}
    assert first.post(url("profile-adapt", text.pk), posted).status_code == 302
    posted["body"] = "Den andre teksten."
    both = second.post(url("profile-adapt", text.pk), posted)
    assert both.status_code == 409
    assert "første" in both.text
    assert "Den andre teksten." in both.text
    assert 'name="edition" value="2"' in both.text


def test_a_file_that_is_no_proof_is_told_at_the_field(client_for):
    text = ProfileTextFactory(state=ProfileState.APPROVED)
    file = SimpleUploadedFile("bilde.png", b"<html>")
    facts = {"url": "https://sosial.example/@oss", "proof": file}
    answer = client_for(Role.ADVISER).post(url("profile-publish", text.pk), facts)
    assert answer.status_code == 422
    assert "bilde (PNG, JPEG, WebP) eller en PDF" in answer.text


def test_a_proof_is_downloaded_and_never_shown(client_for):
    proof = ProofFactory(name="ond<b>.png")
    answer = client_for(Role.READER).get(url("proof-show", proof.pk))
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="bevis-{proof.pk}.png"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")


def test_a_deviation_is_shown_word_by_word(client_for):
    text = ProfileTextFactory(state=ProfileState.PUBLISHED)
    seen = "Dette er Testetaten. Vi svarer innen fem timer."
    services.store_check(account=text.account, at=AT, url="https://a.example", seen=seen)
    shown = client_for(Role.READER).get(url("profile-detail", text.pk)).text
    assert "<del>fire</del>" in shown
    assert "<ins>fem</ins>" in shown


def test_access_is_kept_on_the_page_of_the_account(client_for):
    adviser = client_for(Role.ADVISER)
    account = AccountFactory(owner=adviser.person, confirm_due_on=date(2026, 1, 1))
    page = adviser.get(url("account-detail", account.pk)).text
    assert "0 av minst 2 administratorer" in page
    assert "skulle vært bekreftet 1. januar 2026" in page
    add = url("administrator-add", account.pk)
    assert adviser.post(add, {"name": ""}).status_code == 422
    assert adviser.post(add, {"name": "Byrå"}).status_code == 422
    assert adviser.post(add, {"name": "Byrå", "email": "post@byraa.example"}).status_code == 302
    assert adviser.post(url("account-confirm", account.pk)).status_code == 302
    administrator = account.administrators.get()
    adviser.post(url("administrator-remove", administrator.pk))
    assert account.administrators.filter(removed_at=None).count() == 0


def test_an_alarm_is_closed_with_an_answer(client_for):
    head = client_for(Role.HEAD)
    row = AdministratorFactory()
    alarm = row.alarms.create(cause="moved", raised_at=AT)
    address = url("alarm-close", alarm.pk)
    assert head.post(address, {"is_removed": "0"}).status_code == 422
    assert head.post(address, {"is_removed": "1"}).status_code == 302
    assert head.get(address).status_code == 404


def test_numbers_are_typed_with_their_source(client_for):
    adviser, account = client_for(Role.ADVISER), AccountFactory()
    address = url("activity-add", account.pk)
    assert adviser.post(address, {"source": "Innsikt"}).status_code == 422
    facts = {"source": "Innsikt", "posts_total": "7", "last_post_at": "2026-03-31"}
    assert adviser.post(address, facts).status_code == 302
    assert account.samples.get().posts_total == 7


def test_the_agency_has_its_own_wording(client_for):
    services.load_sentences()
    head = client_for(Role.HEAD)
    sentence = ProfileSentence.objects.get(key="sender", language="nb")
    facts = {"text": "Vi er {agency}.", "short": "", "priority": "1", "is_must": "on"}
    facts["edition"] = "1"
    address = url("sentence-edit", sentence.pk)
    for wrong in ("Vi er {agency", "Vi er {passord}.", "{agency!r}", "{agency:>99999999}"):
        assert head.post(address, facts | {"text": wrong}).status_code == 422
    assert head.post(address, facts).status_code == 302
    late = head.post(address, facts | {"text": "Vi i {agency}."})
    assert late.status_code == 409
    assert "Lagret av den andre" in late.text
    assert "Vi i {agency}.</textarea>" in late.text
    assert 'name="edition" value="2"' in late.text
    services.load_sentences()
    sentence.refresh_from_db()
    assert sentence.text == "Vi er {agency}."
    assert client_for(Role.ADVISER).get(address).status_code == 403


def accounts_of(owner, number):
    parents = {"channel": many(ChannelFactory, number), "unit": many(UnitFactory, number)}
    return many(AccountFactory, number, owner=owner, **parents)


@pytest.mark.parametrize("name", ["account-list", "profile-list", "account-detail"])
def test_lists_ask_the_same_for_one_thirty_and_three_hundred(client_for, name):
    client, counts, account = client_for(Role.ADVISER), [], AccountFactory()
    address = url(name, *([] if name == "account-list" else [account.pk]))
    by, approver = {"added_by": client.person}, manager()
    client.get(address)
    for number in (1, 29) if name == "account-detail" else (1, 29, 270):
        listed = name == "account-list"
        accounts = accounts_of(client.person, number) if listed else [account] * number
        users = many(UserFactory, number, unit=many(UnitFactory, number))
        rows = many(AdministratorFactory, number, account=accounts, user=users, **by)
        texts = {"account": accounts, "generated_by": client.person}
        if listed:
            many(ProfileTextFactory, number, **texts)
            LeaverAlarm.objects.bulk_create(
                LeaverAlarm(administrator=row, cause="moved", raised_at=AT) for row in rows
            )
        else:
            first = ProfileText.objects.count() + 1
            texts |= {"number": list(range(first, first + number)), "adapted_by": client.person}
            texts["approved_by"] = approver
            many(ProfileTextFactory, number, state=ProfileState.OUTDATED, **texts)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        counts.append(len(caught))
    assert len(set(counts)) == 1
