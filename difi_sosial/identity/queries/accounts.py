"""Which of the accounts in the register an address on the net is, and which findings lack one."""

from collections.abc import Iterable
from urllib.parse import unquote, urlencode, urlsplit

from django.db.models import QuerySet
from django.urls import reverse

from difi_sosial.channels.models import Account, Channel
from difi_sosial.identity.enums import LIVE, Kind
from difi_sosial.identity.models import Finding


def plain(url: str) -> str:
    """An address without what does not matter: scheme, www, case, a slash at the end, a query.

    Empty when there is no host in it.
    """
    parts = urlsplit(url.strip())
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}{unquote(parts.path).rstrip('/').lower()}" if host else ""


def account_at(url: str) -> Account | None:
    """The account of the register that has this address and is not on the map already."""
    wanted = plain(url)
    if not wanted:
        return None
    taken = Finding.objects.filter(account__isnull=False).values("account")
    free = Account.objects.exclude(pk__in=taken).select_related("channel")
    return next((one for one in free if plain(one.url) == wanted), None)


def proposals() -> QuerySet[Finding]:
    """What looks like an account of ours and is not in the register: to be put there, or not."""
    found = Finding.objects.filter(kind=Kind.ACCOUNT, account=None, state__in=LIVE)
    return found.order_by("name")


def with_registration(findings: Iterable[Finding]) -> list[tuple[Finding, str]]:
    """Each finding with the page that registers it as an account; one query for all.

    The form there is filled in with what the finding says: channel, account name and address.
    """
    rows = Channel.objects.filter(is_active=True).values_list("pk", "name", "platform")
    channels = {word.lower(): pk for pk, *words in rows.order_by("-pk") for word in words if word}
    form = reverse("channels:account-create")
    return [(one, f"{form}?{urlencode(_suggested(one, channels))}") for one in findings]


def _suggested(finding: Finding, channels: dict[str, int]) -> dict[str, object]:
    """The fields of the form by name; a platform that is no channel is left to the person."""
    parts = urlsplit(finding.url).path.strip("/").rpartition("/")
    handle = finding.name if finding.name.startswith("@") else unquote(parts[2]) or finding.name
    known = {
        "channel": channels.get(finding.platform.strip().lower()),
        "handle": handle,
        "name": "" if finding.name == handle else finding.name,
        "url": finding.url,
    }
    return {name: value for name, value in known.items() if value}
