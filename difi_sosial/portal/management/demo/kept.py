"""Searches that the advisers keep, and one act on several mentions that was thought better of."""

from datetime import datetime, timedelta
from uuid import NAMESPACE_DNS, uuid5

from difi_sosial.dialogue import services as dialogue
from difi_sosial.dialogue.enums import BulkAction
from difi_sosial.monitoring.enums import MentionStatus
from difi_sosial.monitoring.models import Mention
from difi_sosial.monitoring.services import searches
from difi_sosial.portal.management.demo.agency import Agency

# Who keeps it, what it is called in their own written language, and the filter.
SEARCHES = (
    ("kari", "Nye omtaler siste uke", "stage=waiting&period=7", True),
    ("kari", "Søknad og frist", "q=s%C3%B8knad%2A+OR+frist", False),
    ("ase", "Nynorsk siste 30 dagar", "language=nn&period=30", True),
)
SEVERAL = 4


def schedule(agency: Agency) -> None:
    """The searches some weeks ago; the act this morning."""
    for number, (who, name, query, is_shared) in enumerate(SEARCHES):

        def save(
            at: datetime, who: str = who, name: str = name, query: str = query, to: bool = is_shared
        ) -> None:
            by = agency.people[who]
            searches.save_search(name=name, query=query, is_shared=to, by=by, at=at)

        agency.timeline.at(agency.when(-20, 9, number), save)
    agency.timeline.at(agency.now - timedelta(minutes=30), lambda at: _hand_out(agency, at))


def _hand_out(agency: Agency, at: datetime) -> None:
    """The head hands out what is sorted, and takes it back when it was the wrong person."""
    oddvar = agency.people["oddvar"]
    found = Mention.objects.filter(status=MentionStatus.TRIAGED).order_by("-posted_at")
    uuids = list(found.values_list("uuid", flat=True)[:SEVERAL])
    if not uuids:
        return
    act = dialogue.do_all(
        key=uuid5(NAMESPACE_DNS, "handed-out.testetaten.example"),
        action=BulkAction.ASSIGN,
        uuids=uuids,
        by=oddvar,
        at=at,
        to=agency.people["ase"],
    )
    agency.timeline.at(
        at + timedelta(minutes=2), lambda at: dialogue.undo_all(act=act, by=oddvar, at=at)
    )
