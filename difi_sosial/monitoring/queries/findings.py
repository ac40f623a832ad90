"""What is unusual about how much is written, and how that is said."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q, QuerySet
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from difi_sosial.core.clock import local
from difi_sosial.monitoring.enums import FindingKind
from difi_sosial.monitoring.models import Finding, Mention, Watch

RECENT = timedelta(days=7)
SHOWN = 10

Stretch = tuple[datetime, datetime]


def recent(*, at: datetime) -> QuerySet[Finding]:
    """What was unusual in the last seven days, newest first."""
    lately = Finding.objects.filter(found_at__gt=at - RECENT, found_at__lte=at)
    return lately.select_related("watch")


def of_watch(watch: Watch) -> QuerySet[Finding]:
    """The newest findings of one watch."""
    return Finding.objects.filter(watch=watch).select_related("watch")[:SHOWN]


def counts(stretches: Sequence[Stretch]) -> Mapping[int, list[int]]:
    """How many mentions each active watch has in each stretch of time; one question."""
    inside = [Q(posted_at__gte=since, posted_at__lt=until) for since, until in stretches]
    anywhere = Q()
    for one in inside:
        anywhere |= one
    numbers = {f"in_{place}": Count("pk", filter=one) for place, one in enumerate(inside)}
    rows = Mention.objects.filter(
        anywhere, head=None, watch_version__watch__is_active=True
    ).order_by()
    grouped = rows.values_list("watch_version__watch").annotate(**numbers)
    return {pk: found for pk, *found in grouped}


def active_since() -> Mapping[int, tuple[Watch, datetime | None]]:
    """The active watches and when each began."""
    watches = Watch.objects.filter(is_active=True).annotate(began=Min("versions__made_at"))
    return {watch.pk: (watch, watch.began) for watch in watches}


def in_words(finding: Finding) -> str:
    """The finding with its numbers, and the rule that made it one."""
    return _surge(finding) if finding.kind == FindingKind.SURGE else _little(finding)


def _surge(finding: Finding) -> str:
    facts = {
        "day": date_format(local(finding.since), "j. F"),
        "since": date_format(local(finding.since), "H.i"),
        "until": date_format(local(finding.until), "H.i"),
        "count": _mentions(finding.count),
        "weeks": finding.weeks,
        "usual": _number(finding.usual),
        "low": finding.low,
        "high": finding.high,
        "limit": int(finding.limit),
    }
    return (
        _(
            "%(day)s kl. %(since)s–%(until)s kom det %(count)s. I de samme timene de %(weeks)s "
            "ukene før kom det som oftest %(usual)s (fra %(low)s til %(high)s). Vi sier fra når "
            "det kommer flere enn %(limit)s."
        )
        % facts
    )


def _little(finding: Finding) -> str:
    facts = {
        "since": date_format(local(finding.since), "j. F"),
        "until": date_format(local(finding.until) - timedelta(days=1), "j. F"),
        "count": _mentions(finding.count),
        "weeks": finding.weeks,
        "usual": _number(finding.usual),
        "low": finding.low,
    }
    words = (
        _(
            "Fra %(since)s til %(until)s kom det %(count)s. I de %(weeks)s ukene før kom det som "
            "oftest %(usual)s i uka, og aldri færre enn %(low)s."
        )
        % facts
    )
    if finding.silent_sources:
        reason = ngettext(
            "%(count)d kilde ble ikke lest som den skulle. Det kan være grunnen.",
            "%(count)d kilder ble ikke lest som de skulle. Det kan være grunnen.",
            finding.silent_sources,
        ) % {"count": finding.silent_sources}
    else:
        reason = _("Alle kildene ble lest, så det skrives trolig lite om dette nå.")
    return f"{words} {reason}"


def _mentions(count: int) -> str:
    if not count:
        return _("ingen omtaler")
    return ngettext("%(count)d omtale", "%(count)d omtaler", count) % {"count": count}


def _number(value: float) -> str:
    return number_format(value, 0 if value.is_integer() else 1)
