"""Which links of the chain the agency has something in force for."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, QuerySet

from difi_sosial.channels.enums import IN_USE
from difi_sosial.channels.models import Decision, ProfileText
from difi_sosial.channels.queries.profiles import SHOWN
from difi_sosial.core.db import Slot, prepared
from difi_sosial.dialogue.models import Triage
from difi_sosial.dialogue.workflow import ENDED
from difi_sosial.guidelines.enums import State as GuidelineState
from difi_sosial.guidelines.models import GuidelineVersion
from difi_sosial.journal.enums import EntryState, JobState
from difi_sosial.journal.models import ExtractionJob, RegistryEntry
from difi_sosial.people.models import User
from difi_sosial.strategy.enums import State as StrategyState
from difi_sosial.strategy.models import StrategyVersion, TargetGroup

KEYS = (
    *("purpose", "target-group", "channel", "guideline", "promise", "follow-up", "journal"),
    "extraction",
)


def reached(person: Any) -> frozenset[str]:
    """The keys of those links, in one query; none for somebody who is not signed in."""
    if not isinstance(person, User):
        return frozenset()
    found = _standing(values={"person": person.pk})
    there = found[0] if found else ()
    return frozenset(key for key, is_there in zip(KEYS, there, strict=False) if is_there)


@prepared
def _standing() -> QuerySet[User, Any]:
    """One row with a yes or no for each key."""
    rows = _rows()
    asked = [Exists(rows[key]) for key in KEYS]
    return User.objects.filter(pk=Slot("person")).order_by().values_list(*asked)


def _rows() -> Mapping[str, QuerySet[Any]]:
    """What must be there for each link."""
    strategies = StrategyVersion.objects.filter(state=StrategyState.IN_FORCE)
    return {
        "purpose": strategies,
        "target-group": TargetGroup.objects.filter(version__state=StrategyState.IN_FORCE),
        "channel": Decision.objects.filter(state__in=IN_USE),
        "guideline": GuidelineVersion.objects.filter(state=GuidelineState.IN_FORCE),
        "promise": ProfileText.objects.filter(state__in=SHOWN, account__closed_on=None),
        "follow-up": Triage.objects.filter(state__in=ENDED),
        "journal": RegistryEntry.objects.filter(
            state__in=(EntryState.JOURNALED, EntryState.ARCHIVED)
        ),
        "extraction": ExtractionJob.objects.filter(state=JobState.DONE),
    }
