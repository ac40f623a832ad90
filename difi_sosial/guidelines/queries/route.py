"""How guidelines are approved here: the steps, their history, and who could take each today."""

from dataclasses import dataclass

from django.db.models import QuerySet

from difi_sosial.guidelines.enums import Approver
from difi_sosial.guidelines.models import RouteChange
from difi_sosial.guidelines.queries.versions import route
from difi_sosial.guidelines.rules.access import PERMISSION
from difi_sosial.people.models import User
from difi_sosial.people.queries import people_who_may


@dataclass(frozen=True, slots=True)
class RouteStep:
    """One step of the route as a page shows it, with those who could take it now."""

    approver: Approver
    workdays: int
    people: list[User]


def route_steps() -> list[RouteStep]:
    """The steps that hold for what is sent in from now on."""
    found = route()
    known = {
        permission: list(people_who_may(permission))
        for permission in {PERMISSION[Approver(approver)] for approver, _days in found}
    }
    return [RouteStep(Approver(one), days, known[PERMISSION[Approver(one)]]) for one, days in found]


def route_changes() -> QuerySet[RouteChange]:
    """Every time the steps were set, newest first."""
    return RouteChange.objects.select_related("made_by")
