"""The little that the portal itself writes, and what it does for all apps at once."""

from difi_sosial.portal.services.evidence import (
    forget_evidence,
    forget_findings,
    hold_evidence,
)
from difi_sosial.portal.services.keys import KEPT, rotate_keys, verify_keys
from difi_sosial.portal.services.lessons import mark_read

__all__ = [
    "KEPT",
    "forget_evidence",
    "forget_findings",
    "hold_evidence",
    "mark_read",
    "rotate_keys",
    "verify_keys",
]
