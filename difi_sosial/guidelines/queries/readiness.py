"""The guidelines' light on the board Klar–Ferdig–Gå, and their deadlines."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from difi_sosial.channels.enums import LightKey
from difi_sosial.channels.models import Channel
from difi_sosial.channels.queries.readiness import Light
from difi_sosial.core.clock import local_date
from difi_sosial.guidelines.enums import OPEN_STATES, State
from difi_sosial.guidelines.models import Asked, GuidelineVersion
from difi_sosial.guidelines.queries.live import Live
from difi_sosial.guidelines.queries.receipts import reading_deadlines, to_confirm
from difi_sosial.guidelines.queries.versions import versions
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.queries import Deadline
from difi_sosial.people.rules import may

# How long ahead a deadline is told of.
AHEAD = timedelta(days=366)


def lights(channels: Sequence[Channel], at: datetime) -> Mapping[int, Light]:
    """Whether those who write know what they may: the same answer for every channel, one query.

    Of the same guideline in both written forms the reader's own is named.
    """
    found = versions().filter(state__in=(State.IN_FORCE, *OPEN_STATES)).order_by("-in_force_from")
    known = list(found)
    in_force = [version for version in known if version.state == State.IN_FORCE]
    own = get_language()
    holding = min(in_force, key=lambda one: one.guideline.language != own, default=None)
    coming = next((version for version in known if version.state != State.IN_FORCE), None)
    light = _holds(holding, at) if holding else _lacks(coming)
    return {channel.pk: light for channel in channels}


def _holds(version: GuidelineVersion, at: datetime) -> Light:
    facts = {"title": version.title, "number": version.number}
    reason = _("«%(title)s», versjon %(number)d, gjelder.") % facts
    if version.review_on and version.review_on <= local_date(at):
        reason += " " + _("Den skal gjennomgås nå.")
    return _light(True, reason, _page(version), _("Les retningslinjene"))


def _lacks(coming: GuidelineVersion | None) -> Light:
    if coming is None:
        url = reverse("guidelines:guideline-create")
        return _light(False, _("Ingen retningslinje er skrevet."), url, _("Skriv retningslinjer"))
    facts = {"title": coming.title, "state": str(coming.get_state_display()).lower()}
    reason = _("«%(title)s» gjelder ikke ennå. Status: %(state)s.") % facts
    return _light(False, reason, _page(coming), _("Gå videre med retningslinjene"))


def _light(ok: bool, reason: str, url: str, url_label: str) -> Light:
    return Light(LightKey.GUIDELINES, LightKey.GUIDELINES.label, ok, reason, url, url_label)


def _page(version: GuidelineVersion) -> str:
    return reverse("guidelines:version-show", args=[version.guideline.slug, version.number])


def deadlines(
    person: User, today: date, live: Live | None = None, asked: Sequence[Asked] | None = None
) -> list[Deadline]:
    """What this person must confirm, and the reviews they must see to: all for those who lead.

    `live` and `asked` (of `to_confirm`) when somebody has read them already.
    """
    leads = may(person, Permission.GUIDELINE_APPROVE)
    found = list(reading_deadlines(to_confirm(person) if asked is None else asked))
    for version in (live or Live()).in_force:
        owner = version.guideline.owner_id
        if owner == person.pk or (leads and owner is not None):
            found += _days_of(version, today)
    return found


def _days_of(version: GuidelineVersion, today: date) -> Iterator[Deadline]:
    path = reverse("guidelines:guideline-show", args=[version.guideline.slug])
    facts = {"title": version.title}
    last, review = version.valid_until, version.review_on
    if last and today <= last <= today + AHEAD:
        yield Deadline(last, _("«%(title)s» slutter å gjelde") % facts, path, "guideline-end")
    if review and review <= today + AHEAD:
        yield Deadline(review, _("Gjennomgå «%(title)s»") % facts, path, "guideline-review")
