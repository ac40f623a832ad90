"""The way of a guideline: the employees are heard, the archivist journals, and then it applies."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from difi_sosial.core.clock import local_date, now
from difi_sosial.core.errors import Invalid, WrongState
from difi_sosial.guidelines import queries
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.enums import State
from difi_sosial.guidelines.models import Approval, GuidelineVersion, ReturnReason
from difi_sosial.guidelines.services import approval
from difi_sosial.guidelines.tasks import put_due_in_force
from difi_sosial.hearing import services as hearings
from difi_sosial.hearing.models import Hearing
from difi_sosial.people.enums import Role
from difi_sosial.people.models import Letter
from tests.factories.guidelines import heard, journalled, on_hearing, to_approval, version_in
from tests.factories.people import UserFactory

NOON = datetime(2026, 4, 1, 10, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def page(name, version):
    return reverse(f"guidelines:{name}", args=[version.guideline.slug, version.number])


# Hearing


def test_nothing_goes_to_approval_before_the_employees_are_heard():
    version = version_in(State.DRAFT)
    with pytest.raises(Invalid, match="tillitsvalgt eller et verneombud"):
        guidelines.submit(version=version, by=version.guideline.owner, at=NOON)


def test_a_hearing_asks_somebody_who_speaks_for_the_employees():
    version = version_in(State.DRAFT)
    with pytest.raises(Invalid, match="tillitsvalgt"):
        guidelines.open_hearing(
            version=version,
            invited=[UserFactory()],
            representatives=[],
            deadline=date(2026, 4, 15),
            question="Hva mangler?",
            by=version.guideline.owner,
            at=NOON,
        )
    assert not Hearing.objects.exists()


def test_a_hearing_is_not_closed_while_an_input_waits_for_its_answer():
    version = version_in(State.HEARING)
    owner, hearing = version.guideline.owner, Hearing.objects.get()
    union = hearing.invitations.get(is_representative=True).person
    given = hearings.give_input(
        hearing=hearing, text="For strengt.", by=union, at=version.created_at
    )
    for close in (guidelines.close_hearing, guidelines.revise):
        with pytest.raises(Invalid, match="Svar på"):
            close(version=version, by=owner, at=NOON)
    facts = {"verdict": "accepted", "answer": "Enig.", "edition": 1, "seen": 0}
    hearings.answer_input(given=given, by=owner, at=NOON, **facts)
    guidelines.revise(version=version, by=owner, at=NOON)
    sent = guidelines.submit(version=version, by=owner, at=NOON)
    assert (sent.state, sent.heard_at) == (State.SUBMITTED, NOON)


def test_an_input_is_about_one_of_the_sections():
    on_hearing(version_in(State.DRAFT), by=UserFactory(roles=[Role.HEAD]), at=NOON)
    assert dict(Hearing.objects.get().parts)["ytringsfrihet"] == "Ytringsfrihet"


def test_the_database_refuses_what_nobody_has_heard_of():
    version = version_in(State.DRAFT)
    with pytest.raises(IntegrityError), transaction.atomic():
        GuidelineVersion.objects.filter(pk=version.pk).update(state=State.SUBMITTED)


def test_the_text_on_hearing_is_closed_for_writing_and_a_withdrawal_cuts_the_hearing_short():
    version = version_in(State.HEARING)
    guidelines.withdraw(version=version, by=version.guideline.owner, at=NOON, reason="Feil.")
    assert Hearing.objects.get().state == "cancelled"


def test_the_hearing_is_opened_from_its_page(client_for):
    version = version_in(State.DRAFT)
    client, union = client_for(Role.ADVISER), UserFactory(title="Verneombud")
    shown = client.get(page("version-hearing", version))
    assert "Hvem taler for de ansatte?" in shown.text
    deadline = shown.context["form"]["deadline"].value()
    given = {"deadline": deadline.isoformat(), "question": "Hva?", "edition": version.edition}
    assert client.post(page("version-hearing", version), given).status_code == 422
    given |= {"representatives": [union.pk]}  # nobody else has to be asked
    assert client.post(page("version-hearing", version), given).status_code == 302
    version.refresh_from_db()
    assert version.state == State.HEARING
    assert "For de ansatte" in client.get(f"/horing/{Hearing.objects.get().pk}/").text


def test_whoever_wrote_never_speaks_for_the_employees(client_for):
    version, client = version_in(State.DRAFT), client_for(Role.ADVISER)
    owner, union = version.guideline.owner, UserFactory(title="Verneombud")
    form = client.get(page("version-hearing", version)).context["form"]
    offered = set(form.fields["representatives"].queryset)
    assert union in offered and not offered & {owner, client.person}
    with pytest.raises(Invalid, match="kan ikke tale for de ansatte"):
        guidelines.open_hearing(
            version=version,
            invited=[],
            representatives=[owner],
            deadline=date(2026, 4, 15),
            question="Hva mangler?",
            by=client.person,
            at=NOON,
        )


def test_a_representative_who_writes_afterwards_counts_for_nobody(monkeypatch):
    """Neither for the service nor for the database."""
    version = heard(version_in(State.DRAFT), by=UserFactory(roles=[Role.ADVISER]), at=NOON)
    owner = version.guideline.owner
    guidelines.revise(version=version, by=owner, at=NOON)
    union = Hearing.objects.get().invitations.get().person
    version.authors.add(union)
    with pytest.raises(Invalid, match="som ikke har skrevet i den"):
        guidelines.submit(version=version, by=owner, at=NOON)
    version.authors.remove(union)
    guidelines.submit(version=version, by=owner, at=NOON)
    version.authors.add(union)
    manager = UserFactory(roles=[Role.MANAGER])
    with pytest.raises(Invalid, match="Send den tilbake"):
        guidelines.approve(version=version, by=manager, at=NOON)
    monkeypatch.setattr(approval, "guard_heard", lambda *args: None)
    with pytest.raises(IntegrityError, match="employees are heard"), transaction.atomic():
        guidelines.approve(version=version, by=manager, at=NOON)


def test_the_hearing_waits_for_those_who_have_not_answered_and_says_so(client_for):
    version, client = version_in(State.HEARING), client_for(Role.ADVISER)
    hearing = Hearing.objects.get()
    Hearing.objects.update(deadline=local_date(now()))
    shown = client.get(page("version-show", version)).text
    assert "Høringen kan avsluttes når alle har svart" in shown
    assert "Avslutt høringen og send" not in shown
    for close in (guidelines.close_hearing, guidelines.revise):
        with pytest.raises(Invalid, match="Dere venter på svar fra"):
            close(version=version, by=client.person, at=now())
    union = hearing.invitations.get().person
    hearings.say_no_remarks(hearing=hearing, by=union, at=now())
    assert "Avslutt høringen og send" in client.get(page("version-show", version)).text


# In force


def test_nothing_is_in_force_before_the_archivist_has_journalled_it():
    version = version_in(State.APPROVED)
    manager = version.approved_by
    with pytest.raises(WrongState, match="journalført"):
        guidelines.put_in_force(version=version, by=manager, at=NOON)
    journalled(version)
    assert guidelines.put_in_force(version=version, by=manager, at=NOON).state == State.IN_FORCE


def test_the_clock_puts_a_version_in_force_on_its_day_and_supersedes_the_old_one():
    old = version_in(State.IN_FORCE)
    owner = old.guideline.owner
    new = guidelines.start_version(guideline=old.guideline, by=owner, at=NOON)
    new = to_approval(new, by=owner, at=NOON)
    day, manager = date(2026, 5, 4), UserFactory(roles=[Role.MANAGER])
    guidelines.approve(version=new, by=manager, at=NOON, in_force_on=day)
    later = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)
    assert guidelines.put_due_in_force(at=later) == 0  # not journalled
    journalled(new)
    assert guidelines.put_due_in_force(at=later - timedelta(days=1)) == 0
    assert [guidelines.put_due_in_force(at=later) for _run in range(2)] == [1, 0]
    old.refresh_from_db()
    assert (old.state, old.in_force_until) == (State.SUPERSEDED, day)


def test_who_wrote_is_told_once_that_a_version_only_waits_for_a_press():
    version = version_in(State.APPROVED)
    journalled(version)
    for days in range(2):
        guidelines.put_due_in_force(at=NOON + timedelta(days=days))
    assert Letter.objects.filter(key__endswith=":ready").count() == 1
    assert put_due_in_force() == 0


def test_an_approval_tells_the_archivist_and_those_who_wrote():
    archivist = UserFactory(roles=[Role.ARCHIVIST])
    version = version_in(State.APPROVED)
    assert Letter.objects.get(recipient=archivist).path.startswith("/journal")
    subjects = Letter.objects.filter(recipient=version.guideline.owner)
    assert f"Godkjent: {version}" in subjects.values_list("subject", flat=True)


def test_the_approver_reads_what_is_changed_and_chooses_the_day(client_for):
    version = version_in(State.SUBMITTED)
    manager = client_for(Role.MANAGER)
    assert "ytringsfrihet" in manager.get(page("version-approve", version)).text
    given = {"edition": version.edition, "in_force_on": "2020-01-01"}
    assert manager.post(page("version-approve", version), given).status_code == 422
    given["in_force_on"] = ""
    assert manager.post(page("version-approve", version), given).status_code == 302
    assert queries.entry_of(version) is not None


def test_who_wrote_a_word_does_not_reach_the_page_of_approval(client_for):
    version = version_in(State.SUBMITTED)
    assert client_for(Role.ADVISER).get(page("version-approve", version)).status_code == 403


# What was approved


@pytest.fixture
def approved():
    return version_in(State.APPROVED)


def test_the_database_keeps_all_that_was_approved(approved):
    for change in (
        {"round": 7},
        {"edition": 99},
        {"heard_at": NOON},
        {"created_at": NOON},
        {"in_force_from": date(2026, 1, 1)},
        {"in_force_until": date(2026, 6, 1)},
        {"returned_reason": "Likevel ikke."},
        {"state": State.DRAFT},
        {"state": State.SUPERSEDED},
    ):
        words = r"approved guideline version|left force"
        with pytest.raises(IntegrityError, match=words), transaction.atomic():
            GuidelineVersion.objects.filter(pk=approved.pk).update(**change)


def test_the_database_keeps_who_wrote_who_took_the_steps_and_why_it_was_returned(approved):
    stranger, author = UserFactory(), approved.authors.get()
    step = {"round": approved.round, "order": 9, "approver": "manager", "due_on": NOON.date()}
    reason = {"round": 1, "anchor": "a", "heading": "A", "reason": "B", "given_by": stranger}
    for change in (
        lambda: approved.authors.add(stranger),
        lambda: approved.authors.remove(author),
        lambda: Approval.objects.create(version=approved, **step),
        lambda: ReturnReason.objects.create(version=approved, **reason),
    ):
        with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
            change()


def test_a_version_is_born_as_a_draft_and_its_first_day_is_set_once(approved):
    """By its entering into force, which is never before the day that was approved."""
    born = {"approved_by": UserFactory(), "approved_at": NOON, "checksum": "0" * 64}
    with pytest.raises(IntegrityError, match="step by step"), transaction.atomic():
        GuidelineVersion.objects.create(guideline=approved.guideline, number=2, title="T", **born)
    journalled(approved)
    version = guidelines.put_in_force(version=approved, by=approved.approved_by, at=NOON)
    with pytest.raises(IntegrityError, match="first day"), transaction.atomic():
        GuidelineVersion.objects.filter(pk=version.pk).update(in_force_from=date(2026, 4, 2))
