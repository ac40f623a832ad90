"""The whole law of a mention's follow-up: every state × action × role."""

import pytest

from difi_sosial.core.clock import now
from difi_sosial.core.errors import DomainError, NotAllowed, WrongState
from difi_sosial.dialogue import services
from difi_sosial.dialogue.enums import Action, Kind, Result, State, Urgency
from difi_sosial.dialogue.models import Triage
from difi_sosial.dialogue.rules import retention_of
from difi_sosial.monitoring.enums import Retention
from difi_sosial.people.enums import Role
from tests.factories.dialogue import TriageFactory
from tests.undone import undone

pytestmark = pytest.mark.django_db

SORTED = {State.TRIAGED, State.ASSIGNED}
FOLLOWED_UP = {State.ANSWERED, State.REFERRED, State.NO_ANSWER}
WRITERS = {Role.ADVISER, Role.HEAD}

# action: (from which states, by which roles, to which state)
LAW = {
    Action.TRIAGE: ({State.NEW, State.TRIAGED, State.ASSIGNED}, WRITERS, None),
    Action.ASSIGN: (SORTED, WRITERS | {Role.MANAGER}, State.ASSIGNED),
    Action.ANSWER: (SORTED, WRITERS, State.ANSWERED),
    Action.REFER: (SORTED, WRITERS, State.REFERRED),
    Action.LEAVE: (SORTED, WRITERS, State.NO_ANSWER),
    Action.ASSESS: (FOLLOWED_UP, WRITERS | {Role.ARCHIVIST}, State.ASSESSED),
    Action.CLOSE: ({State.ASSESSED}, WRITERS | {Role.ARCHIVIST}, State.CLOSED),
    Action.REOPEN: (FOLLOWED_UP | {State.ASSESSED, State.CLOSED}, WRITERS, State.TRIAGED),
}


def act(action, triage, by):
    """Take a step with sensible arguments."""
    common = {"mention": triage.mention, "by": by, "at": now()}
    no = dict.fromkeys(
        ("is_case_document", "came_in_or_went_out", "is_handled", "has_value"), False
    )
    arguments = {
        Action.TRIAGE: {"kind": Kind.CRITICISM, "urgency": Urgency.NORMAL},
        Action.ASSIGN: {"to": by if by.roles & WRITERS else triage.helper},
        Action.ANSWER: {"text": "Takk for innspillet.", "published_at": common["at"]},
        Action.REFER: {"unit": by.unit, "reason": "Deres fagfelt"},
        Action.LEAVE: {"reason": "Bare en meningsytring"},
        Action.ASSESS: {"conditions": no, "result": Result.NOT_ARCHIVED, "reason": "Ingen verdi"},
        Action.CLOSE: {},
        Action.REOPEN: {"reason": "Ny opplysning"},
    }
    return getattr(services, action)(**common, **arguments[action])


@pytest.mark.parametrize("state", State.values)
def test_the_table_is_the_law(person, state, subtests):
    made, helper = TriageFactory(state=state), person(Role.ADVISER)
    people = {role: person(role) for role in Role.values}
    for action in Action.values:
        sources, roles, target = LAW[action]
        who = roles if state in sources else set()
        for role in who:
            with subtests.test(action=action, role=role), undone(made) as triage:
                triage.helper = helper
                act(action, triage, people[role])
                expected = target or (State.ASSIGNED if state == State.ASSIGNED else State.TRIAGED)
                after = Triage.objects.get(pk=triage.pk)
                assert (after.state, after.mention.status) == (expected, expected)
        with undone(made) as triage:
            triage.helper = helper
            for role in people.keys() - who:
                with subtests.test(action=action, role=role):
                    is_refused(action, triage, people[role])


def is_refused(action, triage, by):
    """The step is refused for the right reason, and nothing has happened."""
    sources, _roles, _target = LAW[action]
    with pytest.raises(DomainError) as refused:
        act(action, triage, by)
    assert isinstance(refused.value, NotAllowed if triage.state in sources else WrongState)
    assert Triage.objects.get(pk=triage.pk).state == triage.state


@pytest.mark.parametrize(
    ("state", "kind", "was_responded", "retention"),
    [
        (State.NEW, "", False, Retention.ORDINARY),
        (State.TRIAGED, Kind.QUESTION, False, Retention.OPEN),
        (State.ASSESSED, Kind.THREAT, True, Retention.OPEN),
        (State.CLOSED, Kind.PRAISE, False, Retention.IRRELEVANT),
        (State.CLOSED, Kind.QUESTION, True, Retention.FOLLOWED_UP),
        (State.CLOSED, Kind.THREAT, False, Retention.EVIDENCE),
    ],
)
def test_how_long_a_mention_is_kept_follows_from_what_was_done(
    state, kind, was_responded, retention
):
    assert retention_of(state, kind, was_responded) == retention
