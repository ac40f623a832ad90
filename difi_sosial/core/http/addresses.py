"""Which addresses the product may speak to.

A name is resolved once, every answer is judged, and the connection goes to an address that was
judged: a name that answers differently the second time gains nothing.
"""

import ipaddress
import re
import socket
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field

from requests_hardened.ip_filter import EXTRA_BLOCKED_NET_RANGES

from difi_sosial.core.errors import Permanent, Temporary

# Four plain numbers, in the one spelling that nobody reads otherwise; the rest is for the resolver.
LITERAL = re.compile(r"(?:(?:0|[1-9]\d?|1\d\d|2[0-4]\d|25[0-5])(?:\.(?!$)|$)){4}", re.ASCII)
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], list[str]]
Networks = tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]

# Public to Python, but not a place on the open internet: a list kept by others, and what it lacks.
SPECIAL: Networks = (
    *EXTRA_BLOCKED_NET_RANGES,
    ipaddress.ip_network("168.63.129.16/32"),  # a cloud's inside service on a public address
    ipaddress.ip_network("2001::/23"),  # Teredo, ORCHID, benchmarking
    ipaddress.ip_network("2001:db8::/32"),
)
# Everything routed on the internet lies here; mapped, NAT64, unique local and the rest do not.
GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")


class AddressRefused(Permanent):
    """The address is not one that the product may speak to."""


def is_public(address: Address) -> bool:
    """Whether an address is an ordinary place on the open internet."""
    if address.version == 6 and address not in GLOBAL_UNICAST:
        return False
    if address.is_multicast or address.is_reserved or not address.is_global:
        return False
    return not any(address in network for network in SPECIAL)


def lookup(host: str, port: int) -> list[str]:
    """Every address a name has, as the system's resolver gives them."""
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


@dataclass(frozen=True)
class Allowed:
    """Hosts and ports that are opened by name although they are private: peers, an own proxy."""

    entries: frozenset[tuple[str, int]] = field(default_factory=frozenset)

    @classmethod
    def parse(cls, entries: Iterable[str]) -> "Allowed":
        """From `host:port` and `[v6]:port` texts; raises ValueError on anything else."""
        return cls(frozenset(_host_and_port(entry) for entry in entries))

    def __contains__(self, place: object) -> bool:
        return place in self.entries


def _host_and_port(entry: str) -> tuple[str, int]:
    match = re.fullmatch(r"(?:\[([0-9a-f:]+)\]|([^\s:/@\[\]]+)):(\d{1,5})", entry.strip().lower())
    if match is None or not 0 < int(match[3]) < 65536:
        raise ValueError(f"Not host:port: {entry!r}")
    return match[1] or match[2], int(match[3])


def loopback_in(entries: Iterable[str]) -> list[str]:
    """The entries of an allow-list that mean this machine, in any spelling; asks no name server."""
    return [entry for entry in entries if _is_loopback(_host_and_port(entry)[0])]


def _is_loopback(host: str) -> bool:
    host = host.rstrip(".")
    if host == "localhost" or host.endswith((".localhost", ".localdomain")):
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        try:
            # 127.1, 0x7f000001 and 2130706433 are addresses to the C library.
            address = ipaddress.ip_address(socket.inet_aton(host))
        except OSError:
            return False
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    address = mapped or address
    return address.is_loopback or address.is_unspecified


def admitted_addresses(
    host: str, port: int, *, allowed: Allowed, resolve: Resolver, seconds: float
) -> list[str]:
    """The addresses to connect to, judged; raises AddressRefused if any answer is not public."""
    if LITERAL.fullmatch(host):
        return judged(host, port, [host], allowed=allowed)  # nothing to be asked about
    try:
        answers = ask_resolver(host, port, resolve).result(max(0.0, seconds))
    except (OSError, UnicodeError) as error:
        raise unresolved(host, error) from error
    return judged(host, port, answers, allowed=allowed)


def judged(host: str, port: int, answers: Iterable[str], *, allowed: Allowed) -> list[str]:
    """What the resolver said, as it may be used; raises AddressRefused if any is not public."""
    addresses = [ipaddress.ip_address(text) for text in answers]
    if not addresses:
        raise Temporary(f"The name {host} has no address")
    for address in addresses:
        if address.is_multicast or not ((host, port) in allowed or is_public(address)):
            raise AddressRefused(f"{host} is not on the open internet ({address})")
    return [str(address) for address in addresses]


def ask_resolver(host: str, port: int, resolve: Resolver) -> Future[list[str]]:
    """What the resolver says, from a thread of its own: it has no time limit, and may never say."""
    answer: Future[list[str]] = Future()
    answer.set_running_or_notify_cancel()  # whoever stops waiting does not stop it

    def ask() -> None:
        try:
            found = resolve(host, port)
        except Exception as error:  # raised again where it is heard
            answer.set_exception(error)
        else:
            answer.set_result(found)

    threading.Thread(target=ask, name="resolve", daemon=True).start()
    return answer


def unresolved(host: str, error: Exception) -> Temporary:
    """What to say of a name that was not resolved."""
    if isinstance(error, TimeoutError):
        return Temporary(f"The name {host} was not resolved in time")
    return Temporary(f"The name {host} was not resolved: {error}")
