"""Who is written to about a step, and what they are asked to do."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from difi_sosial.journal.models import RegistryEntry
from difi_sosial.people import services as people
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.queries import people_who_may
from difi_sosial.strategy import queries
from difi_sosial.strategy.models import StrategyVersion
from difi_sosial.strategy.queries import Turn


def to_quality(version: StrategyVersion, by: User, at: datetime) -> None:
    """The head is to check the text."""
    subject = _("Til faglig kvalitetssikring: %(title)s")
    text = _(
        "%(name)s har sendt «%(title)s» til faglig kvalitetssikring. Les teksten, og send den på "
        "høring eller returner den med begrunnelse."
    )
    _tell(people_who_may(Permission.STRATEGY_LEAD), subject, text, version, "quality", by, at)


def to_hearing(version: StrategyVersion, by: User, at: datetime, deadline: date) -> None:
    """Those who wrote learn that the text is good enough to be heard."""
    subject = _("Sendt på høring: %(title)s")
    text = _(
        "%(name)s har kvalitetssikret «%(title)s» og sendt den på høring til %(day)s. "
        "Følg med på innspillene."
    )
    _tell(_writers(version), subject, text, version, "hearing", by, at, day=deadline)


def revised(version: StrategyVersion, by: User, at: datetime) -> None:
    """Those who wrote are to work in what was promised."""
    subject = _("Innspillene skal arbeides inn: %(title)s")
    text = _(
        "%(name)s har avsluttet høringen om «%(title)s». Arbeid inn innspillene som er tatt til "
        "følge, og send strategien til faglig kvalitetssikring på nytt."
    )
    _tell(_writers(version), subject, text, version, "revised", by, at)


def submitted(version: StrategyVersion, by: User, at: datetime) -> None:
    """Somebody without a part in the text is to approve it."""
    subject = _("Til godkjenning: %(title)s")
    text = _(
        "%(name)s har sendt «%(title)s» til godkjenning. Les teksten, og godkjenn den eller "
        "returner den med begrunnelse."
    )
    _tell(queries.approvers(version), subject, text, version, "submitted", by, at)


def returned(version: StrategyVersion, by: User, at: datetime) -> None:
    """Those who wrote are to mend the text."""
    subject = _("Returnert: %(title)s")
    text = _(
        "%(name)s har returnert «%(title)s». Les begrunnelsen, ta versjonen tilbake til kladd, "
        "rett teksten og send den inn på nytt."
    )
    _tell(_writers(version), subject, text, version, "returned", by, at)


def approved(version: StrategyVersion, by: User, at: datetime, entry: RegistryEntry) -> None:
    """The archivist is to journal the approval; the others learn of it."""
    subject = _("Skal journalføres: %(title)s")
    text = _(
        "%(name)s har godkjent «%(title)s». Journalfør godkjenningen. "
        "Strategien kan ikke gjelde før det er gjort."
    )
    archivists = people_who_may(Permission.JOURNAL_WRITE)
    path = reverse("journal:entry-detail", args=(entry.pk,))
    _tell(archivists, subject, text, version, "to-journal", by, at, path=path)
    subject = _("Godkjent: %(title)s")
    text = _(
        "%(name)s har godkjent «%(title)s». Teksten er låst og sendt til journalen. "
        "Den kan gjelde når arkivaren har journalført den."
    )
    _tell([*_writers(version), version.strategy.owner], subject, text, version, "approved", by, at)


def ready(version: StrategyVersion, at: datetime) -> int:
    """The head can put the version in force now."""
    subject = _("Kan settes i kraft: %(title)s")
    text = _(
        "Godkjenningen av «%(title)s» er journalført. Sett strategien i kraft når den skal gjelde."
    )
    heads = people_who_may(Permission.STRATEGY_LEAD)
    return _tell(heads, subject, text, version, "ready", None, at)


def in_force(version: StrategyVersion, by: User | None, at: datetime) -> None:
    """Those who worked with it, and the owners of strategies that were made from it."""
    subject = _("Gjelder nå: %(title)s")
    text = _("«%(title)s» gjelder fra i dag. Vis den til dem som skal følge den.")
    known = [*_writers(version), version.strategy.owner]
    known += [person for person in (version.submitted_by, version.approved_by) if person]
    _tell(known, subject, text, version, "in-force", by, at)
    for child in queries.children_behind(version):
        subject = _("Ny versjon av strategien dere bygger på: %(title)s")
        text = _(
            "«%(title)s» gjelder fra i dag. «%(child)s» er laget fra en eldre versjon. "
            "Se hva som er nytt, og vurder om noe skal endres hos dere."
        )
        newest = child.versions.order_by("-number").first()
        path = queries.path_of(newest) if newest else queries.path_of(version)
        key = f"parent:{child.pk}"
        facts = {"path": path, "child": child.title}
        _tell([child.owner], subject, text, version, key, by, at, **facts)


def review(version: StrategyVersion, at: datetime) -> None:
    """The owner is to look the strategy through; the head, when the owner is locked out."""
    subject = _("Strategien skal gjennomgås: %(title)s")
    text = _(
        "Det er tid for gjennomgang av «%(title)s». Lag en ny versjon, eller behold den uten "
        "endring og skriv hvorfor."
    )
    key = f"review:{version.review_on}"
    owner = version.strategy.owner
    to = [owner] if owner.is_active else people_who_may(Permission.STRATEGY_LEAD)
    _tell(to, subject, text, version, key, None, at)


def waited(turn: Turn, at: datetime) -> int:
    """Somebody has let a version wait for five working days."""
    subject = _("Venter på deg: %(title)s")
    text = _("«%(title)s» har ventet i fem arbeidsdager. %(what)s")
    key = f"waited:{turn.key}"
    path = turn.path
    return _tell(turn.people, subject, text, turn.version, key, None, at, path=path, what=turn.what)


def _writers(version: StrategyVersion) -> list[User]:
    return [person for person in (version.author, version.sent_by) if person]


def _tell(
    to: Iterable[User],
    subject: Promise | str,
    text: Promise | str,
    version: StrategyVersion,
    step: str,
    by: User | None,
    at: datetime,
    *,
    path: str = "",
    **facts: Any,
) -> int:
    """One letter to each but the one who acted; the same step of the same text tells once."""
    since = version.state_since
    mark = f"{version.edition}:{since:%Y%m%d%H%M%S}" if since else str(version.edition)
    return people.tell(
        to=[person for person in to if person != by],
        subject=subject,
        text=text,
        path=path or queries.path_of(version),
        key=f"strategy.version:{version.pk}:{step}:{mark}",
        at=at,
        facts={"title": str(version), "name": str(by or ""), **facts},
        reminder=step.startswith("waited"),
    )
