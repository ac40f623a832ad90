"""Which of the accounts in the register an address on the net is, and which findings lack one."""

from urllib.parse import unquote, urlsplit

from django.db.models import QuerySet

from difi_sosial.channels.models import Account
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
