"""The three lights that channels answer for themselves."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from difi_sosial.channels.enums import DecisionState, LightKey, OpeningItem
from difi_sosial.channels.models import (
    ArchiveTrial,
    Channel,
    ClosingCriterion,
    ClosingPlan,
    Decision,
    OpeningCheck,
)
from difi_sosial.channels.queries.readiness import Light
from difi_sosial.core.clock import local_date
from difi_sosial.strategy import queries as strategy

# What a manager has decided in favour of; a stopped channel is decided too.
CHOSEN = frozenset(
    {
        DecisionState.CHOSEN,
        DecisionState.OPEN,
        DecisionState.LIMITED,
        DecisionState.SUSPENDED,
    }
)


def strategy_lights(channels: Sequence[Channel], at: datetime) -> Mapping[int, Light]:
    """The same for all: a strategy is in force."""
    version, key = strategy.current(), LightKey.STRATEGY
    if version is None:
        url, reason = reverse("strategy:strategy-list"), _("Ingen strategi gjelder.")
        light = Light(key, key.label, False, reason, url, _("Gå til strategien"))
    else:
        url = reverse("strategy:version-detail", args=[version.pk])
        reason = _("%(strategy)s gjelder.") % {"strategy": version}
        light = Light(key, key.label, True, reason, url, _("Les strategien"))
    return {channel.pk: light for channel in channels}


def decision_lights(channels: Sequence[Channel], at: datetime) -> Mapping[int, Light]:
    """Chosen by a manager and valid, with the checklist, a rule for when to stop, and how."""
    mine = {"decision": OuterRef("pk")}
    found = Decision.objects.filter(channel__in=channels).annotate(
        checked=ArraySubquery(OpeningCheck.objects.filter(**mine).values("item")),
        is_ruled=Exists(ClosingCriterion.objects.filter(**mine)),
        is_planned=Exists(ClosingPlan.objects.filter(**mine)),
    )
    only = found.only("channel", "state", "valid_to")
    newest = {one.channel_id: one for one in only.order_by("proposed_at", "pk")}
    return {one.pk: _decided(one, newest.get(one.pk), at) for one in channels}


def archive_lights(channels: Sequence[Channel], at: datetime) -> Mapping[int, Light]:
    """Somebody has kept something from the channel once, and can show it."""
    key = LightKey.ARCHIVE
    tried = {
        trial.channel_id: trial
        for trial in ArchiveTrial.objects.filter(channel__in=channels).order_by("at", "pk")
    }
    found = {}
    for channel in channels:
        trial = tried.get(channel.pk)
        url = reverse("channels:archive-try", args=[channel.slug])
        if trial is None:
            reason = _("Ingen har prøvd å ta vare på innhold fra kanalen.")
            found[channel.pk] = Light(key, key.label, False, reason, url, _("Prøv metoden"))
        else:
            reason = _("Prøvd: %(method)s") % {"method": trial.method}
            found[channel.pk] = Light(key, key.label, True, reason)
    return found


def _decided(channel: Channel, decision: Any, at: datetime) -> Light:
    key = LightKey.DECISION
    page = reverse("channels:channel-detail", args=[channel.slug])
    if decision is None or decision.state not in CHOSEN:
        reason = _("Ingen leder har valgt kanalen ennå.")
        if decision is not None:
            reason = _("Kanalen er ikke valgt: %(state)s.") % {
                "state": decision.get_state_display().lower()
            }
        return Light(key, key.label, False, reason, page, _("Gå til kanalen"))
    if decision.valid_to and decision.valid_to < local_date(at):
        return Light(key, key.label, False, _("Beslutningen er gått ut."), page, _("Forny den"))
    left = len(set(OpeningItem.values) - set(decision.checked))
    if left:
        reason = ngettext(
            "Valget er tatt. Åpningslisten mangler %(count)d punkt.",
            "Valget er tatt. Åpningslisten mangler %(count)d punkter.",
            left,
        ) % {"count": left}
        url = reverse("channels:opening-edit", args=[decision.pk])
        return Light(key, key.label, False, reason, url, _("Fyll ut åpningslisten"))
    if not decision.is_ruled:
        reason = _("Valget er tatt. Dere har ikke avtalt når kanalen skal legges ned.")
        url = reverse("channels:criterion-add", args=[decision.pk])
        return Light(key, key.label, False, reason, url, _("Legg til et kriterium"))
    if not decision.is_planned:
        reason = _("Valget er tatt. Dere har ikke planlagt hvordan kanalen skal legges ned.")
        url = reverse("channels:closing-plan", args=[decision.pk])
        return Light(key, key.label, False, reason, url, _("Lag planen"))
    reason = _("Valgt, med hele åpningslisten og avtalte kriterier og plan for nedlegging.")
    return Light(key, key.label, True, reason, page, _("Les beslutningen"))
