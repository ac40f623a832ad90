"""What many watches use: sets of terms, and sets of sources."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from difi_sosial.audit.enums import Event
from difi_sosial.audit.services import record
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Invalid
from difi_sosial.monitoring.enums import MISTAKES
from difi_sosial.monitoring.expressions import Unreadable, parse
from difi_sosial.monitoring.models import Source, SourceSet, TermSet, Watch
from difi_sosial.monitoring.queries import person_names, using
from difi_sosial.monitoring.services import watches
from difi_sosial.people.models import User


@transaction.atomic
def save_term_set(
    *, term_set: TermSet | None, name: str, expression: str, note: str, by: User, at: datetime
) -> tuple[TermSet, int]:
    """Make or change a set of terms; every watch that names it gets a new version.

    A set that exists keeps its name, for expressions hold it. Returns the set and how many watches
    got a new version. Raises Invalid.
    """
    _judge(expression)
    found = lock(term_set) if term_set else TermSet(name=name)
    before = {"expression": found.expression} if term_set else None
    is_other = found.expression != expression
    found.expression, found.note = expression, note
    found.save()
    changed = _renew(found, by, at) if term_set and is_other else 0
    after = {"expression": expression, "watches": changed}
    record(Event.TERM_SET_SAVED, by=by, thing=found, at=at, before=before, after=after)
    return found, changed


@transaction.atomic
def save_source_set(
    *,
    source_set: SourceSet | None,
    name: str,
    note: str,
    sources: Iterable[Source],
    watches: Iterable[Watch],
    by: User,
    at: datetime,
) -> SourceSet:
    """Make or change a set of sources: its watches listen to all of them from now on."""
    found = lock(source_set) if source_set else SourceSet()
    before = _facts(found) if source_set else None
    found.name, found.note = name, note
    found.save()
    found.sources.set(sources)
    found.watches.set(watches)
    after = _facts(found)
    record(Event.SOURCE_SET_SAVED, by=by, thing=found, at=at, before=before, after=after)
    return found


def _judge(expression: str) -> None:
    try:
        tree = parse(expression)
    except Unreadable as error:
        raise Invalid(MISTAKES[error.mistake] % error.facts) from error
    if person_names(tree):
        raise Invalid(
            _(
                "Et ordsett kan ikke ha navn på personer. Skriv navnet i overvåkingen som trenger "
                "det, med begrunnelse."
            )
        )


def _renew(term_set: TermSet, by: User, at: datetime) -> int:
    """A new version of every watch that names the set: what it looks for is another thing now."""
    affected = using(term_set.name)
    reason = _now("Ordsettet «%(set)s» ble endret.") % {"set": term_set.name}
    for one in affected:
        watch = lock(one)
        if watch.version is None:
            continue
        names = watches.Names(watch.version.names_role, watch.version.names_reason)
        watches.new_version(
            watch=watch, expression=watch.version.shown, names=names, reason=reason, by=by, at=at
        )
    return len(affected)


def _facts(found: SourceSet) -> dict[str, object]:
    return {
        "sources": sorted(found.sources.values_list("name", flat=True)),
        "watches": sorted(found.watches.values_list("name", flat=True)),
    }
