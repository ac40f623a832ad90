"""Approval on behalf of one who is away: four eyes hold for both, and both are written down."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from difi_sosial.audit.queries import history_of
from difi_sosial.core.clock import local_date, now
from difi_sosial.core.errors import NotAllowed
from difi_sosial.guidelines import queries
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.enums import State
from difi_sosial.guidelines.models import Approval, ApprovalStep, GuidelineVersion
from difi_sosial.journal.models import CorrespondenceParty
from difi_sosial.people import services as people
from difi_sosial.people.enums import Role
from difi_sosial.people.models import Delegation, Letter
from difi_sosial.people.permissions import Permission
from difi_sosial.portal.queries.facts import Facts
from difi_sosial.portal.queries.waiting import waiting
from tests.factories.delegations import away
from tests.factories.guidelines import version_in
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
APPROVE = [Permission.GUIDELINE_APPROVE]


@pytest.fixture
def manager():
    return UserFactory(roles=[Role.MANAGER], name="Ingrid Solbakken")


def stand_in_for(manager, **facts):
    deputy = UserFactory(roles=[Role.ADVISER], name="Åse Bjørnstad", **facts)
    return away(manager, deputy, given=APPROVE)


def test_a_stand_in_approves_and_both_names_are_kept(manager, client_for):
    deputy = stand_in_for(manager)
    version = version_in(State.SUBMITTED, manager=manager)
    [task] = waiting(Facts(deputy))
    assert task.hint == "Til godkjenning, på vegne av Ingrid Solbakken"
    assert set(queries.approvers(version)) == {manager, deputy}
    letter = Letter.objects.filter(recipient=deputy).latest("pk")
    assert "på vegne av Ingrid Solbakken" in letter.text
    client = client_for(deputy)
    assert client.get(letter.path, follow=True).status_code == 200

    version = guidelines.approve(version=version, by=deputy, at=now())

    [step] = version.approvals.all()
    assert (step.approved_by, step.on_behalf_of) == (deputy, manager)
    assert (version.approved_by, version.approved_for) == (deputy, manager)
    assert history_of(version).first().after["on_behalf_of"] == "Ingrid Solbakken"
    names = CorrespondenceParty.objects.values_list("name", flat=True)
    assert "Åse Bjørnstad på vegne av Ingrid Solbakken" in names
    page = reverse("guidelines:version-show", args=[version.guideline.slug, version.number])
    assert "Åse Bjørnstad på vegne av Ingrid Solbakken" in client.get(page).text
    assert waiting(Facts(manager)) != []  # approved, and to be put in force: hers too


def test_neither_an_author_nor_the_stand_in_of_one_approves(manager):
    author = UserFactory(roles=[Role.ADVISER, Role.MANAGER])
    version = version_in(State.SUBMITTED, author=author)
    as_author = away(manager, author, given=())
    other = away(author_manager := UserFactory(roles=[Role.MANAGER]), UserFactory(), given=APPROVE)
    version.authors.add(author_manager)
    for person in (as_author, other):
        assert queries.Live().waiting_for(person) == []
        with pytest.raises(NotAllowed):
            guidelines.approve(version=version, by=person, at=now())


def test_a_stand_in_and_the_one_away_take_one_step_between_them(manager):
    for order in (1, 2):
        ApprovalStep.objects.create(order=order, approver="manager")
    deputy = stand_in_for(manager)
    version = version_in(State.SUBMITTED)
    guidelines.approve(version=version, by=deputy, at=now())
    for person in (deputy, manager):
        with pytest.raises(NotAllowed):
            guidelines.approve(version=version, by=person, at=now())


def test_a_stand_in_takes_the_heads_step():
    ApprovalStep.objects.create(order=1, approver="head")
    head, deputy = UserFactory(roles=[Role.HEAD]), UserFactory(roles=[Role.ADVISER])
    deputy = away(head, deputy, given=[Permission.GUIDELINE_LEAD])
    version = guidelines.approve(version=version_in(State.SUBMITTED), by=deputy, at=now())
    assert version.approved_for == head


def test_an_approver_of_the_own_unit_is_not_of_another_through_a_stand_in(manager):
    ApprovalStep.objects.create(order=1, approver="other_manager")
    author = UserFactory(roles=[Role.ADVISER])
    version = version_in(State.SUBMITTED, author=author, manager=manager)
    inside = stand_in_for(manager, unit=author.unit)
    assert queries.approvers(version) == [manager]
    with pytest.raises(NotAllowed):
        guidelines.approve(version=version, by=inside, at=now())


def test_the_database_holds_four_eyes_for_both(manager):
    deputy = stand_in_for(manager)
    version = version_in(State.SUBMITTED)
    row = version.approvals.get()
    stranger, author = UserFactory(), version.guideline.owner
    for by, for_whom in ((deputy, author), (deputy, stranger), (deputy, deputy), (None, manager)):
        facts = {"approved_by": by, "approved_at": now() if by else None}
        with pytest.raises(IntegrityError), transaction.atomic():
            Approval.objects.filter(pk=row.pk).update(on_behalf_of=for_whom, **facts)
    version = guidelines.approve(version=version, by=deputy, at=now())
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        GuidelineVersion.objects.filter(pk=version.pk).update(approved_for=None)


def test_who_wrote_chooses_no_approver_by_a_stand_in_or_a_power(manager):
    """The author named the stand-in in one case, and gave the power in the other."""
    author, other = UserFactory(roles=[Role.HEAD]), UserFactory(roles=[Role.ADMINISTRATOR])
    version = version_in(State.SUBMITTED, author=author)
    day = local_date(now())
    for maker, giver in ((author, other), (other, author)):
        principal, deputy = UserFactory(roles=[Role.MANAGER]), UserFactory(roles=[Role.ADVISER])
        days = {"from_on": day, "until_on": day, "reason": "Syk", "at": now()}
        made = people.delegate(principal=principal, deputy=deputy, by=maker, **days)
        people.give_powers(delegation=made, permissions=APPROVE, by=giver, at=now())
        deputy = type(deputy).objects.get(pk=deputy.pk)
        assert deputy not in queries.approvers(version)
        with pytest.raises(NotAllowed):
            guidelines.approve(version=version, by=deputy, at=now())
        refuse_step(version, deputy, principal)
        other_text = version_in(State.SUBMITTED)
        assert guidelines.approve(version=other_text, by=deputy, at=now()).approved_for == principal


def refuse_step(version, deputy, principal):
    """The database does not let the step be taken by this person for this other."""
    facts = {"approved_by": deputy, "approved_at": now(), "on_behalf_of": principal}
    with pytest.raises(IntegrityError, match="only a stand-in"), transaction.atomic():
        Approval.objects.filter(version=version).update(**facts)


def test_an_absence_that_does_not_hold_is_no_basis_for_an_approval(manager):
    deputy, version = stand_in_for(manager), version_in(State.SUBMITTED)
    today, day = local_date(now()), timedelta(days=1)
    for change in (
        {"from_on": today + day, "until_on": today + 2 * day},
        {"from_on": today - 2 * day, "until_on": today - day},
        {"from_on": today, "until_on": today, "ended_at": now(), "ended_by": manager},
    ):
        Delegation.objects.update(**change)
        refuse_step(version, deputy, manager)


def test_a_return_on_behalf_of_another_keeps_both_names(manager, client_for):
    deputy, version = stand_in_for(manager), version_in(State.SUBMITTED)
    client = client_for(deputy)
    place = [version.guideline.slug, version.number]
    shown = client.get(reverse("guidelines:version-return", args=place)).text
    assert "Du avgjør dette på vegne av Ingrid Solbakken" in shown
    guidelines.return_to_authors(version=version, by=deputy, at=now(), reason="For langt.")
    version.refresh_from_db()
    assert (version.returned_by, version.returned_for) == (deputy, manager)
    assert history_of(version).first().after["on_behalf_of"] == "Ingrid Solbakken"
    page = client.get(reverse("guidelines:version-show", args=place)).text
    assert "Åse Bjørnstad på vegne av Ingrid Solbakken returnerte versjonen" in page


def test_a_reminder_says_on_whose_behalf_too(manager):
    deputy, version = stand_in_for(manager), version_in(State.SUBMITTED)
    at = datetime(2026, 4, 8, 10, 0, tzinfo=UTC)  # a Wednesday, after its day
    row = version.approvals.get()
    assert guidelines.remind_of_step(approval=row, at=at) >= 2
    letter = Letter.objects.filter(recipient=deputy).latest("pk")
    assert "på vegne av Ingrid Solbakken" in letter.text and "skulle vært" in letter.text
    assert "på vegne av" not in Letter.objects.filter(recipient=manager).latest("pk").text
