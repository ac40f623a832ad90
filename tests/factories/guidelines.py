"""Guidelines, brought to a state by the services, so that no impossible one is tested."""

from datetime import UTC, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from difi_sosial.core.clock import local_date
from difi_sosial.core.workdays import add_workdays
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.enums import State
from difi_sosial.guidelines.models import Clause, Guideline, SectionTemplate
from difi_sosial.guidelines.queries import source_key
from difi_sosial.guidelines.services import SectionText
from difi_sosial.hearing import services as hearings
from difi_sosial.hearing.models import Hearing
from difi_sosial.journal.enums import EntryState
from difi_sosial.journal.models import RegistryEntry
from difi_sosial.people.enums import Role
from tests.factories.people import UserFactory

WRITTEN_AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class GuidelineFactory(DjangoModelFactory):
    """A guideline with version 1 as an empty draft, written by `by` (a new adviser)."""

    class Meta:
        model = Guideline

    title = factory.Sequence(lambda number: f"Retningslinjer {number}")
    by = factory.LazyFunction(lambda: UserFactory(roles=[Role.ADVISER]))
    at = WRITTEN_AT

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return guidelines.create(**kwargs)


class SectionTemplateFactory(DjangoModelFactory):
    class Meta:
        model = SectionTemplate
        django_get_or_create = ("kind", "language")

    kind = "tone"
    language = "nb"
    heading = "Språk, tone og nettikette"
    help_text = "Si hvordan dere vil høres ut."


class ClauseFactory(DjangoModelFactory):
    class Meta:
        model = Clause

    kind = "tone"
    language = "nb"
    key = factory.Sequence(lambda number: f"klausul-{number}")
    title = "Felles for alle"
    when_to_use = "Passer for alle."
    body = "Vi skriver klart."
    order = factory.Sequence(lambda number: number)


def texts_of(version, body="Vi svarer på det vi blir spurt om."):
    """The same text for every section of a version, as a form would hand it in."""
    return [
        SectionText(section.pk, section.edition, section.heading, f"{body} ({section.anchor})")
        for section in version.sections.all()
    ]


def version_in(state=State.DRAFT, *, guideline=None, author=None, manager=None, **fields):
    """A version with text in this state; its author wrote it and its manager decided."""
    manager = manager or UserFactory(roles=[Role.MANAGER])
    if guideline is None:
        author = author or UserFactory(roles=[Role.ADVISER])
        guideline = GuidelineFactory(by=author, **fields)
    version = guideline.versions.order_by("-number").first()
    author = author or guideline.owner
    at = version.created_at
    guidelines.save_sections(version=version, texts=texts_of(version), by=author, at=at)
    for number, step in enumerate(_way_to(state, author, manager), start=1):
        step(version=version, at=at + timedelta(hours=number))
    return type(version).objects.get(pk=version.pk)


def on_hearing(version, *, by, at, invited=()):
    """Ask a union representative about a draft, and others when they are named."""
    return guidelines.open_hearing(
        version=version,
        invited=invited,
        representatives=[UserFactory(roles=[Role.READER], title="Tillitsvalgt")],
        deadline=add_workdays(local_date(at), 10),
        question="Hva mangler?",
        by=by,
        at=at,
    )


def to_approval(version, *, by, at):
    """Have a draft heard, if it is not yet, and send it to approval."""
    version.refresh_from_db()
    if version.heard_at is not None:
        return guidelines.submit(version=version, by=by, at=at)
    return guidelines.close_hearing(version=heard(version, by=by, at=at), by=by, at=at)


def heard(version, *, by, at):
    """A draft on hearing where the employees have answered."""
    version = on_hearing(version, by=by, at=at)
    hearing = Hearing.objects.get(subject=source_key(version), state="open")
    for invitation in hearing.invitations.all():
        hearings.say_no_remarks(hearing=hearing, by=invitation.person, at=at)
    return version


def journalled(version, at=WRITTEN_AT):
    """The registry entry of an approved version, as when the archivist has journalled it."""
    entry = RegistryEntry.objects.get(source_key=source_key(version))
    RegistryEntry.objects.filter(pk=entry.pk).update(
        state=EntryState.JOURNALED, journaled_at=at, journaled_by="Sigrid"
    )
    return entry


def into_force(version, *, by, at):
    """Let the archivist journal an approved version, and put it in force."""
    journalled(version, at)
    return guidelines.put_in_force(version=version, by=by, at=at)


def _way_to(state, author, manager):
    def by(person, verb, **more):
        return lambda **given: verb(by=person, **given, **more)

    submit = by(author, to_approval)
    approve = by(manager, guidelines.approve)
    force = by(manager, into_force)
    return {
        State.DRAFT: [],
        State.HEARING: [by(author, on_hearing)],
        State.SUBMITTED: [submit],
        State.RETURNED: [submit, by(manager, guidelines.return_to_authors, reason="For langt.")],
        State.APPROVED: [submit, approve],
        State.IN_FORCE: [submit, approve, force],
        State.SUPERSEDED: [submit, approve, force, _superseded_by_next(author, manager)],
        State.EXPIRED: [submit, by(manager, _for_a_day), force, _run_out],
        State.WITHDRAWN: [by(author, guidelines.withdraw, reason="Ikke aktuell.")],
    }[state]


def _for_a_day(*, version, by, at):
    return guidelines.approve(version=version, by=by, at=at, valid_until=local_date(at))


def _run_out(*, version, at):
    guidelines.expire(version=type(version).objects.get(pk=version.pk), at=at + timedelta(days=1))


def _superseded_by_next(author, manager):
    def replace(*, version, at):
        following = guidelines.start_version(guideline=version.guideline, by=author, at=at)
        to_approval(following, by=author, at=at)
        guidelines.approve(version=following, by=manager, at=at)
        into_force(following, by=manager, at=at)

    return replace
