"""A version that holds for a time, and a review that ends with keeping the text."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from difi_sosial.audit.queries import history_of
from difi_sosial.core.clock import local_date
from difi_sosial.core.errors import DomainError, Invalid, NotAllowed, WrongState
from difi_sosial.guidelines import queries, tasks
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.enums import Action, State
from difi_sosial.guidelines.models import GuidelineVersion
from difi_sosial.guidelines.queries.readiness import deadlines
from difi_sosial.guidelines.rules import a_year_after
from difi_sosial.guidelines.workflow import WORKFLOW
from difi_sosial.journal.models import RegistryEntry
from difi_sosial.people.enums import Role
from difi_sosial.people.models import Letter
from tests.factories.delegations import away
from tests.factories.guidelines import journalled, version_in
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 4, 1, 10, 0, tzinfo=UTC)
TODAY = local_date(NOON)
LAST = TODAY + timedelta(days=60)


def page(name, version):
    return reverse(f"guidelines:{name}", args=[version.guideline.slug, version.number])


@pytest.fixture
def version():
    """In force from 1 April for sixty days, readable by anybody."""
    manager = UserFactory(roles=[Role.MANAGER])
    sent = version_in(State.SUBMITTED, manager=manager, is_public=True)
    approved = guidelines.approve(version=sent, by=manager, at=NOON, valid_until=LAST)
    journalled(approved)
    guidelines.put_in_force(version=approved, by=manager, at=NOON)
    Letter.objects.all().delete()
    return GuidelineVersion.objects.get(pk=approved.pk)


@pytest.fixture
def due():
    """In force, and its yearly review is open."""
    version = version_in(State.IN_FORCE)
    GuidelineVersion.objects.filter(pk=version.pk).update(review_opened_at=NOON)
    return GuidelineVersion.objects.get(pk=version.pk)


def test_the_clock_ends_it_after_its_last_day_and_tells(version, client):
    def on(day):
        return NOON + (day - TODAY)

    assert not guidelines.expire(version=version, at=on(LAST))
    assert guidelines.expire(version=version, at=on(LAST + timedelta(days=1)))
    assert not guidelines.expire(version=version, at=on(LAST + timedelta(days=1)))
    version.refresh_from_db()
    assert (version.state, version.in_force_until) == (State.EXPIRED, LAST)
    assert Letter.objects.get(recipient=version.guideline.owner).subject.startswith(
        "Gjelder ikke lenger"
    )
    assert history_of(version).first().kind == "guideline-expired"
    assert (
        client.get(reverse("guidelines:public-show", args=[version.guideline.slug])).status_code
        == 404
    )
    assert "gjelder ikke lenger" in client.get(page("public-version", version)).text
    follower = guidelines.start_version(
        guideline=version.guideline, by=version.guideline.owner, at=on(LAST + timedelta(days=2))
    )
    assert follower.sections.count() == version.sections.count()


def test_it_is_told_of_a_month_and_a_week_before(version):
    for days, letters in ((31, 0), (30, 1), (29, 0), (7, 1), (6, 0), (0, 0)):
        at = NOON + (LAST - timedelta(days=days) - TODAY)
        assert guidelines.tell_of_end(version=version, at=at) == letters, days


def test_the_page_and_the_calendar_show_the_last_day(version, client_for, monkeypatch):
    client = client_for(Role.ADVISER)
    assert "31. mai 2026" in client.get(page("version-show", version)).text
    titles = [one.title for one in deadlines(version.guideline.owner, TODAY)]
    assert f"«{version.title}» slutter å gjelde" in titles
    handed = []
    monkeypatch.setattr(tasks.end_version, "delay", lambda *, pk: handed.append(pk))
    monkeypatch.setattr(tasks, "now", lambda: NOON + (LAST - TODAY) + timedelta(days=1))
    assert (tasks.end_versions(), handed) == (1, [version.pk])
    assert tasks.end_version(pk=version.pk)


def test_the_last_day_is_approved_and_stands(version):
    facts = {"title": version.title, "owner": version.guideline.owner, "unit": None}
    with pytest.raises(WrongState):
        guidelines.change_details(
            version=version,
            by=version.guideline.owner,
            at=NOON,
            is_public=True,
            review_on=None,
            valid_until=LAST + timedelta(days=9),
            **facts,
        )
    with pytest.raises(IntegrityError, match="last day"), transaction.atomic():
        GuidelineVersion.objects.filter(pk=version.pk).update(valid_until=None)


def test_a_last_day_before_the_first_is_refused(client_for):
    manager = client_for(Role.MANAGER)
    sent = version_in(State.SUBMITTED)
    wrong = {"in_force_on": TODAY + timedelta(days=9), "valid_until": TODAY + timedelta(days=8)}
    with pytest.raises(Invalid):
        guidelines.approve(version=sent, by=manager.person, at=NOON, **wrong)
    # In force later than approved is not possible after the last day either.
    late = guidelines.approve(version=sent, by=manager.person, at=NOON, valid_until=TODAY)
    journalled(late)
    with pytest.raises(WrongState):
        guidelines.put_in_force(version=late, by=manager.person, at=NOON + timedelta(days=1))


# Keep


@pytest.mark.parametrize("state", State.values)
def test_who_may_keep_a_version_in_each_state(state):
    version = version_in(State(state))
    people = {role: UserFactory(roles=[role]) for role in Role}
    for is_open in (False, True):
        version.review_opened_at = NOON if is_open else None
        for role, person in {**people, "owner": version.guideline.owner}.items():
            allowed = is_open and state == State.IN_FORCE and role in (Role.HEAD, "owner")
            steps = {step.action for step in WORKFLOW.open_to(person, version)}
            assert (Action.KEEP in steps) == allowed, (state, is_open, role)
            assert not steps & {Action.EXPIRE, Action.SUPERSEDE}


def test_a_review_ends_with_the_text_as_it_is_and_the_reason_in_the_journal(due, client_for):
    owner = client_for(due.guideline.owner)
    url = page("version-keep", due)
    assert owner.get(url).status_code == 200
    today = local_date(due.created_at)
    far = {"reason": "Alt stemmer.", "review_on": today + timedelta(days=3000)}
    refused = owner.post(url, far)
    assert (refused.status_code, "Alt stemmer." in refused.text) == (422, True)

    before = RegistryEntry.objects.count()
    kept = guidelines.keep(version=due, by=owner.person, at=NOON, reason="Alt stemmer.")

    assert (kept.state, kept.review_on, kept.review_opened_at) == (
        State.IN_FORCE,
        a_year_after(TODAY),
        None,
    )
    entry = RegistryEntry.objects.latest("pk")
    assert RegistryEntry.objects.count() == before + 1
    assert entry.title.endswith("gjennomgått og beholdt uten endring")
    event = history_of(due).first()
    assert (event.kind, event.reason) == ("guideline-kept", "Alt stemmer.")
    assert owner.get(url).status_code == 403


def test_keeping_wants_a_reason_and_a_day_within_a_year(due):
    owner = due.guideline.owner
    for wrong in (
        {"reason": " "},
        {"review_on": TODAY},
        {"review_on": TODAY + timedelta(days=400)},
    ):
        with pytest.raises(DomainError):
            guidelines.keep(**{"version": due, "by": owner, "at": NOON, "reason": "Ja.", **wrong})


def test_the_owners_stand_in_keeps_it(due):
    deputy = UserFactory(roles=[Role.ADVISER])
    with pytest.raises(NotAllowed):
        guidelines.keep(version=due, by=deputy, at=NOON, reason="Ja.")
    deputy = away(due.guideline.owner, deputy)
    assert due in queries.Live().waiting_for(deputy, today=due.review_on)
    guidelines.keep(version=due, by=deputy, at=NOON, reason="Ja.")
