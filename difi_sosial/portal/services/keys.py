"""Everything at rest that rests on ENCRYPTION_KEYS, moved to a new key in one go."""

from collections.abc import Iterator

from difi_sosial.audit import services as audit
from difi_sosial.core.rekeying import Tally
from difi_sosial.monitoring.services import keys as monitoring
from difi_sosial.people.services import keys as people

KEPT = (*people.KEPT, *monitoring.KEPT, *audit.KEPT)


def rotate_keys() -> Iterator[Tally]:
    """Move everything to the first of ENCRYPTION_KEYS, kind by kind. May be stopped and run again.

    The others may be dropped when `verify_keys` finds nothing that rests on them. Until then they
    all open what they made. A pseudonym of an author is made with the key, so it looks otherwise
    after the change, but is still one and the same for all that the author has written.
    """
    return (kept.go_through(save=True) for kept in KEPT)


def verify_keys() -> Iterator[Tally]:
    """What still rests on older keys, and what none of our keys opens; nothing is changed."""
    return (kept.go_through(save=False) for kept in KEPT)
