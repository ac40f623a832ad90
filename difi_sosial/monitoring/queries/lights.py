"""Whether somebody notices what is written in each channel."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from difi_sosial.channels.enums import LightKey
from difi_sosial.channels.models import Account, Channel
from difi_sosial.channels.queries.readiness import Light
from difi_sosial.channels.queries.register import week_of
from difi_sosial.channels.queries.words import hours_in_words
from difi_sosial.core.clock import local_date
from difi_sosial.monitoring.enums import TROUBLES, SourceState
from difi_sosial.monitoring.models import Source, Watch

READ_WITHIN = timedelta(days=2)  # a source may rest over a night, not over a week


def watch_lights(channels: Sequence[Channel], at: datetime) -> Mapping[int, Light]:
    """Whether somebody notices what is written in each channel; three queries for any number.

    Where the portal can read the channel, an active source of it must have been read lately, for an
    active watch. Where it cannot, every open account must say when people look after it.
    """
    sources: dict[int, list[Source]] = {}
    own, by_set = Q(sources=OuterRef("pk")), Q(source_sets__sources=OuterRef("pk"))
    listening = Watch.objects.filter(own | by_set | Q(everywhere=True), is_active=True)
    watched = Exists(listening)
    asked = Source.objects.filter(channel__in=channels, state=SourceState.ACTIVE)
    for source in asked.annotate(is_watched=watched).order_by("name"):
        sources.setdefault(source.channel_id, []).append(source)
    hours: dict[int, list[str]] = {}
    ours = Account.objects.filter(channel__in=channels, closed_on=None).prefetch_related("hours")
    for account in ours:
        words = hours_in_words(week_of(account), get_language() or "nb")
        hours.setdefault(account.channel_id, []).append(words)
    return {
        one.pk: _watch(one, sources.get(one.pk, []), hours.get(one.pk, []), at) for one in channels
    }


def is_read(source: Source, at: datetime) -> bool:
    """Whether the last visit that went well is within three intervals, or two days if longer."""
    patience = max(3 * timedelta(minutes=source.interval_minutes), READ_WITHIN)
    return source.last_ok_at is not None and source.last_ok_at >= at - patience


def _watch(
    channel: Channel, sources: Sequence[Source], hours: Sequence[str], at: datetime
) -> Light:
    watched = [source for source in sources if source.is_watched]  # type: ignore[attr-defined]
    read = next((source for source in watched if is_read(source, at)), None)
    failing = next(((one, one.last_ok_at) for one in watched if one.last_ok_at), None)
    page, accounts = reverse("monitoring:source-list"), reverse("channels:account-list")
    if read is not None:
        return _light(True, _("«%(name)s» leses.") % {"name": read}, page, _("Se kildene"))
    if failing is not None:
        return _failing(*failing)
    if watched:
        reason = _("«%(name)s» er satt opp, men ikke lest ennå.") % {"name": watched[0]}
        return _light(False, reason, page, _("Se hva som er galt"))
    if sources:
        reason = _("«%(name)s» har ingen aktiv overvåking.") % {"name": sources[0]}
        return _light(False, reason, reverse("monitoring:watch-list"), _("Start en overvåking"))
    if channel.connector:
        add = reverse("monitoring:source-create", args=[channel.connector])
        reason = _("Ingen kilde leser kanalen.")
        return _light(False, reason, add, _("Legg til en kilde"))
    if hours and all(hours):
        reason = _("Kanalen følges for hånd: %(hours)s.") % {"hours": hours[0]}
        return _light(True, reason, accounts, _("Se kontoene"))
    reason = _("Portalen kan ikke lese kanalen. Skriv på kontoen når dere følger den for hånd.")
    return _light(False, reason, accounts, _("Se kontoene"))


def _failing(source: Source, last_ok_at: datetime) -> Light:
    """It was read once, and is not any more: since when, and why when the portal knows."""
    facts = {"name": source, "day": date_format(local_date(last_ok_at), "j. F Y")}
    reason = _("«%(name)s» er ikke lest siden %(day)s.") % facts
    trouble = TROUBLES.get(source.trouble)
    page = reverse("monitoring:source-detail", args=[source.pk])
    words = f"{reason} {trouble[0]}" if trouble else reason
    return _light(False, words, page, _("Se hva som er galt"))


def _light(ok: bool, reason: str, url: str, url_label: str) -> Light:
    return Light(LightKey.WATCH, LightKey.WATCH.label, ok, reason, url, url_label)
