"""What has stood its time is deleted; how long that is, and what goes before."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import override

from difi_sosial.audit.enums import Event
from difi_sosial.audit.services import record
from difi_sosial.core.clock import local_date
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Invalid, WrongState
from difi_sosial.monitoring.enums import Retention
from difi_sosial.monitoring.models import Deletion, Mention, RetentionRule, Run, Source
from difi_sosial.monitoring.queries import retention as queries
from difi_sosial.monitoring.services import deletions, holds, originals, sweeps, withheld
from difi_sosial.people.models import User

BATCH = 500


def forget_expired(*, at: datetime) -> int:
    """Delete what has stood its time, in chunks of 500; how many mentions.

    Each chunk is one transaction with its own line in the log: it may die anywhere and be run
    again, or twice at once. Ended holds are lifted first; originals that nobody needs whole any
    more are emptied last. Runs are kept as long as ordinary ones.
    """
    holds.lift_ended(at=at)
    rules = queries.rules_on(local_date(at))
    total = 0
    for rule in rules.values():
        with_due = queries.due(rule, at).order_by().values_list("source", flat=True).distinct()
        for pk in sorted(with_due):
            total += _forget_of(Source.objects.get(pk=pk), rule, at)
    withheld.forget_words(rule=rules[Retention.WITHHELD], at=at)
    kept = rules[Retention.ORDINARY].days or settings.MENTION_RETENTION_DAYS
    Run.objects.filter(started_at__lt=at - timedelta(days=kept)).delete()
    originals.empty_owing(at=at)
    return total


@transaction.atomic
def erase(*, mention: Mention, by: User, at: datetime, reason: str) -> Deletion:
    """Delete one mention by hand, because somebody has the right to it (GDPR article 17).

    Later answers of the source are looked through for it afterwards (services.sweeps). Raises
    WrongState for a record and for what is held; Invalid without a reason.
    """
    if not reason.strip():
        raise Invalid(_("Skriv hvorfor omtalen slettes."))
    holds.stand_still()
    sweeps.hold_source(mention)
    captures = originals.lock(deletions.captures_of([mention]))  # with their mentions, by key
    mention = lock(mention)
    if mention.retention == Retention.RECORD:
        raise WrongState(
            _("Omtalen er journalført eller bevaringsverdig. Den kan ikke slettes her.")
        )
    if held := queries.holds_on(mention).first():
        raise WrongState(_("Omtalen er sperret mot sletting: %(reason)s") % {"reason": held.reason})
    with override("nb"):
        rule = _("Slettet for hånd")
    captures |= originals.lock(deletions.captures_of([mention]) - captures)  # revised meanwhile
    line = deletions.delete(
        mentions=[mention], source=mention.source, rule=rule, at=at, by=by, reason=reason.strip()
    )
    originals.empty(captures=captures, by=by, at=at, reason=line.reason)
    sweeps.begin(mention=mention, line=line)
    return line


@transaction.atomic
def decide(
    *,
    retention: str,
    days: int,
    legal_basis: str,
    reason: str,
    valid_from: date,
    by: User,
    at: datetime,
) -> RetentionRule:
    """Decide how long a class is kept from a day on; today at the earliest."""
    name = Retention(retention)
    if name == Retention.RECORD:
        raise Invalid(_("Det som er bevaringsverdig, slettes ikke av portalen."))
    if valid_from < local_date(at):
        raise Invalid(_("Tiden kan tidligst gjelde fra i dag."))
    before = queries.rules_on(valid_from)[name]
    row = RetentionRule.objects.create(
        retention=name,
        days=days,
        legal_basis=legal_basis,
        reason=reason,
        valid_from=valid_from,
        made_by=by,
        made_at=at,
    )
    record(
        Event.RETENTION_DECIDED,
        by=by,
        thing=row,
        at=at,
        before={"days": before.days},
        after={"days": days, "from": valid_from},
        reason=reason,
    )
    return row


def _forget_of(source: Source, rule: queries.Rule, at: datetime) -> int:
    total, last = 0, 0
    while True:
        count, last = _forget_chunk(source, rule, at, last)
        if not last:
            return total
        total += count


@transaction.atomic
def _forget_chunk(source: Source, rule: queries.Rule, at: datetime, after: int) -> tuple[int, int]:
    """How many went, and the last that was looked at; 0 when there are no more.

    Rows that somebody else has locked are being worked with, or deleted by another: left alone.
    """
    holds.stand_still()
    rows = queries.due(rule, at).filter(source=source, pk__gt=after).order_by("pk")
    chunk = list(
        rows.select_for_update(of=("self",), skip_locked=True).defer("html", "text", "search")[
            :BATCH
        ]
    )
    if not chunk:
        return 0, 0
    return _delete(chunk, source, _words(rule), at), chunk[-1].pk


def _delete(chunk: Sequence[Mention], source: Source, rule: str, at: datetime) -> int:
    """All of the chunk, or one by one when something unforeseen holds one of them."""
    try:
        return deletions.delete(mentions=chunk, source=source, rule=rule, at=at).count
    except ProtectedError:
        if len(chunk) == 1:
            return 0
        return sum(_delete([mention], source, rule, at) for mention in chunk)


def _words(rule: queries.Rule) -> str:
    with override("nb"):
        return f"{rule.retention.label}: {rule.days} dager {rule.starts}"
