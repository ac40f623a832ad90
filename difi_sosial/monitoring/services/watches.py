"""What we listen for: make, change, pause, and try on what is already stored."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from difi_sosial.audit.enums import Event
from difi_sosial.audit.services import record
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Invalid
from difi_sosial.monitoring.enums import MISTAKES
from difi_sosial.monitoring.expressions import Matcher, Unreadable, parse
from difi_sosial.monitoring.models import Mention, Watch, WatchVersion
from difi_sosial.monitoring.services.matching import stored_document
from difi_sosial.people.models import User

TRIED_ON = 2000
EXAMPLES = 5


@dataclass(frozen=True)
class Trial:
    """What terms would have found among the newest stored mentions."""

    tried: int
    count: int
    examples: list[Mention]


@transaction.atomic
def create(
    *,
    name: str,
    purpose: str,
    legal_basis: str,
    expression: str,
    by: User,
    at: datetime,
) -> Watch:
    """A new watch with its first version."""
    facts = {"name": name, "purpose": purpose, "legal_basis": legal_basis}
    watch = Watch.objects.create(**facts)
    _new_version(watch, expression, by, at)
    record(Event.WATCH_CREATED, by=by, thing=watch, at=at, after=_terms(watch))
    return watch


@transaction.atomic
def change(
    *,
    watch: Watch,
    name: str,
    purpose: str,
    legal_basis: str,
    expression: str,
    by: User,
    at: datetime,
) -> Watch:
    """Change a watch; other terms make a new version, and the old one stays as it was used."""
    watch = lock(watch)
    before = _terms(watch)
    watch.name, watch.purpose = name, purpose
    watch.legal_basis = legal_basis
    watch.save(update_fields=["name", "purpose", "legal_basis", "updated_at"])
    if before != {"expression": expression}:
        _new_version(watch, expression, by, at)
    record(Event.WATCH_CHANGED, by=by, thing=watch, at=at, before=before, after=_terms(watch))
    return watch


@transaction.atomic
def set_active(*, watch: Watch, active: bool, by: User, at: datetime) -> Watch:
    """Pause a watch, or let it go on; its sources are asked as long as one watch wants them."""
    watch = lock(watch)
    if watch.is_active != active:
        watch.is_active = active
        watch.save(update_fields=["is_active", "updated_at"])
        event = Event.WATCH_RESUMED if active else Event.WATCH_PAUSED
        record(event, by=by, thing=watch, at=at)
    return watch


def try_expression(*, expression: str) -> Trial:
    """What this expression finds among the newest 2,000 stored mentions, with five examples.

    Raises Unreadable.
    """
    judge = Matcher({0: parse(expression)})
    newest = Mention.objects.filter(withheld_at=None).select_related("source__channel")
    mentions = list(newest.defer("html", "search")[:TRIED_ON])
    hits = [mention for mention in mentions if judge.matches(stored_document(mention))]
    return Trial(len(mentions), len(hits), hits[:EXAMPLES])


def _new_version(watch: Watch, expression: str, by: User, at: datetime) -> None:
    try:
        parse(expression)
    except Unreadable as error:
        raise Invalid(MISTAKES[error.mistake] % error.facts) from error
    number = watch.version.number + 1 if watch.version else 1
    watch.version = WatchVersion.objects.create(
        watch=watch,
        number=number,
        expression=expression,
        made_by=by,
        made_at=at,
    )
    watch.save(update_fields=["version"])


def _terms(watch: Watch) -> dict[str, str]:
    return {"expression": watch.version.expression} if watch.version else {}
