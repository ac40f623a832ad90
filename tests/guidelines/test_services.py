"""Writing, four eyes, freezing, superseding, reviews."""

from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, connections, transaction

from difi_sosial.audit.models import Event
from difi_sosial.core.errors import Conflict, Invalid, NotAllowed, WrongState
from difi_sosial.guidelines import queries
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.enums import MANDATORY, Action, State
from difi_sosial.guidelines.models import GuidelineVersion, Section
from difi_sosial.guidelines.services import EditCollision, SectionText
from difi_sosial.guidelines.tasks import open_reviews
from difi_sosial.journal.models import RegistryEntry
from difi_sosial.people.enums import Role
from difi_sosial.people.models import Grant, Letter
from tests.factories.guidelines import (
    GuidelineFactory,
    SectionTemplateFactory,
    into_force,
    texts_of,
    to_approval,
    version_in,
)
from tests.factories.people import UnitFactory, UserFactory

NOON = datetime(2026, 4, 1, 10, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def text(section, body, *, edition=None, heading=None):
    return SectionText(section.pk, edition or section.edition, heading or section.heading, body)


# Writing


def test_a_new_guideline_has_the_eight_parts_of_the_guidance_in_order():
    version = GuidelineFactory(title="Retningslinjer for sosiale medier").versions.get()
    assert [section.kind for section in version.sections.all()] == list(MANDATORY)
    assert version.guideline.slug == "retningslinjer-for-sosiale-medier"
    assert version.sections.all()[4].anchor == "privat-og-profesjonell-rolle"


def test_headings_follow_the_written_form_and_permalinks_do_not():
    SectionTemplateFactory(kind="working_hours", language="nn", heading="Bruk i arbeidstida")
    version = GuidelineFactory(language="nn").versions.get()
    section = version.sections.get(kind="working_hours")
    assert (section.heading, section.anchor) == ("Bruk i arbeidstida", "bruk-i-arbeidstiden")


def test_two_guidelines_with_one_title_get_two_addresses():
    slugs = [GuidelineFactory(title="Ny").slug for _number in range(2)]
    assert slugs == ["ny-2", "ny-3"]


def test_a_reader_cannot_begin_a_guideline():
    with pytest.raises(NotAllowed):
        GuidelineFactory(by=UserFactory(roles=[Role.READER]))


def test_saving_stores_lf_text_and_makes_the_writer_an_author():
    version = GuidelineFactory().versions.get()
    colleague = UserFactory(roles=[Role.HEAD])
    section = version.sections.first()
    guidelines.save_sections(
        version=version, texts=[text(section, "Én\r\nto \r\n")], by=colleague, at=NOON
    )
    section.refresh_from_db()
    assert (section.body, section.edition, section.edited_by) == ("Én\nto", 2, colleague)
    assert set(version.authors.all()) == {version.guideline.owner, colleague}


def test_saving_what_did_not_change_leaves_no_trace():
    version = version_in(State.DRAFT)
    colleague = UserFactory(roles=[Role.HEAD])
    before = Event.objects.count()
    guidelines.save_sections(version=version, texts=texts_of(version), by=colleague, at=NOON)
    assert Event.objects.count() == before
    assert colleague not in version.authors.all()


def test_the_second_to_save_a_section_is_told_and_both_texts_are_kept():
    version = version_in(State.DRAFT)
    section = version.sections.first()
    first, second = UserFactory(roles=[Role.HEAD], name="Oddvar Hauge"), version.guideline.owner
    guidelines.save_sections(
        version=version, texts=[text(section, "Den første.")], by=first, at=NOON
    )
    with pytest.raises(EditCollision, match="Oddvar Hauge") as collision:
        guidelines.save_sections(
            version=version, texts=[text(section, "Den andre.")], by=second, at=NOON
        )
    assert collision.value.mine.body == "Den andre."
    assert collision.value.theirs.body == "Den første."
    section.refresh_from_db()
    assert section.body == "Den første."


def test_two_who_write_in_different_sections_do_not_meet():
    version = version_in(State.DRAFT)
    one, two = version.sections.all()[:2]
    for section in (one, two):
        person = UserFactory(roles=[Role.ADVISER])
        guidelines.save_sections(
            version=version, texts=[text(section, "Nytt.")], by=person, at=NOON
        )
    assert [s.body for s in version.sections.all()[:2]] == ["Nytt.", "Nytt."]


def test_only_a_draft_can_be_written_in():
    version = version_in(State.SUBMITTED)
    with pytest.raises(WrongState):
        guidelines.save_sections(
            version=version, texts=texts_of(version), by=version.guideline.owner, at=NOON
        )


def test_own_sections_come_move_and_go_and_the_eight_stay():
    version = version_in(State.DRAFT)
    by = version.guideline.owner
    own = guidelines.add_section(version=version, heading="Personvern", by=by, at=NOON)
    again = guidelines.add_section(version=version, heading="Personvern", by=by, at=NOON)
    assert (own.anchor, again.anchor, again.order) == ("personvern", "personvern-2", 10)
    guidelines.move_section(section=own, direction="up", by=by, at=NOON)
    guidelines.move_section(section=version.sections.first(), direction="up", by=by, at=NOON)
    guidelines.remove_section(section=again, by=by, at=NOON)
    assert [s.anchor for s in version.sections.all()][-2:] == ["personvern", "ytringsfrihet"]
    assert [s.order for s in version.sections.all()] == list(range(1, 10))
    with pytest.raises(Invalid):
        guidelines.remove_section(section=version.sections.first(), by=by, at=NOON)


def test_submitting_names_the_parts_without_text():
    version = GuidelineFactory().versions.get()
    rest = texts_of(version)[1:]
    owner = version.guideline.owner
    guidelines.save_sections(version=version, texts=rest, by=owner, at=NOON)
    with pytest.raises(Invalid, match="«Mål med bruken»"):
        guidelines.submit(version=version, by=owner, at=NOON)


# Four eyes


def give(person, role):
    Grant.objects.create(user=person, role=role)
    return type(person).objects.get(pk=person.pk)


def test_who_wrote_a_word_may_not_approve_even_as_manager():
    version = version_in(State.DRAFT)
    both = give(UserFactory(roles=[Role.ADVISER]), Role.MANAGER)
    section = version.sections.first()
    guidelines.save_sections(version=version, texts=[text(section, "Mitt.")], by=both, at=NOON)
    to_approval(version, by=version.guideline.owner, at=NOON)
    with pytest.raises(NotAllowed):
        guidelines.approve(version=version, by=both, at=NOON)


def test_who_submitted_once_may_not_approve_after_it_was_taken_back():
    version = version_in(State.DRAFT)
    both = give(UserFactory(roles=[Role.HEAD]), Role.MANAGER)
    to_approval(version, by=both, at=NOON)
    guidelines.reopen(version=version, by=version.guideline.owner, at=NOON)
    to_approval(version, by=version.guideline.owner, at=NOON)
    with pytest.raises(NotAllowed):
        guidelines.approve(version=version, by=both, at=NOON)


@pytest.mark.parametrize("who", ["submitter", "author"])
def test_the_database_refuses_an_approver_who_wrote_or_submitted(who):
    version = version_in(State.SUBMITTED)
    person = version.submitted_by
    if who == "author":
        person = UserFactory(roles=[Role.MANAGER])
        version.authors.add(person)
    with pytest.raises(IntegrityError), transaction.atomic():
        GuidelineVersion.objects.filter(pk=version.pk).update(
            state=State.APPROVED,
            approved_by=person,
            approved_at=NOON,
            frozen=b"{}",
            checksum="0" * 64,
        )


@pytest.mark.django_db(transaction=True)
def test_of_two_approvers_at_the_same_moment_one_wins_and_the_other_is_told():
    version = version_in(State.SUBMITTED)
    managers = [UserFactory(roles=[Role.MANAGER], name=f"Leder {n}") for n in (1, 2)]
    start, outcomes = Barrier(2), []

    def approve(manager):
        try:
            start.wait(timeout=10)
            guidelines.approve(version=version, by=manager, at=NOON)
            outcomes.append("approved")
        except Conflict as told:
            outcomes.append(str(told))
        finally:
            connections.close_all()

    threads = [Thread(target=approve, args=[manager]) for manager in managers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    version.refresh_from_db()
    told = f"{version.approved_by} godkjente denne versjonen 1. april 2026 kl. 12.00."
    assert sorted(outcomes) == sorted([f"{told} Ditt valg er ikke lagret.", "approved"])
    assert Event.objects.filter(kind="guideline-approved").count() == 1
    assert RegistryEntry.objects.count() == 1


# Approval and freezing


def test_approval_freezes_and_hands_the_record_to_the_journal():
    version = version_in(State.APPROVED)
    entry = RegistryEntry.objects.get(source_key=queries.source_key(version))
    assert version.checksum == queries.checksum(bytes(version.frozen))
    assert (entry.kind, entry.title) == ("X", f"{version}: godkjent")
    text, heard = entry.documents.order_by("number")
    html = text.html
    assert "Tillitsvalgt" in heard.html
    assert version.checksum in html
    assert "Vi svarer på det vi blir spurt om. (ytringsfrihet)" in html


def test_nothing_is_kept_when_the_journal_refuses(monkeypatch):
    def refuse(**_given):
        raise Invalid("Året er avsluttet.")

    monkeypatch.setattr(guidelines.approval.journal, "register_draft", refuse)
    version = version_in(State.SUBMITTED)
    with pytest.raises(Invalid):
        guidelines.approve(version=version, by=UserFactory(roles=[Role.MANAGER]), at=NOON)
    version.refresh_from_db()
    assert (version.state, version.frozen, version.checksum) == (State.SUBMITTED, None, "")
    assert not Event.objects.filter(kind="guideline-approved").exists()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE guidelines_guidelineversion SET title = 'x'",
        "UPDATE guidelines_guidelineversion SET frozen = 'x'",
        "UPDATE guidelines_guidelineversion SET checksum = repeat('0', 64)",
        "UPDATE guidelines_guidelineversion SET approved_at = now()",
        "DELETE FROM guidelines_guidelineversion",
        "UPDATE guidelines_section SET body = 'x'",
        "UPDATE guidelines_section SET version_id = %(draft)s",
        "DELETE FROM guidelines_section WHERE version_id = %(approved)s",
        'INSERT INTO guidelines_section (version_id, kind, anchor, heading, body, "order", '
        "edition, created_at, updated_at) VALUES (%(approved)s, 'own', 'x', 'x', 'x', 99, 1, "
        "now(), now())",
    ],
)
def test_the_database_keeps_an_approved_version_as_it_was(change):
    keys = {"draft": GuidelineFactory().versions.get().pk, "approved": version_in("approved").pk}
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change, keys)


def test_the_command_finds_a_text_that_somebody_changed_behind_the_guard(capsys):
    version = version_in(State.APPROVED)
    call_command("verify_guidelines")
    assert "1 approved versions hold." in capsys.readouterr().out
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # triggers sleep
        cursor.execute("UPDATE guidelines_section SET body = 'Endret i det stille.'")
    with pytest.raises(CommandError, match="1 of 1"):
        call_command("verify_guidelines")
    assert f"{version}: its sections do not match" in capsys.readouterr().err


# Versions


def test_a_new_version_copies_the_text_in_force_and_its_permalinks():
    version = version_in(State.IN_FORCE)
    owner = version.guideline.owner
    new = guidelines.start_version(guideline=version.guideline, by=owner, at=NOON)
    assert (new.number, new.state) == (2, State.DRAFT)
    assert [(s.anchor, s.body) for s in new.sections.all()] == [
        (s.anchor, s.body) for s in version.sections.all()
    ]
    with pytest.raises(Conflict):
        guidelines.start_version(guideline=version.guideline, by=owner, at=NOON)


def test_a_text_that_nobody_approved_keeps_its_authors_in_a_new_version():
    author = UserFactory(roles=[Role.ADVISER, Role.MANAGER])
    other = UserFactory(roles=[Role.ADVISER])
    withdrawn = version_in(State.WITHDRAWN, author=author)
    new = guidelines.start_version(guideline=withdrawn.guideline, by=other, at=NOON)
    assert set(new.authors.all()) == {author, other}
    to_approval(new, by=other, at=NOON)
    with pytest.raises(NotAllowed):
        guidelines.approve(version=new, by=author, at=NOON)


def test_a_text_that_was_approved_has_new_authors_in_a_new_version():
    version, other = version_in(State.IN_FORCE), UserFactory(roles=[Role.ADVISER])
    new = guidelines.start_version(guideline=version.guideline, by=other, at=NOON)
    assert list(new.authors.all()) == [other]


def test_putting_a_version_in_force_supersedes_the_old_one_and_sets_a_review_in_a_year():
    old = version_in(State.SUPERSEDED)
    new = old.guideline.versions.get(number=2)
    assert new.state == State.IN_FORCE
    assert old.in_force_until == new.in_force_from
    assert new.review_on == new.in_force_from.replace(year=new.in_force_from.year + 1)
    assert Event.objects.filter(kind="guideline-superseded", thing_key=str(old.pk)).count() == 1


def test_the_title_of_an_approved_version_is_closed_and_the_rest_is_not():
    version = version_in(State.IN_FORCE)
    owner = version.guideline.owner
    facts = {"owner": owner, "unit": None, "review_on": date(2027, 1, 1), "is_public": True}
    with pytest.raises(WrongState):
        guidelines.change_details(version=version, by=owner, at=NOON, title="Ny", **facts)
    guidelines.change_details(version=version, by=owner, at=NOON, title=version.title, **facts)
    version.refresh_from_db()
    assert (version.review_on, version.guideline.is_public) == (date(2027, 1, 1), True)


def test_who_changes_the_title_of_a_draft_is_one_of_its_authors():
    version = version_in(State.DRAFT)
    both = UserFactory(roles=[Role.ADVISER, Role.MANAGER])
    facts = {"owner": version.guideline.owner, "unit": version.guideline.unit, "review_on": None}
    guidelines.change_details(
        version=version, by=both, at=NOON, title="Ny tittel", is_public=True, **facts
    )
    version.refresh_from_db()
    assert both in version.authors.all()


def test_what_is_being_approved_keeps_its_period_and_its_unit():
    version = version_in(State.SUBMITTED)
    owner = version.guideline.owner
    facts = {"title": version.title, "owner": owner, "is_public": True, "review_on": None}
    for change in ({"valid_until": date(2027, 1, 1)}, {"unit": UnitFactory()}):
        given = {"unit": version.guideline.unit, "valid_until": None, **change}
        with pytest.raises(WrongState):
            guidelines.change_details(version=version, by=owner, at=NOON, **facts, **given)


@pytest.mark.parametrize(
    ("state", "day"),
    [
        (State.IN_FORCE, None),
        (State.IN_FORCE, date(2099, 1, 1)),
        (State.APPROVED, date(2099, 1, 1)),
        (State.DRAFT, date(2027, 4, 2)),
    ],
)
def test_the_review_of_a_version_is_never_put_off_for_years(state, day):
    version = version_in(state)
    owner = version.guideline.owner
    facts = {"title": version.title, "owner": owner, "unit": version.guideline.unit}
    with pytest.raises(Invalid):
        guidelines.change_details(
            version=version, by=owner, at=NOON, is_public=True, review_on=day, **facts
        )


def test_a_review_that_was_put_off_before_comes_within_a_year_of_the_first_day():
    version = version_in(State.APPROVED)
    GuidelineVersion.objects.filter(pk=version.pk).update(review_on=date(2036, 1, 1))
    version = into_force(version, by=version.guideline.owner, at=NOON)
    assert version.review_on == date(2027, 4, 1)


# Reviews


def test_a_review_that_is_due_opens_once_and_the_owner_gets_one_letter():
    version = version_in(State.IN_FORCE)
    due = datetime(2027, 6, 1, 6, 0, tzinfo=UTC)
    for at in (due, due + timedelta(days=1)):
        guidelines.open_reviews(at=at)
    assert Event.objects.filter(kind="guideline-review-opened").count() == 1
    [letter] = Letter.objects.filter(created_at__gte=due)
    assert letter.recipient == version.guideline.owner
    assert letter.path == f"/retningslinjer/{version.guideline.slug}/"
    assert list(queries.due_for_review(due.date())) == [version]


def test_a_review_that_stays_open_is_reminded_of_every_week_and_those_who_lead_are_told():
    version, head = version_in(State.IN_FORCE), UserFactory(roles=[Role.HEAD])
    opened = datetime(2027, 6, 1, 6, 0, tzinfo=UTC)  # a Tuesday
    guidelines.open_reviews(at=opened)
    written = [
        guidelines.remind_of_reviews(at=opened + timedelta(days=day))
        for day in range(15)
        for _twice in range(2)
    ]
    assert [day for day in range(15) if written[2 * day]] == [7, 14]
    assert sum(written) == 4
    late = Letter.objects.filter(key__contains=":review:2027-06-08:")
    assert {letter.recipient for letter in late} == {version.guideline.owner, head}
    owner = version.guideline.owner
    assert f"{owner} er ansvarlig" in late.get(recipient=head).text
    guidelines.keep(version=version, by=owner, at=opened, reason="Alt stemmer.")
    assert guidelines.remind_of_reviews(at=opened + timedelta(days=21)) == 0


def test_those_who_lead_are_told_at_once_of_a_review_whose_owner_has_left():
    version, head = version_in(State.IN_FORCE), UserFactory(roles=[Role.HEAD])
    type(head).objects.filter(pk=version.guideline.owner_id).update(is_active=False)
    Letter.objects.all().delete()
    guidelines.open_reviews(at=datetime(2027, 6, 1, 6, 0, tzinfo=UTC))
    [letter] = Letter.objects.all()
    assert letter.recipient == head
    assert "kan ikke gjøre det lenger" in letter.text


def test_a_review_that_is_not_due_stays_closed():
    version_in(State.IN_FORCE)
    assert guidelines.open_reviews(at=NOON) == 0


def test_the_task_of_the_clock_says_how_many_it_opened():
    assert open_reviews() == 0


# The texts that sections start from


def test_an_unknown_button_does_nothing():
    with pytest.raises(Invalid):
        guidelines.take(
            action=Action.SUPERSEDE,
            version=version_in(State.IN_FORCE),
            by=UserFactory(roles=[Role.MANAGER]),
            at=NOON,
        )
    assert Section.objects.count() == 8
