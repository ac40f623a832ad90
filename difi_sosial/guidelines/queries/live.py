"""The versions that something can still happen to: what waits, and numbers, from one reading."""

from collections import Counter
from datetime import date, datetime
from functools import cached_property

from django.db.models import prefetch_related_objects

from difi_sosial.guidelines.enums import OPEN_STATES, State
from difi_sosial.guidelines.models import GuidelineVersion
from difi_sosial.guidelines.queries.versions import Counts
from difi_sosial.guidelines.rules.access import PERMISSION, may_decide
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may, represented

# What says whose turn it is; never the text.
READ = (
    *("number", "title", "state", "round", "submitted_by", "submitted_at"),
    *("valid_until", "review_on", "guideline__slug", "guideline__unit", "guideline__owner__unit"),
)
WRITTEN = (State.SUBMITTED, State.RETURNED, State.APPROVED)


class Live:
    """One query for those in force and those under way, whoever is asked about.

    What waits takes two more: who wrote them, and the approvals of those sent in.
    """

    @cached_property
    def versions(self) -> list[GuidelineVersion]:
        """The versions, those sent in first before later ones."""
        found = GuidelineVersion.objects.filter(state__in=(State.IN_FORCE, *OPEN_STATES))
        return sorted(found.select_related("guideline__owner").only(*READ), key=_sent_in)

    @cached_property
    def _to_judge(self) -> list[GuidelineVersion]:
        """The same, with what says who may act on them."""
        written = [one for one in self.versions if one.state in WRITTEN]
        prefetch_related_objects(written, "authors")
        sent = [one for one in written if one.state == State.SUBMITTED]
        prefetch_related_objects(sent, "approvals")
        return self.versions

    @property
    def in_force(self) -> list[GuidelineVersion]:
        """Those that hold, one per guideline."""
        return [one for one in self.versions if one.state == State.IN_FORCE]

    def counts(self, today: date) -> Counts:
        """Numbers for the front page."""
        found = Counter(one.state for one in self.versions)
        due = sum(one.review_on is not None and one.review_on <= today for one in self.in_force)
        states = (State.IN_FORCE, *OPEN_STATES)
        return Counts(**{state.value: found[state] for state in states}, due=due)

    def waiting_for(self, person: User, *, today: date | None = None) -> list[GuidelineVersion]:
        """What this person should act on.

        To approve, returned to them, approved and not yet in force, or (with `today`) to review.
        """
        mine = _Mine(person)
        return [one for one in self._to_judge if mine.waits(one, today)]


class _Mine:
    """What a person may, asked once for all versions."""

    def __init__(self, person: User) -> None:
        self.person = person
        self.owners = represented(person)
        self.writes = may(person, Permission.GUIDELINE_WRITE)
        self.approves = may(person, Permission.GUIDELINE_APPROVE)
        self.decides = any(may(person, permission) for permission in set(PERMISSION.values()))

    def waits(self, version: GuidelineVersion, today: date | None) -> bool:
        """Does this version wait for the person?"""
        owns = version.guideline.owner_id in self.owners
        match version.state:
            case State.SUBMITTED:
                return self.decides and may_decide(self.person, version)
            case State.RETURNED:
                return owns or self._wrote(version)
            case State.APPROVED:
                return self.approves or self._wrote(version)
            case State.IN_FORCE:
                day = version.review_on
                return owns and today is not None and day is not None and day <= today
        return False

    def _wrote(self, version: GuidelineVersion) -> bool:
        authors = {author.pk for author in version.authors.all()}
        return self.writes and self.person.pk in authors


def _sent_in(version: GuidelineVersion) -> tuple[bool, datetime | int, int]:
    """The first that was sent in stands first; last what never was."""
    return version.submitted_at is None, version.submitted_at or 0, version.pk
