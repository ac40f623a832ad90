"""Every state × action × role of a profile text, against a table written by hand."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError
from django.db.transaction import atomic

from difi_sosial.audit.queries import history_of
from difi_sosial.channels import services
from difi_sosial.channels.enums.accounts import ProfileAction, ProfileState
from difi_sosial.channels.workflow import PROFILE_WORKFLOW
from difi_sosial.core.errors import Invalid, NotAllowed, WrongState
from difi_sosial.people.enums import Role
from tests.factories.channels import ProfileTextFactory
from tests.factories.people import UserFactory
from tests.undone import undone

AT = datetime(2026, 4, 1, 10, 0, tzinfo=UTC)
PNG = services.Upload("skjermbilde.png", b"\x89PNG\r\n\x1a\nresten")
S, A = ProfileState, ProfileAction
WRITERS, LEADERS = {Role.ADVISER, Role.HEAD}, {Role.HEAD, Role.MANAGER}
LAW = {
    (S.GENERATED, A.ADAPT): (S.ADAPTED, WRITERS, "profile-adapted"),
    (S.ADAPTED, A.ADAPT): (S.ADAPTED, WRITERS, "profile-adapted"),
    (S.ADAPTED, A.APPROVE): (S.APPROVED, LEADERS, "profile-approved"),
    (S.ADAPTED, A.RETURN): (S.GENERATED, LEADERS, "profile-returned"),
    (S.APPROVED, A.PUBLISH): (S.PUBLISHED, WRITERS, "profile-published"),
    (S.DEVIATION, A.PUBLISH): (S.PUBLISHED, WRITERS, "profile-published"),
    (S.PUBLISHED, A.CONTROL): (S.PUBLISHED, WRITERS, "profile-controlled"),
    (S.DEVIATION, A.CONTROL): (S.PUBLISHED, WRITERS, "profile-controlled"),
    (S.PUBLISHED, A.DEVIATE): (S.DEVIATION, WRITERS, "profile-deviation"),
    (S.DEVIATION, A.DEVIATE): (S.DEVIATION, WRITERS, "profile-deviation"),
}
PRESSED = (A.ADAPT, A.APPROVE, A.RETURN, A.PUBLISH, A.CONTROL, A.DEVIATE)


def take(text, action, person):
    given = {"text": text, "by": person, "at": AT}
    acts = {
        A.ADAPT: lambda: services.adapt(
            **given, edition=text.edition, body="Ny tekst.", long_body="Ny lang tekst."
        ),
        A.APPROVE: lambda: services.approve(**given),
        A.RETURN: lambda: services.send_back(**given, reason="For lang."),
        A.PUBLISH: lambda: services.publish(**given, url="https://a.example", proof=PNG),
        A.CONTROL: lambda: services.control(**given, still_stands=True, proof=PNG),
        A.DEVIATE: lambda: services.control(**given, still_stands=False, seen="Noe annet."),
    }
    acts[action]()
    text.refresh_from_db()
    return text


@pytest.mark.django_db
@pytest.mark.parametrize("state", ProfileState)
def test_every_state_action_and_role(state, subtests):
    made = ProfileTextFactory(state=state)
    people = {role: UserFactory(roles=[role]) for role in Role}
    for action in PRESSED:
        with subtests.test(action=action):
            target, who, event = LAW.get((state, action), (None, frozenset(), None))
            for role in who:
                with undone(made) as text:
                    assert action in offered(text, people[role])
                    assert take(text, action, people[role]).state == target
                    assert event in {row.kind for row in history_of(text.account)}
            with undone(made) as text:
                for role in people.keys() - who:
                    assert action not in offered(text, people[role])
                    with pytest.raises(NotAllowed if target else WrongState):
                        take(text, action, people[role])
                text.refresh_from_db()
                assert text.state == state


def offered(text, person):
    return {step.action for step in PROFILE_WORKFLOW.open_to(person, text)}


@pytest.mark.django_db
def test_nobody_approves_a_text_that_they_adapted():
    head = UserFactory(roles=[Role.HEAD])
    text = take(ProfileTextFactory(), A.ADAPT, head)
    with pytest.raises(NotAllowed):
        services.approve(text=text, by=head, at=AT)
    assert services.approve(text=text, by=UserFactory(roles=[Role.HEAD]), at=AT).checksum


@pytest.mark.django_db
def test_nobody_approves_a_text_that_another_saved_after_them():
    """Not after a second save, not after it was sent back, and not past the portal either."""
    first, second, third = (UserFactory(roles=[Role.HEAD]) for _ in range(3))
    text = take(ProfileTextFactory(), A.ADAPT, first)
    text = take(text, A.RETURN, third)
    text = take(text, A.ADAPT, second)
    for writer in (first, second):
        assert A.APPROVE not in {step.action for step in PROFILE_WORKFLOW.open_to(writer, text)}
        with pytest.raises(NotAllowed):
            services.approve(text=text, by=writer, at=AT)
    text.approved_at, text.approved_by, text.state = AT, first, S.APPROVED
    with pytest.raises(IntegrityError, match="profile_never_approved_by_editor"), atomic():
        text.save()
    text.refresh_from_db()
    assert services.approve(text=text, by=third, at=AT).checksum


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"still_stands": True}, "skjermbilde"),
        ({"still_stands": False, "seen": " "}, "begrunnelse"),
    ],
)
def test_a_control_wants_evidence(facts, message):
    text = ProfileTextFactory(state=S.PUBLISHED)
    with pytest.raises(Invalid, match=message):
        services.control(text=text, by=UserFactory(roles=[Role.ADVISER]), at=AT, **facts)


def test_every_row_of_the_law_is_a_row_of_the_workflow():
    rows = {
        (state, step.action)
        for step in PROFILE_WORKFLOW.steps
        if step.who is not None
        for state in step.sources
    }
    assert rows == set(LAW)
