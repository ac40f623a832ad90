"""The verbs of monitoring; the two that the app above uses are named here."""

from difi_sosial.monitoring.services.mentions import keep, set_status, store

__all__ = ["keep", "set_status", "store"]
