"""The verbs of a strategy."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from difi_sosial.audit.models import Event as Row
from difi_sosial.audit.queries import history_of
from difi_sosial.core.errors import Conflict, Invalid, NotAllowed, WrongState
from difi_sosial.journal.enums import EntryState
from difi_sosial.journal.models import RegistryEntry
from difi_sosial.people.enums import Role
from difi_sosial.strategy import queries, services
from difi_sosial.strategy.enums import Section, State
from difi_sosial.strategy.models import StrategyVersion
from difi_sosial.strategy.records import checksum
from tests.factories.people import UnitFactory, UserFactory
from tests.factories.strategy import VersionFactory, in_force, journalled, to_approval

AT = datetime(2026, 4, 1, 10, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def adviser():
    return UserFactory(roles=[Role.ADVISER])


@pytest.fixture
def manager():
    return UserFactory(roles=[Role.MANAGER])


def test_create_gives_an_empty_first_draft(adviser):
    version = services.create(title="Vår", unit=UnitFactory(), owner=adviser, by=adviser, at=AT)
    assert (version.number, version.state, version.created_at) == (1, State.DRAFT, AT)
    assert [event.kind for event in history_of(version)] == ["strategy-created"]


def test_create_is_refused_for_a_manager(manager):
    with pytest.raises(NotAllowed):
        services.create(title="Vår", unit=UnitFactory(), owner=manager, by=manager, at=AT)


def test_a_saved_section_holds_columns_and_rows_in_order(adviser):
    version = VersionFactory(rows=False)
    rows = [{"key": None, "text": "Først"}, {"key": None, "text": "Så"}]
    services.save_section(
        version=version,
        section=Section.MESSAGES,
        edition=1,
        values={"core_message": "Kort", "spokesperson": "Kari"},
        rows={"messages": rows},
        by=adviser,
        at=AT,
    )
    version.refresh_from_db()
    assert version.core_message == "Kort"
    assert [row.text for row in version.messages.all()] == ["Først", "Så"]
    assert version.editor_ids == [adviser.pk]
    assert version.edition == 2


def test_rows_keep_their_key_when_moved_and_leave_when_left_out(adviser):
    version = VersionFactory(rows=False)
    save = {"version": version, "section": Section.GOALS, "values": {}, "by": adviser, "at": AT}
    services.save_section(
        edition=1,
        rows={"goals": [{"statement": "A"}, {"statement": "B"}, {"statement": "C"}]},
        **save,
    )
    a, b, _c = queries.rows_of(version, "goals")
    services.save_section(edition=2, rows={"goals": [b, a | {"statement": "A2"}]}, **save)
    after = queries.rows_of(StrategyVersion.objects.get(pk=version.pk), "goals")
    assert [(row["key"], row["statement"]) for row in after] == [(b["key"], "B"), (a["key"], "A2")]


def test_saving_the_same_again_changes_nothing(adviser):
    version = VersionFactory()
    content = queries.content_of(version, Section.TARGET_GROUPS)
    services.save_section(
        version=version,
        section=Section.TARGET_GROUPS,
        edition=1,
        values=content.values,
        rows=content.rows,
        by=adviser,
        at=AT,
    )
    version.refresh_from_db()
    assert (version.edition, version.editor_ids, Row.objects.count()) == (1, [], 0)


def test_the_second_saver_of_a_section_is_told(adviser):
    version = VersionFactory()
    save = {"version": version, "section": Section.PURPOSES, "edition": 1, "at": AT}
    services.save_section(values={"purpose_text": "Først"}, by=adviser, **save)
    with pytest.raises(Conflict):
        services.save_section(values={"purpose_text": "Sist"}, by=version.author, **save)


def test_two_people_may_save_different_sections(adviser):
    version = VersionFactory()
    save = {"version": version, "edition": 1, "at": AT, "by": adviser}
    services.save_section(section=Section.PURPOSES, values={"purpose_text": "Først"}, **save)
    services.save_section(section=Section.RESOURCES, values={"budget": "Null"}, **save)
    version.refresh_from_db()
    assert (version.purpose_text, version.budget) == ("Først", "Null")


def test_only_a_draft_can_be_written_in(adviser):
    version = VersionFactory(state=State.SUBMITTED)
    with pytest.raises(WrongState):
        services.save_section(
            version=version,
            section=Section.PURPOSES,
            edition=1,
            values={"purpose_text": "Sent"},
            by=adviser,
            at=AT,
        )


def test_submit_is_refused_with_what_is_missing(adviser):
    version = VersionFactory(case_handling="")
    with pytest.raises(Invalid, match="saksbehandling"):
        services.submit(version=version, by=adviser, at=AT)


def test_approve_freezes_text_and_registers_it_and_waits_for_the_archivist(manager):
    version = VersionFactory(state=State.SUBMITTED)
    version = services.approve(version=version, by=manager, at=AT)
    assert (version.state, version.in_force_on) == (State.APPROVED, None)
    assert "Vi ber aldri om fødselsnummer." in version.canonical_text
    assert version.checksum == checksum(version.canonical_text)
    assert [event.kind for event in history_of(version)] == ["strategy-approved"]
    assert RegistryEntry.objects.count() == 1


def test_nothing_is_in_force_before_the_archivist_has_journalled_it(manager):
    version = VersionFactory(state=State.SUBMITTED, next_review=date(2027, 3, 1))
    version = services.approve(version=version, by=manager, at=AT, in_force_on=AT.date())
    with pytest.raises(WrongState, match="journalført"):
        services.put_in_force(version=version, by=manager, at=AT)
    assert services.put_due_in_force(at=AT) == 0
    journalled(version)
    version = services.put_in_force(version=version, by=manager, at=AT)
    assert (version.state, version.in_force_on) == (State.IN_FORCE, date(2026, 4, 1))
    assert version.review_on == date(2027, 3, 1)


def test_an_entry_that_was_cancelled_is_not_journalled(manager):
    version = VersionFactory(state=State.SUBMITTED)
    version = services.approve(version=version, by=manager, at=AT)
    RegistryEntry.objects.filter(pk=journalled(version).pk).update(
        state=EntryState.CANCELLED, cancel_reason="Dublett"
    )
    with pytest.raises(WrongState):
        services.put_in_force(version=version, by=manager, at=AT)


def test_approve_for_a_later_day_waits_for_the_clock(manager):
    version = VersionFactory(state=State.SUBMITTED)
    services.approve(version=version, by=manager, at=AT, in_force_on=date(2026, 5, 1))
    journalled(version)
    assert services.put_due_in_force(at=datetime(2026, 4, 30, 12, tzinfo=UTC)) == 0
    assert services.put_due_in_force(at=datetime(2026, 5, 1, 4, tzinfo=UTC)) == 1
    version.refresh_from_db()
    assert version.state == State.IN_FORCE


def test_the_clock_passes_over_what_a_person_was_first_with(manager, monkeypatch):
    first, second = (VersionFactory(state=State.SUBMITTED) for _ in range(2))
    for version in (first, second):
        services.approve(version=version, by=manager, at=AT, in_force_on=date(2026, 5, 1))
        journalled(version)
    due = list(StrategyVersion.objects.order_by("pk"))
    services.put_in_force(version=first, by=manager, at=AT)
    monkeypatch.setattr(queries, "due_in_force", lambda day: due)

    assert services.put_due_in_force(at=datetime(2026, 5, 1, 4, tzinfo=UTC)) == 1
    second.refresh_from_db()
    assert second.state == State.IN_FORCE


def test_of_two_approvers_one_wins_and_the_other_is_told(manager):
    version = VersionFactory(state=State.SUBMITTED)
    services.approve(version=version, by=manager, at=AT)
    with pytest.raises(Conflict, match=f"{manager.name} godkjente"):
        services.approve(version=version, by=UserFactory(roles=[Role.MANAGER]), at=AT)
    with pytest.raises(Conflict, match=f"{manager.name} godkjente"):
        other = UserFactory(roles=[Role.MANAGER])
        services.send_back(version=version, by=other, at=AT, reason="Nei.")
    assert RegistryEntry.objects.count() == 1


def test_approve_refuses_another_text_than_the_one_that_was_read(manager):
    version = VersionFactory(state=State.SUBMITTED, edition=4)
    with pytest.raises(Conflict):
        services.approve(version=version, by=manager, at=AT, edition=3)


def test_nobody_approves_what_they_wrote_or_sent_in():
    both = {"roles": [Role.ADVISER, Role.MANAGER]}
    author, sender, editor = UserFactory(**both), UserFactory(**both), UserFactory(**both)
    version = VersionFactory(author=author)
    services.save_section(
        version=version,
        section=Section.PURPOSES,
        edition=1,
        values={"purpose_text": "Mine ord"},
        by=editor,
        at=AT,
    )
    services.submit(version=version, by=sender, at=AT)
    head = UserFactory(roles=[Role.HEAD, Role.MANAGER])
    services.skip_hearing(version=version, by=head, at=AT, reason="Det haster.")
    for person in (author, sender, editor, head):
        with pytest.raises(NotAllowed):
            services.approve(version=version, by=person, at=AT)
    services.approve(version=version, by=UserFactory(**both), at=AT)


@pytest.mark.parametrize("part", ["author", "sent_by", "submitted_by", "editor"])
def test_the_database_refuses_an_approver_who_had_a_part(part):
    person = UserFactory()
    version = VersionFactory(state=State.SUBMITTED)
    changes = {"editor_ids": [person.pk]} if part == "editor" else {part: person}
    if part == "sent_by":
        changes["sent_at"] = AT
    with pytest.raises(IntegrityError, match="strategy_approver_not"), transaction.atomic():
        StrategyVersion.objects.filter(pk=version.pk).update(
            approved_by=person, approved_at=AT, **changes
        )


def test_the_next_version_supersedes_the_one_in_force(manager, adviser):
    old = VersionFactory(state=State.IN_FORCE, number=1)
    fresh = services.new_version(version=old, by=adviser, at=AT)
    in_force(to_approval(fresh, by=adviser, at=AT), by=manager, at=AT)
    old.refresh_from_db()
    assert (old.state, old.superseded_at) == (State.SUPERSEDED, AT)
    assert queries.current() == fresh


def test_a_new_version_copies_texts_and_rows_with_their_keys(adviser):
    old = VersionFactory(state=State.IN_FORCE, number=1)
    fresh = services.new_version(version=old, by=adviser, at=AT)
    assert fresh.number == 2
    for section in Section:
        assert queries.content_of(fresh, section) == queries.content_of(old, section)


def test_only_one_version_is_worked_on_at_a_time(adviser):
    draft = VersionFactory(number=1)
    with pytest.raises(WrongState):
        services.new_version(version=draft, by=adviser, at=AT)


def test_a_returned_version_can_be_reopened_mended_and_sent_again(manager, adviser):
    version = VersionFactory(state=State.SUBMITTED)
    with pytest.raises(Invalid):
        services.send_back(version=version, by=manager, at=AT, reason="  ")
    services.send_back(version=version, by=manager, at=AT, reason="Målet mangler tall.")
    services.reopen(version=version, by=adviser, at=AT)
    version = services.submit(version=version, by=adviser, at=AT)
    assert (version.state, version.return_reason) == (State.QUALITY, "Målet mangler tall.")
