"""Looks at the published profile: what they find, whom they tell, what they leave behind."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from difi_sosial.channels import queries, services
from difi_sosial.channels.enums.accounts import CheckOutcome, ProfileState
from difi_sosial.channels.models import ActivitySample, ProfileCheck
from difi_sosial.channels.queries.profiles import comparable, stands_in
from difi_sosial.core.errors import Invalid
from difi_sosial.people.enums import Role
from difi_sosial.people.models import Letter
from tests.factories.channels import AccountFactory, ProfileTextFactory, ProofFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 4, 1, 10, 0, tzinfo=UTC)
BODY = "Dette er Testetaten. Les mer: https://etat.example/om/"
S = ProfileState


@pytest.fixture
def account():
    return AccountFactory(owner=UserFactory(roles=[Role.ADVISER]))


def text_in(account, state, **facts):
    return ProfileTextFactory(account=account, state=state, body=BODY, **facts)


def look(account, seen, at=AT, **facts):
    return services.store_check(account=account, at=at, url="https://a.example", seen=seen, **facts)


@pytest.mark.parametrize(
    ("seen", "is_page", "same"),
    [
        (BODY, False, True),
        ("Dette er  Testetaten.\nLes mer: etat.example/om", False, True),
        ("Dette er Testetaten. Les mer: http://www.etat.example/om/", False, True),
        (f"Meny {BODY} Bunn", True, True),
        (f"Meny {BODY} Bunn", False, False),
        ("Dette er Testetaten. Les mer: https://svindel.example/om/", True, False),
        ("dette er Testetaten. Les mer: etat.example/om", False, False),
        ("", True, False),
    ],
)
def test_what_counts_as_the_same_text(seen, is_page, same):
    assert stands_in(BODY, seen, is_page=is_page) is same


def test_quotes_and_hard_spaces_are_compared_alike():
    assert comparable("«Vi»\u00a0er “her”") == comparable('«Vi» er "her"')


def test_an_approved_text_that_is_seen_is_published_by_the_portal(account):
    old = text_in(account, S.PUBLISHED)
    new = text_in(account, S.APPROVED, number=2)
    type(new).objects.filter(pk=old.pk).update(state=S.OUTDATED)
    check = look(account, BODY, sha256="a" * 64)
    for text in (old, new):
        text.refresh_from_db()
    assert (old.state, new.state, new.published_by) == (S.SUPERSEDED, S.PUBLISHED, None)
    assert (check.text, check.outcome, check.sha256) == (new, CheckOutcome.OK, "a" * 64)


def test_another_text_is_a_deviation_and_one_letter(account):
    text = text_in(account, S.PUBLISHED)
    for day in range(3):
        look(account, "Hacket!", at=AT + timedelta(days=day))
    text.refresh_from_db()
    assert text.state == S.DEVIATION
    assert Letter.objects.filter(recipient=account.owner).count() == 1
    look(account, BODY, at=AT + timedelta(days=3))
    text.refresh_from_db()
    assert text.state == S.PUBLISHED


def test_a_text_that_waits_for_publication_is_no_deviation(account):
    text = text_in(account, S.APPROVED)
    look(account, "Den gamle teksten.")
    text.refresh_from_db()
    assert text.state == S.APPROVED
    assert not Letter.objects.exists()


def test_a_profile_that_cannot_be_read_is_told_of_after_three_days(account):
    text = text_in(account, S.PUBLISHED, published_at=AT)
    look(account, BODY)
    for day in range(1, 6):
        look(account, None, at=AT + timedelta(days=day), detail="temporary: 503")
        letters = Letter.objects.filter(recipient=account.owner).count()
        assert letters == (day >= 3)
    text.refresh_from_db()
    assert text.state == S.PUBLISHED


def test_numbers_come_with_the_look(account):
    look(account, "x", sample={"posts_total": 5, "followers": 9, "last_post_at": None})
    look(account, "x", sample={"posts_total": None, "followers": None, "last_post_at": None})
    sample = ActivitySample.objects.get()
    assert (sample.posts_total, sample.method, sample.by) == (5, "auto", None)


def test_what_is_approved_and_what_was_seen_is_never_changed(account):
    text = text_in(account, S.PUBLISHED)
    check = look(account, BODY)
    text.body = "Noe annet."
    for thing in (text, check):
        with pytest.raises(DatabaseError), transaction.atomic():
            thing.save()
    with pytest.raises(DatabaseError), transaction.atomic():
        ProfileCheck.objects.all().delete()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bilde.png", b"<html><script>alert(1)</script>"),
        ("tom.png", b""),
        ("stor.png", b"\x89PNG\r\n\x1a\n" + b"x" * services.LARGEST),
        ("bilde.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ],
)
def test_only_pictures_and_pdf_within_bounds_are_proof(account, name, content):
    text = text_in(account, S.APPROVED)
    with pytest.raises(Invalid):
        services.publish(
            text=text,
            url="https://a.example",
            proof=services.Upload(name, content),
            by=UserFactory(roles=[Role.ADVISER]),
            at=AT,
        )


def test_a_control_every_ninety_days_where_the_portal_cannot_see(account):
    adviser = UserFactory(roles=[Role.ADVISER])
    text = text_in(account, S.PUBLISHED)
    type(account).objects.filter(pk=account.pk).update(control_due_on=date(2026, 4, 1))
    assert [services.remind_of_controls(at=AT + timedelta(days=day)) for day in (-1, 0, 1, 7)] == [
        0,
        1,
        0,
        1,
    ]
    text.refresh_from_db()
    png = services.Upload("../../Skjerm<bilde>.html", b"\x89PNG\r\n\x1a\n")
    check = services.control(text=text, by=adviser, at=AT, still_stands=True, proof=png)
    account.refresh_from_db()
    assert account.control_due_on == date(2026, 6, 30)
    assert check.proof.name == "Skjerm-bilde.png"


def test_a_page_leaves_the_files_of_the_proofs_in_the_database():
    text = ProfileTextFactory(state=ProfileState.PUBLISHED, proof=ProofFactory())
    assert "content" in queries.text_page(text.pk).get().proof.get_deferred_fields()


def test_only_what_deviates_is_kept(account):
    text_in(account, S.PUBLISHED)
    assert look(account, f"Meny {BODY} Ola skrev dette.", is_page=True).seen == ""
    assert look(account, "Ola skrev dette.", is_page=True).seen == "Ola skrev dette."
