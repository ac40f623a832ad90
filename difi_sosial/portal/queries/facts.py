"""What the front page needs to know, each asked for once, and only when somebody wants it."""

from collections import Counter
from functools import cached_property
from typing import Any

from django.db.models import Count, Q

from difi_sosial.channels import queries as channels
from difi_sosial.channels.enums import IN_USE
from difi_sosial.core.clock import local_date, now
from difi_sosial.dialogue import queries as dialogue
from difi_sosial.guidelines import queries as guidelines
from difi_sosial.guidelines.models import Asked
from difi_sosial.hearing import queries as hearing
from difi_sosial.hearing.models import Hearing
from difi_sosial.identity import queries as identity
from difi_sosial.journal import queries as journal
from difi_sosial.journal.models import ExtractionJob
from difi_sosial.monitoring import queries as monitoring
from difi_sosial.monitoring.enums import SourceState
from difi_sosial.monitoring.models import Source
from difi_sosial.portal.models import LessonRead
from difi_sosial.strategy import queries as strategy
from difi_sosial.strategy.enums import Section


class Facts:
    """The state of the agency's work today, as one person asks for it."""

    def __init__(self, person: Any) -> None:
        self.person = person
        self.at = now()
        self.today = local_date(self.at)
        # Each reads the database when it is first asked, and once.
        self.strategies = strategy.Standing(self.today)
        self.channels = channels.Standing(self.at)
        self.texts = guidelines.Live()
        self.identity_rows = identity.Rows(person)

    def seen_by(self, person: Any) -> "Facts":
        """The same readings, for one with other rights; what is one's own is asked for anew."""
        seen = Facts(person)
        seen.strategies, seen.channels, seen.texts = self.strategies, self.channels, self.texts
        return seen

    @cached_property
    def read_lessons(self) -> set[str]:
        """The lessons that somebody has read for the agency."""
        return set(LessonRead.objects.values_list("lesson", flat=True))

    @cached_property
    def sections(self) -> dict[Section, strategy.SectionStatus]:
        """How far each section of the newest version has come; empty when it is approved."""
        newest = self.strategies.newest
        if newest is None or newest.approved_at:
            return {}
        whole = strategy.with_rows(strategy.version_page(newest.pk).get())
        return {status.section: status for status in strategy.sections(whole)}

    @cached_property
    def decisions(self) -> Counter[str]:
        """How many decisions about channels there are in each state, but for those ended."""
        return Counter(one.state for one in self.channels.live)

    @property
    def channels_in_use(self) -> int:
        """How many channels the agency uses, or is about to use."""
        return sum(self.decisions[state] for state in IN_USE)

    @cached_property
    def guidelines(self) -> guidelines.Counts:
        """How many versions of guidelines there are per state."""
        return self.texts.counts(self.today)

    @cached_property
    def _sources(self) -> dict[str, int]:
        at_rest = Count("pk", filter=Q(state=SourceState.PAUSED))
        return Source.objects.aggregate(all=Count("pk"), at_rest=at_rest)

    @property
    def sources(self) -> int:
        """How many sources are set up."""
        return self._sources["all"]

    @property
    def sources_at_rest(self) -> int:
        """How many of them are paused and so not read."""
        return self._sources["at_rest"]

    @cached_property
    def troubled(self) -> list[Source]:
        """Those of them that a person should look at."""
        return list(monitoring.sources_in_trouble().prefetch_related(None))

    @property
    def sources_in_trouble(self) -> int:
        """How many those are."""
        return len(self.troubled)

    @cached_property
    def identity(self) -> identity.Standing:
        """How the map of the net identity stands, and when it was last checked."""
        return identity.standing(self.identity_rows, self.today)

    @cached_property
    def hearings(self) -> list[Hearing]:
        """Open hearings where the person is asked and has not answered."""
        return list(hearing.waiting_for(self.person))

    @cached_property
    def to_confirm(self) -> list[Asked]:
        """Guidelines that the person is asked to confirm."""
        asked = guidelines.to_confirm(self.person).select_related(None)
        version = "campaign__version"
        shown = ("deadline", "campaign", f"{version}__title", f"{version}__number")
        return list(asked.select_related(version).only(*shown))

    @cached_property
    def load(self) -> dialogue.Load:
        """How many mentions wait, and for what."""
        return dialogue.load(self.person, self.at)

    @cached_property
    def entries(self) -> dict[str, int]:
        """How many registry entries there are in each state."""
        return journal.state_counts()

    @cached_property
    def newest_extraction(self) -> ExtractionJob | None:
        """The extraction that was ordered last."""
        return journal.extraction_jobs().first()
