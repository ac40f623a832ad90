"""What we listen for: make, change, pause, and try on what is already stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from difi_sosial.audit.enums import Event
from difi_sosial.audit.services import record
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Invalid
from difi_sosial.monitoring.models import Mention, Watch, WatchVersion
from difi_sosial.monitoring.services.matching import accepts
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
    language: str,
    any_of: Sequence[str],
    none_of: Sequence[str],
    by: User,
    at: datetime,
) -> Watch:
    """A new watch with its first version."""
    facts = {"name": name, "purpose": purpose, "legal_basis": legal_basis, "language": language}
    watch = Watch.objects.create(**facts)
    _new_version(watch, any_of, none_of, by, at)
    record(Event.WATCH_CREATED, by=by, thing=watch, at=at, after=_terms(watch))
    return watch


@transaction.atomic
def change(
    *,
    watch: Watch,
    name: str,
    purpose: str,
    legal_basis: str,
    language: str,
    any_of: Sequence[str],
    none_of: Sequence[str],
    by: User,
    at: datetime,
) -> Watch:
    """Change a watch; other terms make a new version, and the old one stays as it was used."""
    watch = lock(watch)
    before = _terms(watch)
    watch.name, watch.purpose = name, purpose
    watch.legal_basis, watch.language = legal_basis, language
    watch.save(update_fields=["name", "purpose", "legal_basis", "language", "updated_at"])
    if before != {"any_of": list(any_of), "none_of": list(none_of)}:
        _new_version(watch, any_of, none_of, by, at)
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


def try_terms(*, any_of: Sequence[str], none_of: Sequence[str]) -> Trial:
    """What these terms find among the newest 2,000 stored mentions, with five examples."""
    newest = Mention.objects.filter(withheld_at=None).select_related("source")
    mentions = list(newest.defer("html", "search")[:TRIED_ON])
    hits = [m for m in mentions if accepts(any_of, none_of, f"{m.title}\n{m.text}")]
    return Trial(len(mentions), len(hits), hits[:EXAMPLES])


def _new_version(
    watch: Watch, any_of: Sequence[str], none_of: Sequence[str], by: User, at: datetime
) -> None:
    if not any_of:
        raise Invalid(_("Skriv minst ett søkeord."))
    number = watch.version.number + 1 if watch.version else 1
    watch.version = WatchVersion.objects.create(
        watch=watch,
        number=number,
        any_of=list(any_of),
        none_of=list(none_of),
        made_by=by,
        made_at=at,
    )
    watch.save(update_fields=["version"])


def _terms(watch: Watch) -> dict[str, list[str]]:
    version = watch.version
    return {"any_of": version.any_of, "none_of": version.none_of} if version else {}
