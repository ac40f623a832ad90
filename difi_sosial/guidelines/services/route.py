"""Setting who approves guidelines, in which order, and how long each has."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.core.errors import Conflict, Invalid, NotAllowed
from difi_sosial.guidelines import queries
from difi_sosial.guidelines.enums import Approver
from difi_sosial.guidelines.models import ApprovalStep, RouteChange
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may

MOST_STEPS = 5
LONGEST = 30

Steps = list[tuple[str, int]]


@transaction.atomic
def set_route(
    *, steps: Iterable[tuple[str, int]], reason: str, seen: int, by: User, at: datetime
) -> RouteChange:
    """Let these steps hold for what is sent to approval from now on.

    Each is who takes it and within how many working days. `seen` is the number of the change that
    the person's page showed (0 for none): raises Conflict when there is a later one. What waits for
    approval keeps the steps it was sent in with. Raises NotAllowed, Invalid.
    """
    if not may(by, Permission.GUIDELINE_ROUTE):
        raise NotAllowed(_("Be kommunikasjonssjefen eller en administrator om å endre dette."))
    before, after = queries.route(), _checked(list(steps), reason)
    last = RouteChange.objects.select_for_update().order_by("-number").first()
    if seen != (last.number if last else 0):
        raise Conflict(_("Noen har endret stegene mens du holdt på. Se dem, og lagre på nytt."))
    if before == after:
        raise Invalid(_("Stegene er de samme som før."))
    made = _made(seen + 1, after, reason.strip(), by, at)
    ApprovalStep.objects.all().delete()
    ApprovalStep.objects.bulk_create(
        ApprovalStep(order=order, approver=approver, workdays=days)
        for order, (approver, days) in enumerate(after, start=1)
    )
    audit.record(
        Event.GUIDELINE_ROUTE_SET,
        by=by,
        thing=made,
        at=at,
        before={"steps": before},
        after={"steps": after},
        reason=made.reason,
    )
    return made


def _made(number: int, steps: Steps, reason: str, by: User, at: datetime) -> RouteChange:
    """The new line of the history; of two at the same moment one is first."""
    facts = {"steps": steps, "reason": reason, "made_by": by, "made_at": at}
    try:
        with transaction.atomic():
            return RouteChange.objects.create(number=number, **facts)
    except IntegrityError as error:
        text = _("Noen har endret stegene mens du holdt på. Se dem, og lagre på nytt.")
        raise Conflict(text) from error


def _checked(steps: Steps, reason: str) -> Steps:
    if not 1 <= len(steps) <= MOST_STEPS:
        raise Invalid(_("Velg fra ett til fem steg."))
    if any(approver not in Approver.values for approver, __ in steps):
        raise Invalid(_("Velg hvem som tar hvert steg."))
    if any(not 1 <= days <= LONGEST for __, days in steps):
        raise Invalid(_("Velg fra 1 til 30 arbeidsdager for hvert steg."))
    if not reason.strip():
        raise Invalid(_("Skriv hvorfor dere endrer stegene."))
    return steps
