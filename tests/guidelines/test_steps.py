"""Approval in several steps: each its own person, none who wrote, and the agency's own route."""

from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connections, transaction
from django.urls import reverse

from difi_sosial.audit.models import Event
from difi_sosial.audit.queries import history_of
from difi_sosial.core.clock import local_date, now
from difi_sosial.core.errors import Conflict, Invalid, NotAllowed
from difi_sosial.core.templatetags.sosial import moment
from difi_sosial.guidelines import queries
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.enums import State
from difi_sosial.guidelines.models import Approval, ApprovalStep, GuidelineVersion
from difi_sosial.people.enums import Role
from difi_sosial.people.models import Grant, Letter
from tests.factories.guidelines import to_approval, version_in
from tests.factories.people import UnitFactory, UserFactory

NOON = datetime(2026, 4, 1, 10, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def route():
    """Head, then manager, then a manager of another unit."""
    for order, approver in enumerate(("head", "manager", "other_manager"), start=1):
        ApprovalStep.objects.create(order=order, approver=approver, workdays=3)


def page(name, version):
    return reverse(f"guidelines:{name}", args=[version.guideline.slug, version.number])


def test_each_step_waits_for_its_own_role_and_is_told_of(route):
    head, manager = UserFactory(roles=[Role.HEAD]), UserFactory(roles=[Role.MANAGER])
    other = UserFactory(roles=[Role.MANAGER], unit=UnitFactory())
    version = version_in(State.SUBMITTED)
    assert queries.approvers(version) == [head]
    assert queries.Live().waiting_for(head) == [version]
    assert queries.Live().waiting_for(manager) == []
    with pytest.raises(NotAllowed):
        guidelines.approve(version=version, by=manager, at=NOON)
    guidelines.approve(version=version, by=head, at=NOON)
    assert set(Letter.objects.filter(recipient=manager).values_list("path", flat=True))
    version = guidelines.approve(version=version, by=manager, at=NOON)
    assert (version.state, version.frozen) == (State.SUBMITTED, None)
    assert queries.Live().waiting_for(other) == [version]
    assert queries.Live().waiting_for(manager) == []
    version = guidelines.approve(version=version, by=other, at=NOON)
    assert (version.state, version.approved_by) == (State.APPROVED, other)
    assert Event.objects.filter(kind="guideline-step-approved").count() == 2


def test_a_manager_without_a_unit_or_of_the_same_unit_is_not_of_another(route):
    unit = UnitFactory()
    version = version_in(State.SUBMITTED, unit=unit)
    guidelines.approve(version=version, by=UserFactory(roles=[Role.HEAD]), at=NOON)
    guidelines.approve(version=version, by=UserFactory(roles=[Role.MANAGER]), at=NOON)
    for person in (
        UserFactory(roles=[Role.MANAGER], unit=unit),
        UserFactory(roles=[Role.MANAGER], unit=None),
    ):
        assert queries.Live().waiting_for(person) == []
        with pytest.raises(NotAllowed):
            guidelines.approve(version=version, by=person, at=NOON)


def test_nobody_takes_two_steps_whatever_roles_they_hold(route):
    version = version_in(State.SUBMITTED)
    both = UserFactory(roles=[Role.HEAD])
    Grant.objects.create(user=both, role=Role.MANAGER)
    both = type(both).objects.get(pk=both.pk)
    guidelines.approve(version=version, by=both, at=NOON)
    with pytest.raises(NotAllowed):
        guidelines.approve(version=version, by=both, at=NOON)


def test_a_return_begins_the_steps_anew(route):
    version = version_in(State.SUBMITTED)
    head, manager = UserFactory(roles=[Role.HEAD]), UserFactory(roles=[Role.MANAGER])
    owner = version.guideline.owner
    guidelines.approve(version=version, by=head, at=NOON)
    guidelines.return_to_authors(version=version, by=manager, at=NOON, reason="Nei.")
    guidelines.reopen(version=version, by=owner, at=NOON)
    version = to_approval(version, by=owner, at=NOON)
    assert (version.round, queries.approvers(version)) == (2, [head])


def test_the_day_that_an_early_step_chose_goes_with_its_round(route, client_for):
    version, head = version_in(State.SUBMITTED), UserFactory(roles=[Role.HEAD])
    first, last = date(2026, 6, 1), date(2026, 5, 1)
    guidelines.approve(version=version, by=head, at=NOON, in_force_on=first)
    manager = UserFactory(roles=[Role.MANAGER])
    guidelines.return_to_authors(version=version, by=manager, at=NOON, reason="Nei.")
    client = client_for(version.guideline.owner)
    typed = {"title": version.title, "owner": client.person.pk, "valid_until": last}
    refused = client.post(page("version-details", version), typed)
    assert (refused.status_code, "Siste dag kan ikke" in refused.text) == (422, True)
    guidelines.reopen(version=version, by=client.person, at=NOON)
    assert client.post(page("version-details", version), typed).status_code == 302
    version.refresh_from_db()
    assert (version.in_force_from, version.valid_until) == (None, last)


def test_the_database_refuses_approval_with_a_step_left(route):
    version = version_in(State.SUBMITTED)
    facts = {"approved_by": UserFactory(), "approved_at": NOON, "frozen": b"{}"}
    with pytest.raises(IntegrityError, match="every step"), transaction.atomic():
        GuidelineVersion.objects.filter(pk=version.pk).update(
            state=State.APPROVED, checksum="0" * 64, **facts
        )


def test_the_database_refuses_a_step_taken_by_an_author_or_twice_by_one(route):
    version = version_in(State.SUBMITTED)
    first, second = version.approvals.all()[:2]
    person = UserFactory()
    for row, who in ((first, version.submitted_by), (first, version.guideline.owner)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Approval.objects.filter(pk=row.pk).update(approved_by=who, approved_at=NOON)
    Approval.objects.filter(pk=first.pk).update(approved_by=person, approved_at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.filter(pk=second.pk).update(approved_by=person, approved_at=NOON)


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_wins_and_the_other_is_told():
    for order in (1, 2):
        ApprovalStep.objects.create(order=order, approver="manager")
    version = version_in(State.SUBMITTED)
    managers = [UserFactory(roles=[Role.MANAGER], name=f"Leder {n}") for n in (1, 2)]

    looked = _at_once(guidelines.look, managers, version=version, at=NOON)
    row = Approval.objects.get(looking_by__isnull=False)
    assert sorted(looked) == [
        "",
        f"{row.looking_by} ser alt på versjonen, siden {moment(NOON)}. Snakk sammen først.",
    ]

    took = _at_once(guidelines.approve, managers, version=version, at=NOON, seen=1)
    [row] = Approval.objects.filter(approved_at__isnull=False)
    assert "" in took
    assert any(f"{row.approved_by} godkjente dette steget" in told for told in took)


def _at_once(verb, persons, **given):
    """What each was told when they did the same over connections of their own: "" for done."""
    start, told = Barrier(len(persons)), []

    def act(person):
        try:
            start.wait(timeout=10)
            verb(by=person, **given)
            told.append("")
        except Conflict as conflict:
            told.append(str(conflict))
        finally:
            connections.close_all()

    threads = [Thread(target=act, args=[person]) for person in persons]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return told


def test_a_return_says_why_at_each_section(client_for):
    version = version_in(State.SUBMITTED)
    manager, writer = client_for(Role.MANAGER), client_for(Role.ADVISER)
    assert manager.post(page("version-return", version), {"reason": " "}).status_code == 422
    given = {"reason": "", "part-ytringsfrihet": "For strengt.", "edition": version.edition}
    assert manager.post(page("version-return", version), given).status_code == 302
    version.refresh_from_db()
    assert version.state == State.RETURNED
    assert "For strengt." in writer.get(page("version-show", version)).text
    guidelines.reopen(version=version, by=version.guideline.owner, at=NOON)
    args = [version.guideline.slug, version.number, "ytringsfrihet"]
    assert "For strengt." in writer.get(reverse("guidelines:section-edit", args=args)).text


def test_who_returns_what_another_decided_meanwhile_is_told_and_loses_nothing(client_for, route):
    late, head = client_for(Role.HEAD), UserFactory(roles=[Role.HEAD], name="Oddvar Hauge")
    version = version_in(State.SUBMITTED)
    form = late.get(page("version-return", version)).context["form"]
    given = {name: form[name].value() for name in ("edition", "seen")}
    guidelines.approve(version=version, by=head, at=NOON)
    given["part-ytringsfrihet"] = "Alt for strengt."
    answer = late.post(page("version-return", version), given)
    assert answer.status_code == 409
    assert "Oddvar Hauge godkjente dette steget" in answer.text
    assert "Alt for strengt." in answer.text
    version.refresh_from_db()
    assert version.state == State.SUBMITTED


def test_a_return_of_another_text_than_the_one_that_was_read_is_refused():
    version, manager = version_in(State.SUBMITTED), UserFactory(roles=[Role.MANAGER])
    read = {"edition": version.edition - 1, "seen": 1}
    with pytest.raises(Conflict, match="endret etter at du leste"):
        guidelines.return_to_authors(version=version, by=manager, at=NOON, reason="Nei.", **read)


def test_a_later_approver_takes_away_a_day_that_an_earlier_one_chose(client_for, route):
    ApprovalStep.objects.filter(order=3).delete()
    manager, version = client_for(Role.MANAGER), version_in(State.SUBMITTED)
    until = local_date(now()) + timedelta(days=90)
    days = {"in_force_on": until - timedelta(days=60), "valid_until": until}
    head = UserFactory(roles=[Role.HEAD])
    guidelines.approve(version=version, by=head, at=NOON, **days)
    shown = manager.get(page("version-approve", version))
    assert shown.text.count("Tøm feltet for å ta den bort") == 2
    given = {name: shown.context["form"][name].value() for name in ("edition", "seen")}
    given |= {"in_force_on": "", "valid_until": until.isoformat()}
    assert manager.post(page("version-approve", version), given).status_code == 302
    version.refresh_from_db()
    assert (version.in_force_from, version.valid_until) == (None, until)
    assert history_of(version).first().after["in_force_on"] is None


def test_who_approves_with_impossible_days_or_after_another_loses_nothing(client_for, route):
    head, version = client_for(Role.HEAD), version_in(State.SUBMITTED)
    day = local_date(now()) + timedelta(days=60)
    given = {"in_force_on": day.isoformat(), "edition": version.edition, "seen": 1}
    early = given | {"valid_until": (day - timedelta(days=1)).isoformat()}
    answer = head.post(page("version-approve", version), early)
    assert answer.status_code == 422 and early["valid_until"] in answer.text
    assert "Siste dag kan ikke være før" in str(answer.context["form"].errors["valid_until"])
    other = given | {"edition": version.edition - 1}
    answer = head.post(page("version-approve", version), other)
    assert answer.status_code == 409 and day.isoformat() in answer.text
    assert "Teksten er endret etter at du leste den" in answer.text


def test_an_approver_who_says_nothing_of_the_days_lets_them_stand(route):
    version, until = version_in(State.SUBMITTED), date(2026, 9, 1)
    head, manager = UserFactory(roles=[Role.HEAD]), UserFactory(roles=[Role.MANAGER])
    guidelines.approve(version=version, by=head, at=NOON, valid_until=until)
    version = guidelines.approve(version=version, by=manager, at=NOON)
    assert version.valid_until == until


def test_a_return_without_any_reason_is_refused():
    version = version_in(State.SUBMITTED)
    with pytest.raises(Invalid):
        guidelines.return_to_authors(
            version=version, by=UserFactory(roles=[Role.MANAGER]), at=NOON, reason=" "
        )


def test_others_see_who_looks_for_half_an_hour(client_for):
    version = version_in(State.SUBMITTED)
    first, second = client_for(Role.MANAGER), client_for(Role.MANAGER)
    assert first.post(page("version-look", version)).status_code == 302
    assert (
        f"{first.person} ser på denne versjonen nå"
        in second.get(page("version-show", version)).text
    )
    row = version.approvals.get()
    assert row.looked_at_by(row.looking_at + timedelta(minutes=29)) == first.person
    assert row.looked_at_by(row.looking_at + timedelta(minutes=30)) is None
    told = second.post(page("version-look", version), follow=True).text
    assert f"{first.person} ser alt på versjonen" in told
    assert client_for(Role.ADVISER).post(page("version-look", version)).status_code == 403


# The link in the letter


def test_the_letter_leads_its_person_to_what_is_changed_and_never_acts(client_for):
    client = client_for(Role.MANAGER)
    version = version_in(State.SUBMITTED)
    path = Letter.objects.get(recipient=client.person).path
    answer = client.get(path)
    assert (answer.status_code, answer.url) == (302, page("version-approve", version))
    assert client.post(path).status_code == 405
    version.refresh_from_db()
    assert version.state == State.SUBMITTED


def test_a_forwarded_link_says_whose_it_is_and_asks_for_sign_in(client_for, client):
    owner, other = client_for(Role.MANAGER), client_for(Role.MANAGER)
    version_in(State.SUBMITTED)
    path = Letter.objects.get(recipient=owner.person).path
    answer = other.get(path)
    assert (answer.status_code, str(owner.person) in answer.text) == (403, True)
    assert client.get(path).status_code == 302


def test_a_link_that_was_tampered_with_or_is_old_leads_nowhere(client_for, monkeypatch):
    client = client_for(Role.MANAGER)
    version_in(State.SUBMITTED)
    path = Letter.objects.get(recipient=client.person).path
    assert client.get(f"{path[:-4]}xyz/").status_code == 410
    monkeypatch.setattr("difi_sosial.guidelines.queries.links.LASTS", timedelta(seconds=-1))
    assert client.get(path).status_code == 410


def test_a_link_to_a_step_that_is_taken_leads_to_the_version(client_for):
    client = client_for(Role.MANAGER)
    version = version_in(State.SUBMITTED)
    path = Letter.objects.get(recipient=client.person).path
    guidelines.approve(version=version, by=UserFactory(roles=[Role.MANAGER]), at=NOON)
    assert client.get(path).url == page("version-show", version)
