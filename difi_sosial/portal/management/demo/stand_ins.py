"""Who stood in for whom last summer, who will soon, and how long an approval may take now."""

from datetime import date, datetime

from difi_sosial.guidelines import services as guidelines
from difi_sosial.people import services as people
from difi_sosial.portal.management.demo.agency import Agency
from difi_sosial.portal.management.demo.timeline import Act


def schedule(agency: Agency) -> None:
    """One absence that is over, one that comes, and a route that the next text will take."""
    line, who = agency.timeline, agency.people
    summer = (agency.day("2025-07-07"), agency.day("2025-08-01"))
    line.at(agency.when("2025-06-20"), _away(agency, "ingrid", "per", *summer, "Sommerferie"))
    line.at(agency.when("2025-08-04", 1), lambda at: people.close_past(at=at))
    coming = (agency.day(7), agency.day(25))
    line.at(agency.when(-1, 9), _away(agency, "per", "oddvar", *coming, "Permisjon"))

    def route(at: datetime) -> None:
        guidelines.set_route(
            steps=[("manager", 3)],
            reason="Fem dager ble for lenge da husreglene måtte endres. Nå er fristen tre.",
            seen=0,
            by=who["oddvar"],
            at=at,
        )

    line.at(agency.when(-2, 14), route)


def _away(agency: Agency, principal: str, deputy: str, first: date, last: date, reason: str) -> Act:
    """Somebody names who does their work."""
    who = agency.people
    return lambda at: people.delegate(
        principal=who[principal],
        deputy=who[deputy],
        from_on=first,
        until_on=last,
        reason=reason,
        by=who[principal],
        at=at,
    )
