"""Who is told, and what: always with the page where they act, and never the name of a finding.

A finding may bear a person's name, and letters travel outside the portal.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise

from difi_sosial.identity.enums import DUE, MeasureKind
from difi_sosial.identity.models import Check, Impersonation, Measure
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.queries import people_who_may
from difi_sosial.people.services import tell

Text = str | Promise


def leaders() -> list[User]:
    """Those who note checks and tell the public."""
    return list(people_who_may(Permission.IDENTITY_LEAD))


def about_check(
    check: Check,
    *,
    to: Iterable[User],
    subject: Text,
    text: Text,
    key: str,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
    reminder: bool = False,
) -> int:
    """A letter about a check; `%(check)s` and `%(day)s` (its deadline) are known in both texts."""
    return tell(
        to=to,
        subject=subject,
        text=text,
        path=check.get_absolute_url(),
        key=f"identity.check:{check.pk}:{key}",
        at=at,
        facts={"check": str(check), "day": check.due_on, **(facts or {})},
        reminder=reminder,
    )


def about_measure(
    measure: Measure, *, subject: Text, text: Text, key: str, at: datetime, reminder: bool = False
) -> int:
    """A letter to whoever has the task; `%(what)s` and `%(day)s` are known."""
    return tell(
        to=[measure.owner] if measure.owner else [],
        subject=subject,
        text=text,
        path=reverse("identity:measure-detail", args=[measure.pk]),
        key=f"identity.measure:{measure.pk}:{key}",
        at=at,
        facts={"what": MeasureKind(measure.kind).label, "day": measure.due_on},
        reminder=reminder,
    )


def about_findings(*, count: int, subject: Text, text: Text, key: str, at: datetime) -> int:
    """A letter to those who lead, about all findings to look at again; `%(count)s` is known."""
    return tell(
        to=leaders(),
        subject=subject,
        text=text,
        path=f"{reverse('identity:finding-list')}?state={DUE}",
        key=f"identity.findings:{key}",
        at=at,
        facts={"count": count},
        reminder=True,
    )


def about_case(
    case: Impersonation,
    *,
    to: Iterable[User],
    subject: Text,
    text: Text,
    key: str,
    at: datetime,
    reminder: bool = False,
) -> int:
    """A letter about a case; `%(day)s` is its next deadline."""
    return tell(
        to=to,
        subject=subject,
        text=text,
        path=case.get_absolute_url(),
        key=f"identity.impersonation:{case.pk}:{key}",
        at=at,
        facts={"day": case.due_on or ""},
        reminder=reminder,
    )
