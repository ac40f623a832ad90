"""What a finding means for the strategy and for decisions about channels."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from difi_sosial.audit.enums import Event
from difi_sosial.audit.services import record
from difi_sosial.channels.models import Decision
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Invalid
from difi_sosial.identity.enums import Kind
from difi_sosial.identity.models import Finding, Link
from difi_sosial.identity.services.guard import guard, still_there
from difi_sosial.people.models import User
from difi_sosial.strategy.enums import Section
from difi_sosial.strategy.models import StrategyVersion


@transaction.atomic
def link(
    *,
    finding: Finding,
    note: str,
    by: User,
    at: datetime,
    version: StrategyVersion | None = None,
    section: str = "",
    decision: Decision | None = None,
) -> Link:
    """Link a finding to a section of a version, or to a decision, and say what it means there.

    What an employee registered about themself is nobody's argument: raises Invalid, as for a
    finding whose time is up.
    """
    guard(by)
    finding = still_there(lock(finding))
    if finding.kind == Kind.EMPLOYEE:
        raise Invalid(_("En egen registrering kan ikke brukes i strategien eller et kanalvalg."))
    if not note.strip():
        raise Invalid(_("Skriv hva funnet betyr."))
    if (version is None) == (decision is None):
        raise Invalid(_("Velg enten en del av strategien eller et kanalvalg."))
    target: dict[str, Any] = {"version": version, "section": Section(section) if version else ""}
    made, _new = Link.objects.update_or_create(
        finding=finding,
        **target,
        decision=decision,
        defaults={"note": note.strip(), "by": by, "at": at},
    )
    after = {"to": str(version or decision), "section": section}
    record(Event.IDENTITY_LINKED, by=by, thing=finding, at=at, after=after)
    return made


@transaction.atomic
def unlink(*, link: Link, by: User, at: datetime) -> None:
    """Take a link away; the log keeps that it was there."""
    guard(by)
    finding, before = lock(link.finding), {"to": str(link.version or link.decision)}
    link.delete()
    record(Event.IDENTITY_UNLINKED, by=by, thing=finding, at=at, before=before)
