"""The portal's Celery app with a quick beat."""

from difi_sosial.celery import app

app.conf.beat_schedule = {
    "poll due sources": {"task": "difi_sosial.monitoring.tasks.poll_due", "schedule": 0.5},
    "free expired leases": {"task": "difi_sosial.monitoring.tasks.free_leases", "schedule": 1.0},
}
