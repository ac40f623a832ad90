"""Tell people of what is found: at once, daily or weekly, never with nothing, never at night.

Two beats may run at once: a person's alerts are locked while they are told of, how far they have
been told is saved with the letter, and a letter for one time can only be written once.
"""

import logging
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from difi_sosial.monitoring.enums import AlertPace, FindingKind
from difi_sosial.monitoring.models import (
    Alert,
    AlertHours,
    AlertLetter,
    Finding,
    Mention,
    SavedSearch,
    Watch,
)
from difi_sosial.monitoring.queries import filtered, findings
from difi_sosial.monitoring.queries.alerts import alerts_of, hours_of
from difi_sosial.monitoring.queries.searches import wanted_in
from difi_sosial.monitoring.rules import Hours, may_write, newest_slot
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may
from difi_sosial.people.services import tell

log = logging.getLogger(__name__)

# A mention is seen when the answer that brought it is stored, which is a moment after it was found.
SETTLED = timedelta(minutes=2)
BETWEEN = timedelta(minutes=15)  # «at once» gathers what comes within this
STALE = timedelta(hours=1)
FINDINGS_TOLD = timedelta(days=2)
SOURCES_NAMED = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person wants to be told of one watch, or of one saved search."""

    watch: Watch | None
    pace: str = AlertPace.NEVER
    surges: bool = False
    little: bool = False
    search: SavedSearch | None = None

    @property
    def keys(self) -> tuple[int | None, int | None]:
        """The keys of watch and search, of which one is empty."""
        watch, search = self.watch, self.search
        return watch.pk if watch else None, search.pk if search else None

    @property
    def is_nothing(self) -> bool:
        """Whether nothing is to be told."""
        return self.pace == AlertPace.NEVER and not (self.surges or self.little)


@transaction.atomic
def choose(*, person: User, choices: Sequence[Choice], hours: Hours, at: datetime) -> int:
    """Keep what a person wants to be told, and when not; how many alerts changed.

    What is stopped or changed is ended and stays as a record; what was told is not told again.
    """
    AlertHours.objects.update_or_create(
        person=person,
        defaults={
            "quiet_from": hours.quiet_from,
            "quiet_to": hours.quiet_to,
            "workdays_only": hours.workdays_only,
        },
    )
    held = alerts_of(person).select_for_update(of=("self",))
    standing = {(alert.watch_id, alert.search_id): alert for alert in held}
    return sum(_choose(person, one, standing.get(one.keys), at) for one in choices)


def _choose(person: User, choice: Choice, alert: Alert | None, at: datetime) -> bool:
    if alert is not None:
        said = Choice(choice.watch, alert.pace, alert.surges, alert.little, choice.search)
        if said == choice:
            return False
        alert.ended_at = at
        alert.save(update_fields=["ended_at"])
    if choice.is_nothing:
        return alert is not None
    Alert.objects.create(
        person=person,
        watch=choice.watch,
        search=choice.search,
        pace=choice.pace,
        surges=choice.surges,
        little=choice.little,
        made_at=at,
        told_until=alert.told_until if alert and alert.pace != AlertPace.NEVER else at,
    )
    return True


def tell_due(*, at: datetime) -> int:
    """Write the letters that are due; how many. One person's trouble is their own."""
    waiting = Alert.objects.filter(ended_at=None, person__is_active=True)
    people = User.objects.filter(pk__in=waiting.values("person"))
    return sum(_safely(person, at) for person in people.prefetch_related("grants").order_by("pk"))


def _safely(person: User, at: datetime) -> int:
    try:
        return tell_person(person=person, at=at) if may(person, Permission.MONITORING_READ) else 0
    except Exception:
        log.exception("telling person %s of mentions failed", person.pk)
        return 0


@transaction.atomic
def tell_person(*, person: User, at: datetime) -> int:
    """The letters that are due to one person now; how many were written."""
    rows = alerts_of(person).select_for_update(of=("self",), skip_locked=True)
    alerts, hours = list(rows), hours_of(person)
    told = _tell_findings(person, alerts, at) if may_write(at, hours) else 0
    for pace in (AlertPace.AT_ONCE, AlertPace.DAILY, AlertPace.WEEKLY):
        chosen = [alert for alert in alerts if alert.pace == pace and alert.is_open]
        until = _until(person, pace, hours, at) if chosen else None
        if until is not None:
            due = [alert for alert in chosen if alert.told_until < until]
            told += _tell(person, pace, due, until, at)
    return told


def _until(person: User, pace: str, hours: Hours, at: datetime) -> datetime | None:
    """Up to when a letter of this pace tells now; None when none is due."""
    if not may_write(at, hours):
        return None
    if pace != AlertPace.AT_ONCE:
        return newest_slot(at - SETTLED, pace, hours)
    lately = AlertLetter.objects.filter(person=person, pace=pace, made_at__gt=at - BETWEEN)
    return None if lately.exists() else at - SETTLED


def _tell(person: User, pace: str, alerts: Sequence[Alert], until: datetime, at: datetime) -> int:
    found, count = _found(alerts, until)
    stale = [
        alert
        for alert in alerts
        if alert.pk in found or pace != AlertPace.AT_ONCE or alert.told_until < at - STALE
    ]
    if found:
        since = min(alert.told_until for alert in alerts if alert.pk in found)
        told = [alert for alert in alerts if alert.pk in found]
        letter = AlertLetter(person=person, pace=pace, since=since, until=until, made_at=at)
        letter.count, letter.parts = count, _parts(told, found)
        _write(letter, told, found)
    Alert.objects.filter(pk__in=[alert.pk for alert in stale]).update(told_until=until)
    return 1 if found else 0


def _found(alerts: Sequence[Alert], until: datetime) -> tuple[Mapping[int, Counter[str]], int]:
    """How many new mentions each alert has from each source, and how many they are together.

    One question for all watches, and one for each saved search. What is one post is counted once,
    and in the sum also when two alerts found it.
    """
    wanted, pks = Q(pk=None), set[int]()
    found: dict[int, Counter[str]] = defaultdict(Counter)
    watched = {alert.watch_id: alert.pk for alert in alerts if alert.watch_id}
    for alert in alerts:
        if alert.search:
            new = filtered(wanted_in(alert.search.query)).order_by()
            new = new.filter(found_at__gt=alert.told_until, found_at__lte=until, withheld_at=None)
            for pk, source in new.values_list("pk", "source__name"):
                found[alert.pk][source] += 1
                pks.add(pk)
        else:
            wanted |= Q(watch_version__watch=alert.watch_id, found_at__gt=alert.told_until)
    heads = Mention.objects.filter(found_at__lte=until, withheld_at=None, head=None).order_by()
    if watched:
        grouped = heads.filter(wanted).values_list("watch_version__watch", "source__name")
        for watch, source, count in grouped.annotate(Count("pk")):
            found[watched[watch]][source] += count
    if pks and watched:
        return found, heads.filter(wanted | Q(pk__in=pks)).count()
    return found, sum(sources.total() for sources in found.values()) if watched else len(pks)


def _parts(alerts: Sequence[Alert], found: Mapping[int, Counter[str]]) -> dict[str, int]:
    parts = Counter[str]()
    for alert in alerts:  # a watch and a search may have one name
        parts[alert.name] += found[alert.pk].total()
    return dict(parts)


def _write(letter: AlertLetter, alerts: Sequence[Alert], found: Mapping[int, Counter[str]]) -> None:
    """The letter, and the record of it. It names watches and sources, never what anybody wrote."""
    letter.save()
    with translation.override(letter.person.language):
        subject = ngettext("%(count)d ny omtale", "%(count)d nye omtaler", letter.count)
        subject = subject % {"count": letter.count}
        if len(alerts) == 1:
            subject = f"{subject}: {alerts[0].name}"
        lines = [_line(alert, found[alert.pk]) for alert in alerts]
        stop = _("Endre eller stopp varslene:")
        page = settings.SITE_URL + reverse("monitoring:alert-edit")
        text = "\n\n".join([*lines, f"{stop}\n{page}"])
    tell(
        to=[letter.person],
        subject=subject,
        text=text,
        path=_path(alerts[0]) if len(alerts) == 1 else reverse("monitoring:mention-list"),
        key=f"alert-{letter.pace}-{letter.until.isoformat()}",
        at=letter.made_at,
    )


def _line(alert: Alert, sources: Counter[str]) -> str:
    """«Testetaten ved navn: 3 nye (Mastodon 2, forumet 1)», and the list of them."""
    named = ", ".join(f"{name} {count}" for name, count in sources.most_common(SOURCES_NAMED))
    more = ", …" if len(sources) > SOURCES_NAMED else ""
    count = ngettext("%(count)d ny", "%(count)d nye", sources.total()) % {"count": sources.total()}
    return f"{alert.name}: {count} ({named}{more})\n{settings.SITE_URL}{_path(alert)}"


def _path(alert: Alert) -> str:
    if alert.search:
        return alert.search.get_absolute_url()
    return f"{reverse('monitoring:mention-list')}?watch={alert.watch_id}"


def _tell_findings(person: User, alerts: Sequence[Alert], at: datetime) -> int:
    """Surges and weeks of little interest, one letter for each and each once."""
    wanted = Q()
    for alert in alerts:
        if alert.watch_id is None:
            continue
        kinds = [FindingKind.SURGE] * alert.surges + [FindingKind.LITTLE] * alert.little
        wanted |= Q(watch=alert.watch_id, kind__in=kinds, found_at__gte=alert.made_at)
    if not any(alert.watch_id for alert in alerts):
        return 0
    new = Finding.objects.filter(wanted, found_at__gt=at - FINDINGS_TOLD, found_at__lte=at)
    return sum(_tell_of(person, finding, at) for finding in new.select_related("watch"))


def _tell_of(person: User, finding: Finding, at: datetime) -> int:
    subjects = {
        FindingKind.SURGE: gettext_lazy("Uvanlig mange omtaler: %(watch)s"),
        FindingKind.LITTLE: gettext_lazy("Uvanlig få omtaler: %(watch)s"),
    }
    with translation.override(person.language):
        text = findings.in_words(finding)
    return tell(
        to=[person],
        subject=subjects[FindingKind(finding.kind)],
        text="%(text)s",
        path=reverse("monitoring:watch-detail", args=[finding.watch_id]),
        key=f"finding-{finding.pk}",
        at=at,
        facts={"watch": finding.watch.name, "text": text},
    )
