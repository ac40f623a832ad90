"""The facts that clauses ask for, as they are now, and those that have changed in a text."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from difi_sosial.channels import queries as channels
from difi_sosial.channels.models import Account
from difi_sosial.channels.queries.words import hours_in_words, response_in_words
from difi_sosial.guidelines import rules
from difi_sosial.guidelines.enums import Fact
from difi_sosial.guidelines.models import GuidelineVersion, Section, SectionFact
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.queries import people_who_may


@dataclass(frozen=True, slots=True)
class ChangedFact:
    """A fact whose words are others now than when a clause took it; `after` may be empty."""

    section: Section
    taken: SectionFact
    after: str

    @property
    def label(self) -> str:
        """What changed, to begin a sentence with."""
        return str(self.taken.get_fact_display())

    @property
    def can_be_replaced(self) -> bool:
        """Whether the old words stand in the text, so that the new ones can take their place."""
        old = self.taken.value or rules.blank(Fact(self.taken.fact))
        return bool(self.after) and old in self.section.body


def fact_values(version: GuidelineVersion, wanted: set[Fact] | None = None) -> dict[str, str]:
    """The facts in words, in the language of the guideline; empty where the portal knows nothing.

    `wanted` narrows what is asked for (each fact is a query or two); None is all of them.
    """
    with translation.override(version.guideline.language):
        return {
            fact.value: SOURCES[fact](version) for fact in Fact if wanted is None or fact in wanted
        }


def changed_facts(version: GuidelineVersion) -> list[ChangedFact]:
    """What clauses took that is no longer so, in the order of the sections.

    A fixed number of queries, whatever the number of sections.
    """
    taken = list(
        SectionFact.objects.filter(section__version=version)
        .select_related("section")
        .order_by("section__order", "fact")
    )
    if not taken:
        return []
    values = fact_values(version, {Fact(row.fact) for row in taken})
    return [
        ChangedFact(row.section, row, values[row.fact])
        for row in taken
        if values[row.fact] != row.value
    ]


def promised_hours() -> frozenset[int]:
    """The response times that our open accounts promise, in working hours."""
    return frozenset(account.response_hours for account in _promising() if account.response_hours)


def _promising() -> list[Account]:
    found = channels.accounts().filter(closed_on__isnull=True, response_hours__isnull=False)
    return list(found.order_by("response_hours", "channel__name"))


def _response_time(version: GuidelineVersion) -> str:
    """«4 arbeidstimer», or each promise with its channels where they differ."""
    by_hours: dict[int, list[str]] = defaultdict(list)
    for account in _promising():
        by_hours[account.response_hours or 0].append(account.channel.name)
    if len(by_hours) == 1:
        return response_in_words(next(iter(by_hours)), version.guideline.language)
    told = [
        (response_in_words(hours, version.guideline.language), rules.listed(names))
        for hours, names in by_hours.items()
    ]
    return rules.listed(
        _("%(hours)s på %(channels)s") % {"hours": hours, "channels": names}
        for hours, names in told
    )


def _opening_hours(version: GuidelineVersion) -> str:
    """«mandag–fredag kl. 8–16», or each week with its channels where they differ."""
    language = version.guideline.language
    by_week: dict[str, list[str]] = defaultdict(list)
    open_now = channels.accounts().filter(closed_on__isnull=True).prefetch_related("hours")
    for account in open_now.order_by("channel__name", "pk"):
        if words := hours_in_words(channels.week_of(account), language):
            by_week[words].append(account.channel.name)
    if len(by_week) < 2:
        return "".join(by_week)
    return "; ".join(
        _("%(hours)s på %(channels)s") % {"hours": hours, "channels": rules.listed(names)}
        for hours, names in by_week.items()
    )


def _channels(version: GuidelineVersion) -> str:
    return rules.listed(channel.name for channel in channels.chosen())


def _people(permission: Permission) -> Callable[[GuidelineVersion], str]:
    def told(version: GuidelineVersion) -> str:
        return rules.listed(
            _named(person) for person in people_who_may(permission, in_own_right=True)
        )

    return told


def _advises(role: str) -> Callable[[GuidelineVersion], str]:
    def told(version: GuidelineVersion) -> str:
        found = User.objects.filter(is_active=True, grants__role=role).order_by("name")
        return rules.listed(_named(person) for person in found)

    return told


def _named(person: User) -> str:
    title = person.title[:1].lower() + person.title[1:]
    return f"{person.name} ({title})" if title else person.name


def _house_rules(version: GuidelineVersion) -> str:
    return rules.listed(rule.key for rule in version.house_rules.all())


SOURCES: Mapping[Fact, Callable[[GuidelineVersion], str]] = {
    Fact.AGENCY: lambda version: settings.AGENCY_NAME,
    Fact.RESPONSE_TIME: _response_time,
    Fact.OPENING_HOURS: _opening_hours,
    Fact.CHANNELS: _channels,
    Fact.DECIDERS: _people(Permission.CHANNEL_DECIDE),
    Fact.APPROVERS: _people(Permission.GUIDELINE_APPROVE),
    Fact.CONTACT: lambda version: settings.CONTACT_EMAIL,
    Fact.DPO: _advises("dpo"),
    Fact.ARCHIVIST: _advises("archivist"),
    Fact.HOUSE_RULES: _house_rules,
}
