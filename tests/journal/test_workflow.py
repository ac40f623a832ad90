"""Every state × action × role of entries and cases, against the table written out by hand."""

import pytest

from difi_sosial.audit.queries import history_of
from difi_sosial.core.errors import DomainError, Invalid, NotAllowed, WrongState
from difi_sosial.journal import services
from difi_sosial.journal.enums import CaseAction, CaseState, EntryAction, EntryState
from difi_sosial.journal.models import CaseFile, RegistryEntry
from difi_sosial.journal.workflow import CASES, ENTRIES
from difi_sosial.people.enums import Role
from tests.factories import journal as make
from tests.factories.people import UserFactory
from tests.undone import undone

pytestmark = pytest.mark.django_db

ENTRY_LAW = {
    ("registered", "journal"): "journaled",
    ("registered", "cancel"): "cancelled",
    ("journaled", "archive"): "archived",
    ("journaled", "cancel"): "cancelled",
}
CASE_LAW = {("open", "close"): "closed", ("open", "cancel"): "cancelled"}


def take(action: str, entry: RegistryEntry, by: object) -> None:
    verbs = {"journal": services.journal, "archive": services.archive}
    if action == "cancel":
        services.cancel(entry=entry, reason="Feil", by=by, at=make.IN_2025)  # type: ignore[arg-type]
    else:
        verbs[action](entry=entry, by=by, at=make.IN_2025)  # type: ignore[arg-type]


def take_case(action: str, case: CaseFile, by: object) -> None:
    if action == "cancel":
        services.cancel_case(case=case, reason="Feil", by=by, at=make.IN_2025)  # type: ignore[arg-type]
    else:
        services.close_case(case=case, by=by, at=make.IN_2025)  # type: ignore[arg-type]


@pytest.fixture
def people():
    """One of each role."""
    return {role: UserFactory(roles=[role]) for role in Role}


@pytest.mark.parametrize("state", list(EntryState))
def test_entry(state, people, subtests):
    made = make.entry_in(state, by=make.an_archivist())
    for action in EntryAction:
        for role, by in people.items():
            with subtests.test(action=action, role=role), undone(made) as entry:
                judge_entry(entry, state, action, role, by)


def judge_entry(entry, state, action, role, by):
    """Only the archivist takes the steps of the law, and nobody takes another."""
    target = ENTRY_LAW.get((state, action))
    if target is None:
        with pytest.raises(WrongState):
            take(action, entry, by)
    elif role != Role.ARCHIVIST:
        with pytest.raises(NotAllowed):
            take(action, entry, by)
        assert RegistryEntry.objects.get().state == state
    else:
        take(action, entry, by)
        assert RegistryEntry.objects.get().state == target
        assert history_of(entry)[0].actor_name == by.name


@pytest.mark.parametrize("action", list(CaseAction))
@pytest.mark.parametrize("state", list(CaseState))
def test_case(state, action, people, subtests):
    archivist = make.an_archivist()
    made = ready_for(action, archivist) if state == "open" else make.a_case(state, by=archivist)
    for role, by in people.items():
        with subtests.test(role=role), undone(made) as case:
            judge_case(case, state, action, role, by)


def judge_case(case, state, action, role, by):
    """Only the archivist closes or cancels, and only a case that is open."""
    target = CASE_LAW.get((state, action))
    if target is None:
        with pytest.raises(WrongState):
            take_case(action, case, by)
    elif role != Role.ARCHIVIST:
        with pytest.raises(NotAllowed):
            take_case(action, case, by)
    else:
        take_case(action, case, by)
        assert CaseFile.objects.get().state == target
        assert history_of(case)[0].kind == "case-closed"


def ready_for(action: str, by: object) -> CaseFile:
    """An open case whose entries let it be closed or cancelled."""
    state = "journaled" if action == "close" else "cancelled"
    return make.entry_in(state, by=by).case  # type: ignore[arg-type]


def test_cancelling_needs_a_reason():
    archivist = make.an_archivist()
    with pytest.raises(Invalid):
        services.cancel(entry=make.an_entry(), reason=" ", by=archivist, at=make.IN_2025)


def test_no_step_is_open_in_a_closed_year():
    archivist = make.an_archivist()
    make.a_case("closed", by=archivist)
    services.close_period(year=2025, by=archivist, at=make.AFTER_2025)

    assert ENTRIES.open_to(archivist, RegistryEntry.objects.get()) == []
    assert CASES.open_to(archivist, CaseFile.objects.get()) == []


def test_every_refusal_is_one_a_person_can_read():
    entry = make.entry_in("archived", by=make.an_archivist())
    with pytest.raises(DomainError) as refused:
        take("journal", entry, make.an_archivist())

    assert str(refused.value) != ""
