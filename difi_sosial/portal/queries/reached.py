"""Which links of the chain the agency has something in force for."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, QuerySet

from difi_sosial.channels.enums import IN_USE
from difi_sosial.channels.models import Decision, ProfileText
from difi_sosial.channels.queries.profiles import SHOWN
from difi_sosial.dialogue.models import Triage
from difi_sosial.dialogue.workflow import ENDED
from difi_sosial.guidelines.enums import State as GuidelineState
from difi_sosial.guidelines.models import GuidelineVersion
from difi_sosial.journal.enums import EntryState, JobState
from difi_sosial.journal.models import ExtractionJob, RegistryEntry
from difi_sosial.people.models import User
from difi_sosial.strategy.enums import State as StrategyState
from difi_sosial.strategy.models import StrategyVersion, TargetGroup


def reached(person: Any) -> frozenset[str]:
    """The keys of those links, in one query; none for somebody who is not signed in."""
    if not isinstance(person, User):
        return frozenset()
    asked = {f"has_{key.replace('-', '_')}": Exists(rows) for key, rows in _rows().items()}
    found = User.objects.filter(pk=person.pk).order_by().values(**asked).first() or {}
    return frozenset(key for key in _rows() if found.get(f"has_{key.replace('-', '_')}"))


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
