"""Settings of the fault runs: the bench's, with leases so short that a run need not wait long."""

import os

os.environ.setdefault("POLL_LEASE_SECONDS", "10")

from tests.bench.settings import *  # noqa: F403

CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 15, "unacked_restore_throttle": 1}
LOGGING["root"]["level"] = os.environ.get("FAULT_LOG", "CRITICAL")  # noqa: F405 - what dies is meant to
