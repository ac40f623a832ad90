"""What the archive keeps: a noted check, and the steps of a case that went out or ended it."""

from datetime import datetime

from django.conf import settings

from difi_sosial.identity import records
from difi_sosial.identity.models import Check, ImpersonationStep
from difi_sosial.journal import services as journal
from difi_sosial.people.models import User
from difi_sosial.strategy import queries as strategy


def register_check(check: Check, *, by: User, at: datetime) -> None:
    """The report of a noted check as a record of the agency's own."""
    draft = records.check(check, by=by, unit_name=_unit_name(by))
    journal.register_draft(draft=draft, by=by, at=at)


def register_step(step: ImpersonationStep, *, by: User, at: datetime) -> None:
    """A step with its reasons, and the checksums of the evidence it was built on."""
    draft = records.step(step, unit_name=_unit_name(by))
    journal.register_draft(draft=draft, by=by, at=at)


def _unit_name(by: User) -> str:
    in_force = strategy.current()
    unit = in_force.strategy.unit if in_force else by.unit
    return str(unit or settings.AGENCY_NAME)
