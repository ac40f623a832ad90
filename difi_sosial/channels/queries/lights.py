"""Two of the lights of Klar–Ferdig–Gå: the profile text, and who has access."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.enums import LightKey
from difi_sosial.channels.enums.accounts import ProfileState
from difi_sosial.channels.models import Account, Channel, ProfileText
from difi_sosial.channels.queries.readiness import Light
from difi_sosial.channels.queries.register import ENOUGH, current_texts, with_access


def profile_lights(channels: Sequence[Channel], at: datetime) -> Mapping[int, Light]:
    """Whether every open account has a profile text that is approved and published."""
    found = list(_open(channels))
    texts, held = current_texts(found), _by_channel(found)
    return {channel.pk: _profile(channel, held[channel.pk], texts) for channel in channels}


def administrator_lights(channels: Sequence[Channel], at: datetime) -> Mapping[int, Light]:
    """Whether every open account has two administrators and no alarm about one of them."""
    held = _by_channel(with_access(_open(channels)))
    return {channel.pk: _administrators(channel, held[channel.pk]) for channel in channels}


def _open(channels: Sequence[Channel]) -> QuerySet[Account]:
    return Account.objects.filter(channel__in=channels, closed_on=None).order_by("handle", "pk")


def _by_channel(found: Iterable[Account]) -> Mapping[int, list[Any]]:
    held: dict[int, list[Account]] = defaultdict(list)
    for account in found:
        held[account.channel_id].append(account)
    return held


def _profile(
    channel: Channel, accounts: Sequence[Account], texts: Mapping[int, ProfileText]
) -> Light:
    key = LightKey.PROFILE
    if not accounts:
        return _no_account(key, channel)
    for account in accounts:
        text = texts.get(account.pk)
        if text is None or text.state != ProfileState.PUBLISHED:
            state = str(text.get_state_display() if text else _("Ikke laget"))
            facts = {"account": account.handle, "state": state}
            reason = _("Profilteksten til %(account)s er ikke publisert: %(state)s.") % facts
            url = reverse("channels:profile-list", args=[account.pk])
            return Light(key, key.label, False, reason, url, _("Gå til profilteksten"))
    url = reverse("channels:profile-list", args=[accounts[0].pk])
    all_well = _("Alle åpne kontoer har godkjent og publisert profiltekst.")
    return Light(key, key.label, True, all_well, url, _("Se profilteksten"))


def _administrators(channel: Channel, accounts: Sequence[Any]) -> Light:
    key = LightKey.ADMINS
    if not accounts:
        return _no_account(key, channel)
    for account in accounts:
        facts = {"account": account.handle, "count": account.held_by}
        url = reverse("channels:account-detail", args=[account.pk])
        if account.held_by < ENOUGH:
            reason = _("%(account)s har %(count)s av minst to administratorer.") % facts
            return Light(key, key.label, False, reason, url, _("Legg til en administrator"))
        if account.open_alarms:
            reason = _("En administrator av %(account)s har sluttet eller byttet enhet.") % facts
            return Light(key, key.label, False, reason, url, _("Avslutt alarmen"))
    url = reverse("channels:account-detail", args=[accounts[0].pk])
    all_well = _("Alle åpne kontoer har minst to administratorer.")
    return Light(key, key.label, True, all_well, url, _("Se hvem"))


def _no_account(key: LightKey, channel: Channel) -> Light:
    url = f"{reverse('channels:account-create')}?channel={channel.pk}"
    reason = _("Ingen åpen konto er registrert i kanalen.")
    return Light(key, key.label, False, reason, url, _("Registrer kontoen"))
