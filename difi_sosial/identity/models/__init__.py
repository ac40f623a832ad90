"""What was found, what was looked for, what was kept as evidence, and what is done about it."""

from difi_sosial.identity.models.acting import Impersonation, ImpersonationStep, Measure
from difi_sosial.identity.models.checks import Check, Look, Part, Schedule, Sighting
from difi_sosial.identity.models.findings import Evidence, Finding, Link

__all__ = [
    "Check",
    "Evidence",
    "Finding",
    "Impersonation",
    "ImpersonationStep",
    "Link",
    "Look",
    "Measure",
    "Part",
    "Schedule",
    "Sighting",
]
