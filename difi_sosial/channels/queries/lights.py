"""Two of the lights of Klar–Ferdig–Gå: the profile text, and who has access."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.enums import LightKey
from difi_sosial.channels.enums.accounts import ProfileState
from difi_sosial.channels.models import Channel
from difi_sosial.channels.queries.readiness import Light
from difi_sosial.channels.queries.register import AccountRow, account_rows
from difi_sosial.core.clock import local_date


def profile_lights(channels: Sequence[Channel], at: datetime) -> Mapping[int, Light]:
    """Whether every open account has a profile text that is approved and published."""
    rows = _open_rows(channels, at)
    return {channel.pk: _profile(channel, rows[channel.pk]) for channel in channels}


def administrator_lights(channels: Sequence[Channel], at: datetime) -> Mapping[int, Light]:
    """Whether every open account has two administrators and no alarm about one of them."""
    rows = _open_rows(channels, at)
    return {channel.pk: _administrators(channel, rows[channel.pk]) for channel in channels}


def _open_rows(channels: Sequence[Channel], at: datetime) -> dict[int, list[AccountRow]]:
    found: dict[int, list[AccountRow]] = {channel.pk: [] for channel in channels}
    for row in account_rows(local_date(at)):
        if row.account.closed_on is None and row.account.channel_id in found:
            found[row.account.channel_id].append(row)
    return found


def _profile(channel: Channel, rows: list[AccountRow]) -> Light:
    key = LightKey.PROFILE
    if not rows:
        return _no_account(key, channel)
    for row in rows:
        if row.text is None or row.text.state != ProfileState.PUBLISHED:
            state = str(row.text.get_state_display() if row.text else _("Ikke laget"))
            facts = {"account": row.account.handle, "state": state}
            reason = _("Profilteksten til %(account)s er ikke publisert: %(state)s.") % facts
            url = reverse("channels:profile-list", args=[row.account.pk])
            return Light(key, key.label, False, reason, url, _("Gå til profilteksten"))
    url = reverse("channels:profile-list", args=[rows[0].account.pk])
    all_well = _("Alle åpne kontoer har godkjent og publisert profiltekst.")
    return Light(key, key.label, True, all_well, url, _("Se profilteksten"))


def _administrators(channel: Channel, rows: list[AccountRow]) -> Light:
    key = LightKey.ADMINS
    if not rows:
        return _no_account(key, channel)
    for row in rows:
        facts = {"account": row.account.handle, "count": row.administrators}
        url = reverse("channels:account-detail", args=[row.account.pk])
        if row.lacks_administrators:
            reason = _("%(account)s har %(count)s av minst to administratorer.") % facts
            return Light(key, key.label, False, reason, url, _("Legg til en administrator"))
        if row.alarms:
            reason = _("En administrator av %(account)s har sluttet eller byttet enhet.") % facts
            return Light(key, key.label, False, reason, url, _("Avslutt alarmen"))
    url = reverse("channels:account-detail", args=[rows[0].account.pk])
    all_well = _("Alle åpne kontoer har minst to administratorer.")
    return Light(key, key.label, True, all_well, url, _("Se hvem"))


def _no_account(key: LightKey, channel: Channel) -> Light:
    url = f"{reverse('channels:account-create')}?channel={channel.pk}"
    reason = _("Ingen åpen konto er registrert i kanalen.")
    return Light(key, key.label, False, reason, url, _("Registrer kontoen"))
