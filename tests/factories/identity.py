"""Findings, checks, evidence, measures and cases in any state."""

import hashlib
from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from difi_sosial.identity.enums import CaseState, CheckKind, CheckState, Kind
from difi_sosial.identity.models import (
    Check,
    Evidence,
    Finding,
    Impersonation,
    Measure,
    Part,
)
from difi_sosial.people.enums import Role
from tests.factories.people import UserFactory

AT = datetime(2026, 4, 1, 10, 0, tzinfo=UTC)
PNG = b"\x89PNG\r\n\x1a\nbilde"


class FindingFactory(DjangoModelFactory):
    class Meta:
        model = Finding

    kind = Kind.UNOFFICIAL
    name = factory.Sequence(lambda number: f"Gruppa nummer {number}")


class EvidenceFactory(DjangoModelFactory):
    class Meta:
        model = Evidence

    finding = factory.SubFactory(FindingFactory)
    kind = "upload"
    name = "skjermbilde.png"
    content_type = "image/png"
    content = PNG
    size = factory.LazyAttribute(lambda self: len(self.content))
    sha256 = factory.LazyAttribute(lambda self: hashlib.sha256(self.content).hexdigest())
    taken_at = AT
    by = factory.SubFactory(UserFactory)


class CheckFactory(DjangoModelFactory):
    """A check with parts of `kinds`, all done when it is sent in; `at` is when that was."""

    class Meta:
        model = Check
        skip_postgeneration_save = True

    kind = CheckKind.YEARLY
    opened_on = date(2026, 3, 2)
    due_on = date(2026, 4, 30)
    leader = factory.SubFactory(UserFactory, roles=[Role.ADVISER])

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        state = kwargs.pop("state", CheckState.OPEN)
        kinds = kwargs.pop("kinds", "de")
        at = kwargs.pop("sent_at", AT)
        check = super()._create(model_class, *args, **kwargs)
        over = {} if state == CheckState.OPEN else {"done_at": at, "done_by": check.leader}
        Part.objects.bulk_create(Part(check_round=check, kind=kind, **over) for kind in kinds)
        if state in (CheckState.SUBMITTED, CheckState.NOTED):
            check.submitted_at, check.submitted_by, check.summary = at, check.leader, "Alt vel."
        if state == CheckState.NOTED:
            check.noted_at, check.noted_by = at, UserFactory(roles=[Role.HEAD])
        check.state = state
        check.save()
        return check


class MeasureFactory(DjangoModelFactory):
    class Meta:
        model = Measure

    finding = factory.SubFactory(FindingFactory)
    kind = "correct"
    owner = factory.SubFactory(UserFactory)
    due_on = date(2026, 4, 20)


class ImpersonationFactory(DjangoModelFactory):
    """A case with evidence and all that its state asks for."""

    class Meta:
        model = Impersonation

    finding = factory.SubFactory(FindingFactory, kind=Kind.IMPERSONATOR)
    harm = "Ber om kortnummer."
    opened_at = AT
    opened_by = factory.SubFactory(UserFactory, roles=[Role.ADVISER])
    way = "form"
    reported_at = AT
    due_on = date(2026, 4, 2)
    told_at = factory.LazyAttribute(lambda self: AT if self.state == CaseState.TOLD else None)
    told_where = "Nettstedet"
    warning_nb = "Ikke svar."
    warning_nn = "Ikkje svar."

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        if kwargs.pop("evidence", True):
            EvidenceFactory(finding=kwargs["finding"])
        return super()._create(model_class, *args, **kwargs)
