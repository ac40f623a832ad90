"""The Celery app and the whole beat table: this screen says what runs when.

Tasks carry ids only and may run twice; the database decides what is due.
"""

import gc
import os

from celery import Celery
from celery.schedules import crontab
from celery.signals import task_prerun, worker_process_init
from django.db import close_old_connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "difi_sosial.settings")

app = Celery("difi_sosial")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

GARBAGE = 10_000  # new things before the collector looks; 700 is for a program that makes few


def collect_seldom(**_: object) -> None:
    """What a worker begins with stays: the collector need not go through it for every feed read."""
    gc.freeze()
    gc.set_threshold(GARBAGE)


def let_go_of_lost_connections(**_: object) -> None:
    """A worker keeps its database connection from task to task, as the web does; not a dead one."""
    close_old_connections()


worker_process_init.connect(collect_seldom)
task_prerun.connect(let_go_of_lost_connections)

app.conf.beat_schedule = {
    "worker heartbeat": {"task": "difi_sosial.portal.tasks.heartbeat", "schedule": 30.0},
    "send letters": {"task": "difi_sosial.people.tasks.send_letters", "schedule": 60.0},
    "forget old letters": {
        "task": "difi_sosial.people.tasks.forget_letters",
        "schedule": crontab(hour=3, minute=30),
    },
    "note stand-ins that are done": {
        "task": "difi_sosial.people.tasks.close_delegations",
        "schedule": crontab(hour=0, minute=5),
    },
    "move what is encrypted to the newest key": {
        "task": "difi_sosial.portal.tasks.rotate_keys",
        "schedule": crontab(hour=4, minute=5),
    },
    "poll due sources": {"task": "difi_sosial.monitoring.tasks.poll_due", "schedule": 15.0},
    "ask whether mentions still stand": {
        "task": "difi_sosial.monitoring.tasks.recheck_mentions",
        "schedule": crontab(minute="*/5"),
    },
    "free expired leases": {"task": "difi_sosial.monitoring.tasks.free_leases", "schedule": 60.0},
    "fold what came to two workers at once": {
        "task": "difi_sosial.monitoring.tasks.fold_late",
        "schedule": 300.0,
    },
    "render documents to PDF/A": {"task": "difi_sosial.journal.tasks.render_due", "schedule": 30.0},
    "make extractions": {"task": "difi_sosial.journal.tasks.extract_due", "schedule": 30.0},
    "forget old extractions": {
        "task": "difi_sosial.journal.tasks.forget_extractions",
        "schedule": crontab(hour=3, minute=20),
    },
    "forget expired mentions": {
        "task": "difi_sosial.monitoring.tasks.forget_expired",
        "schedule": crontab(hour=3, minute=10),
    },
    "look for what was deleted by hand in later answers": {
        "task": "difi_sosial.monitoring.tasks.sweep_originals",
        "schedule": crontab(minute="*/5"),
    },
    "forget expired evidence": {
        "task": "difi_sosial.portal.tasks.forget_evidence",
        "schedule": crontab(hour=3, minute=15),
    },
    "gather counts of mentions": {
        "task": "difi_sosial.monitoring.tasks.gather_counts",
        "schedule": crontab(minute=25),
    },
    "look after tokens of sources": {
        "task": "difi_sosial.monitoring.tasks.look_after_tokens",
        "schedule": crontab(hour=6, minute=20),
    },
    "tell of new mentions": {
        "task": "difi_sosial.monitoring.tasks.tell_alerts",
        "schedule": 60.0,
    },
    "look for surges of mentions": {
        "task": "difi_sosial.monitoring.tasks.find_surges",
        "schedule": crontab(minute=7),
    },
    "look for weeks of little interest": {
        "task": "difi_sosial.monitoring.tasks.find_little",
        "schedule": crontab(hour=6, minute=40, day_of_week="mon"),
    },
    "forget deleted searches": {
        "task": "difi_sosial.monitoring.tasks.forget_searches",
        "schedule": crontab(hour=3, minute=45),
    },
    "look at published profiles": {
        "task": "difi_sosial.monitoring.tasks.look_at_profiles",
        "schedule": crontab(minute="*/20"),
    },
    "raise alarms about people who have left": {
        "task": "difi_sosial.channels.tasks.raise_alarms",
        "schedule": crontab(hour=6, minute=10),
    },
    "find profile texts whose facts have changed": {
        "task": "difi_sosial.channels.tasks.outdate_profiles",
        "schedule": crontab(hour=6, minute=12),
    },
    "remind of access to confirm": {
        "task": "difi_sosial.channels.tasks.remind_of_confirmations",
        "schedule": crontab(hour=6, minute=14),
    },
    "remind of profiles to look at": {
        "task": "difi_sosial.channels.tasks.remind_of_controls",
        "schedule": crontab(hour=6, minute=16),
    },
    "measure closing criteria": {
        "task": "difi_sosial.channels.tasks.measure_criteria",
        "schedule": crontab(hour=5, minute=45),
    },
    "end pilots, and tell of them": {
        "task": "difi_sosial.channels.tasks.watch_pilots",
        "schedule": crontab(hour=5, minute=47),
    },
    "tell of decisions that end": {
        "task": "difi_sosial.channels.tasks.watch_decisions",
        "schedule": crontab(hour=5, minute=49),
    },
    "open checks of the net identity": {
        "task": "difi_sosial.identity.tasks.open_checks",
        "schedule": crontab(hour=6, minute=20),
    },
    "remind of the net identity": {
        "task": "difi_sosial.identity.tasks.remind",
        "schedule": crontab(hour=7, minute=15),
    },
    "put approved strategies in force": {
        "task": "difi_sosial.strategy.tasks.put_due_in_force",
        "schedule": crontab(minute=5),
    },
    "open reviews of strategies": {
        "task": "difi_sosial.strategy.tasks.open_reviews",
        "schedule": crontab(hour=6, minute=5),
    },
    "remind of strategies that wait": {
        "task": "difi_sosial.strategy.tasks.remind_waiting",
        "schedule": crontab(hour=7, minute=5, day_of_week="mon-fri"),
    },
    "remind of hearings": {
        "task": "difi_sosial.hearing.tasks.remind",
        "schedule": crontab(hour=7, minute=0),
    },
    "put approved guidelines in force": {
        "task": "difi_sosial.guidelines.tasks.put_due_in_force",
        "schedule": crontab(minute=10),
    },
    "open yearly reviews": {
        "task": "difi_sosial.guidelines.tasks.open_reviews",
        "schedule": crontab(hour=6, minute=0),
    },
    "remind of yearly reviews": {
        "task": "difi_sosial.guidelines.tasks.remind_of_reviews",
        "schedule": crontab(hour=7, minute=20, day_of_week="mon-fri"),
    },
    "end guidelines, and tell of them": {
        "task": "difi_sosial.guidelines.tasks.end_versions",
        "schedule": crontab(minute=12),
    },
    "remind of approvals that wait": {
        "task": "difi_sosial.guidelines.tasks.remind_of_approvals",
        "schedule": crontab(hour=7, minute=15, day_of_week="mon-fri"),
    },
    "ask and remind of what to read and confirm": {
        "task": "difi_sosial.guidelines.tasks.keep_campaigns",
        "schedule": crontab(hour=7, minute=10),
    },
    "forget old names and looks": {
        "task": "difi_sosial.channels.tasks.forget_old",
        "schedule": crontab(hour=3, minute=50),
    },
    "forget acts on many mentions": {
        "task": "difi_sosial.dialogue.tasks.forget_bulk_acts",
        "schedule": crontab(hour=3, minute=55),
    },
    "forget old receipts": {
        "task": "difi_sosial.guidelines.tasks.forget_receipts",
        "schedule": crontab(hour=3, minute=40),
    },
}
