"""What we listen for: make, change, pause. Every change is a new version, with the reason why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from difi_sosial.audit.enums import Event
from difi_sosial.audit.services import record
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Conflict, Invalid
from difi_sosial.monitoring.enums import MISTAKES, NamesRole
from difi_sosial.monitoring.expressions import Node, Unreadable, means_same, parse, sets_of, written
from difi_sosial.monitoring.models import Source, SourceSet, Watch, WatchVersion
from difi_sosial.monitoring.queries import person_names, term_sets
from difi_sosial.people import queries as people
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.services import tell


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which sources a watch listens to: all there are and will be, or these and those of sets."""

    everywhere: bool = False
    sources: Sequence[Source] = ()
    sets: Sequence[SourceSet] = ()


@dataclass(frozen=True, slots=True)
class Names:
    """Whose names stand among the terms (a NamesRole), and why they are searched for."""

    role: str = ""
    reason: str = ""


NO_NAMES = Names()


@transaction.atomic
def create(
    *,
    name: str,
    purpose: str,
    legal_basis: str,
    expression: str,
    by: User,
    at: datetime,
    coverage: Coverage | None = None,
    names: Names = NO_NAMES,
    reason: str = "",
) -> Watch:
    """A new watch with its first version. Raises Invalid."""
    facts = {"name": name, "purpose": purpose, "legal_basis": legal_basis}
    watch = Watch.objects.create(**facts)
    _cover(watch, coverage)
    new_version(watch=watch, expression=expression, names=names, reason=reason, by=by, at=at)
    record(Event.WATCH_CREATED, by=by, thing=watch, at=at, after=facts_of(watch), reason=reason)
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
    coverage: Coverage | None = None,
    names: Names = NO_NAMES,
    reason: str = "",
    standing: int | None = None,
) -> Watch:
    """Change a watch; other terms make a new version, and the old one stays as it was used.

    Without `coverage` the watch listens where it did. `standing` is the number of the version that
    was changed: Conflict when another stands now. Raises Invalid.
    """
    watch = lock(watch)
    if standing is not None and watch.version and watch.version.number != standing:
        raise Conflict(_("Noen har lagret en ny versjon mens du skrev."))
    before = facts_of(watch)
    watch.name, watch.purpose = name, purpose
    watch.legal_basis = legal_basis
    watch.save(update_fields=["name", "purpose", "legal_basis", "updated_at"])
    _cover(watch, coverage)
    if _is_other(watch, expression, names):
        new_version(watch=watch, expression=expression, names=names, reason=reason, by=by, at=at)
    after = facts_of(watch)
    record(
        Event.WATCH_CHANGED, by=by, thing=watch, at=at, before=before, after=after, reason=reason
    )
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


def new_version(
    *, watch: Watch, expression: str, names: Names, reason: str, by: User | None, at: datetime
) -> WatchVersion:
    """The next version of a locked watch, in the caller's transaction. Raises Invalid."""
    previous = watch.version
    tree = read(expression)
    found = person_names(tree)
    names = names if names.reason or not previous else Names(*_kept(previous, found))
    if found and not (names.reason.strip() and names.role in NamesRole.values):
        raise Invalid(_no_reason(found))
    watch.version = WatchVersion.objects.create(
        watch=watch,
        number=previous.number + 1 if previous else 1,
        expression=written(tree) if sets_of(expression) else expression,
        typed=expression if sets_of(expression) else "",
        reason=reason,
        names=found,
        names_role=names.role if found else "",
        names_reason=names.reason.strip() if found else "",
        made_by=by,
        made_at=at,
    )
    watch.save(update_fields=["version"])
    if set(found) - set(previous.names if previous else ()):
        _tell_of_names(watch.version, by, at)
    return watch.version


def read(expression: str) -> Node:
    """The tree of an expression, with the sets of terms as they are now. Raises Invalid."""
    try:
        return parse(expression, term_sets())
    except Unreadable as error:
        raise Invalid(MISTAKES[error.mistake] % error.facts) from error


def facts_of(watch: Watch) -> dict[str, object]:
    """What the log says of a watch."""
    return {
        "expression": watch.version.shown if watch.version else "",
        "everywhere": watch.everywhere,
        "sources": sorted(watch.sources.values_list("name", flat=True)),
        "sets": sorted(watch.source_sets.values_list("name", flat=True)),
    }


def _cover(watch: Watch, coverage: Coverage | None) -> None:
    if coverage is None:
        return
    watch.everywhere = coverage.everywhere
    watch.save(update_fields=["everywhere", "updated_at"])
    watch.sources.set(coverage.sources)
    watch.source_sets.set(coverage.sets)


def _is_other(watch: Watch, expression: str, names: Names) -> bool:
    """Whether the newest version does not already say this."""
    version = watch.version
    if version is None or not means_same(version.shown, expression):
        return True
    said = Names(version.names_role, version.names_reason)
    return bool(version.names) and bool(names.reason) and names != said


def _kept(previous: WatchVersion, found: list[str]) -> tuple[str, str]:
    """The reason that was given before, when no name is new."""
    is_known = set(found) <= set(previous.names)
    return (previous.names_role, previous.names_reason) if is_known else ("", "")


def _no_reason(found: list[str]) -> str:
    text = _(
        "«%(name)s» ser ut som navnet på en person. Ta det bort, eller skriv hvorfor dere må søke "
        "etter personen."
    )
    return text % {"name": found[0]}


def _tell_of_names(version: WatchVersion, by: User | None, at: datetime) -> None:
    """The log always; the data protection officer when it is a private person."""
    if version.names_role == NamesRole.PRIVATE:
        tell(
            to=people.people_who_may(Permission.CHANNEL_ADVISE),
            subject=_("Et personnavn er lagt i overvåkingen «%(watch)s»"),
            text=_(
                "%(who)s har lagt navnet på en privatperson i overvåkingen «%(watch)s». "
                "Begrunnelsen er: %(reason)s Se på søkeordene, og si fra hvis navnet må ut."
            ),
            path=reverse("monitoring:term-list"),
            key=f"watched-name-{version.pk}",
            at=at,
            facts={"watch": version.watch.name, "who": by or "–", "reason": version.names_reason},
        )
    after = {"role": version.names_role, "version": version.number}
    record(
        Event.NAME_WATCHED,
        by=by,
        thing=version.watch,
        at=at,
        after=after,
        reason=version.names_reason,
    )
