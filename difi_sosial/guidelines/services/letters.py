"""Who is written to about a step, and what they are asked to do."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from difi_sosial.guidelines import queries, rules
from difi_sosial.guidelines.enums import Approver
from difi_sosial.guidelines.models import GuidelineVersion
from difi_sosial.journal.models import RegistryEntry
from difi_sosial.people import services as people
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.queries import people_who_may


def submitted(version: GuidelineVersion, by: User, at: datetime) -> None:
    """Somebody without a part in the text is to take the step that waits; a link each."""
    subject = _("Til godkjenning: %(title)s")
    text = _(
        "%(name)s har sendt «%(title)s» til godkjenning. Les teksten, og godkjenn den eller "
        "returner den med begrunnelse, innen %(day)s."
    )
    behalf = _(
        "Du får dette på vegne av %(away)s, som du er stedfortreder for. %(name)s har sendt "
        "«%(title)s» til godkjenning. Les teksten, og godkjenn den eller returner den med "
        "begrunnelse, innen %(day)s."
    )
    row = rules.step_now(version)
    day = row.due_on if row else None
    seats = queries.with_seats(version)
    for person in queries.approvers(seats):
        path = queries.link_for(person, seats)
        words, facts = _for_another(person, seats, text, behalf)
        _tell([person], subject, words, version, "submitted", by, at, path=path, day=day, **facts)


def _for_another(
    person: User, version: GuidelineVersion, text: Promise, behalf: Promise
) -> tuple[Promise, dict[str, Any]]:
    """A link is for one person, so a stand-in gets a letter of their own that says for whom."""
    away = rules.seat_at_step(person, version)
    if away is None or away == person:
        return text, {"personal": True}
    return behalf, {"personal": True, "away": away.name}


def returned(version: GuidelineVersion, by: User, at: datetime) -> None:
    """Those who wrote are to mend the text."""
    subject = _("Returnert: %(title)s")
    text = _(
        "%(name)s har returnert «%(title)s». Les begrunnelsen, ta versjonen tilbake til kladd, "
        "rett teksten og send den inn på nytt."
    )
    _tell(_writers(version), subject, text, version, "returned", by, at)


def approved(version: GuidelineVersion, by: User, at: datetime, entry: RegistryEntry) -> None:
    """The archivist is to journal the approval; the others learn of it."""
    subject = _("Skal journalføres: %(title)s")
    text = _(
        "%(name)s har godkjent «%(title)s». Journalfør godkjenningen. "
        "Retningslinjen kan ikke gjelde før det er gjort."
    )
    archivists = people_who_may(Permission.JOURNAL_WRITE)
    path = reverse("journal:entry-detail", args=(entry.pk,))
    _tell(archivists, subject, text, version, "to-journal", by, at, path=path)
    subject = _("Godkjent: %(title)s")
    text = _(
        "%(name)s har godkjent «%(title)s». Teksten er låst og sendt til journalen. "
        "Den kan gjelde når arkivaren har journalført den."
    )
    _tell(_writers(version), subject, text, version, "approved", by, at)


def ready(version: GuidelineVersion, at: datetime) -> int:
    """Those who wrote can put the version in force now."""
    subject = _("Kan settes i kraft: %(title)s")
    text = _(
        "Godkjenningen av «%(title)s» er journalført. Sett versjonen i kraft når den skal gjelde."
    )
    return _tell(_writers(version), subject, text, version, "ready", None, at, once=True)


def in_force(version: GuidelineVersion, by: User | None, at: datetime) -> None:
    """Those who worked with it."""
    subject = _("Gjelder nå: %(title)s")
    text = _("«%(title)s» gjelder fra i dag. Vis den til dem som skal følge den.")
    known = [*_writers(version), *(p for p in [version.approved_by] if p)]
    _tell(known, subject, text, version, "in-force", by, at)


def about_end(
    version: GuidelineVersion, subject: Promise, text: Promise, step: str, at: datetime
) -> int:
    """Those who wrote, and the head, about the last day of a version; once for each `step`."""
    heads = people_who_may(Permission.GUIDELINE_LEAD)
    known = [*_writers(version), *heads]
    day = version.valid_until
    return _tell(known, subject, text, version, step, None, at, once=True, day=day)


def overdue(version: GuidelineVersion, at: datetime, *, step: str, due_on: date) -> int:
    """Those who could take a step that should have been taken: a reminder, with a link each."""
    subject = _("Venter fortsatt på godkjenning: %(title)s")
    text = _(
        "«%(title)s» skulle vært godkjent eller returnert innen %(day)s. Les teksten og avgjør, "
        "eller si fra til kommunikasjonssjefen hvis du ikke kan."
    )
    behalf = _(
        "Du får dette på vegne av %(away)s, som du er stedfortreder for. «%(title)s» skulle vært "
        "godkjent eller returnert innen %(day)s. Les teksten og avgjør, eller si fra til "
        "kommunikasjonssjefen hvis du ikke kan."
    )
    count = 0
    for person in queries.approvers(version):
        words, facts = _for_another(person, version, text, behalf)
        facts |= {"path": queries.link_for(person, version), "day": due_on}
        count += _tell(
            [person], subject, words, version, step, None, at, once=True, reminder=True, **facts
        )
    return count


def escalated(version: GuidelineVersion, at: datetime, *, step: str, due_on: date) -> int:
    """The head, or for the head's own step the managers: nobody takes a step."""
    row = rules.step_now(version)
    is_heads = row is not None and row.approver == Approver.HEAD
    over = Permission.GUIDELINE_APPROVE if is_heads else Permission.GUIDELINE_LEAD
    subject = _("Blir liggende: %(title)s")
    text = _(
        "Ingen har godkjent eller returnert «%(title)s», som skulle vært avgjort innen %(day)s. "
        "De som kan, er påminnet. Snakk med dem, eller sørg for en stedfortreder."
    )
    return _tell(
        people_who_may(over), subject, text, version, step, None, at, once=True, day=due_on
    )


def review_due(version: GuidelineVersion, at: datetime) -> int:
    """The owner is to read through what is in force; the heads, when the owner cannot any more."""
    subject = _("Retningslinjene skal gjennomgås: %(title)s")
    text = _(
        "«%(title)s», versjon %(number)d, skulle gjennomgås innen %(day)s. Les gjennom teksten."
        " Lag en ny versjon hvis noe må endres, eller behold den uten endring hvis alt"
        " fortsatt stemmer."
    )
    count = _tell_of_review([version.guideline.owner], subject, text, version, "review", at)
    if rules.may_write(version.guideline.owner, version):
        return count
    text = _(
        "«%(title)s», versjon %(number)d, skulle gjennomgås innen %(day)s. %(owner)s er ansvarlig, "
        "men kan ikke gjøre det lenger. Velg en ny ansvarlig, og sørg for at teksten blir lest."
    )
    heads = people_who_may(Permission.GUIDELINE_LEAD)
    return count + _tell_of_review(heads, subject, text, version, "review", at)


def review_late(version: GuidelineVersion, at: datetime, *, day: date) -> int:
    """The owner is reminded on `day`, and those who lead guidelines are told that it is late."""
    step, owner = f"review:{day}", version.guideline.owner
    subject = _("Gjennomgangen er ikke gjort: %(title)s")
    text = _(
        "«%(title)s», versjon %(number)d, skulle gjennomgås innen %(day)s, og det er ikke gjort. "
        "Les gjennom teksten. Lag en ny versjon, eller behold den uten endring."
    )
    count = _tell_of_review([owner], subject, text, version, step, at, reminder=True)
    text = _(
        "«%(title)s», versjon %(number)d, skulle gjennomgås innen %(day)s, og det er ikke gjort. "
        "%(owner)s er ansvarlig. Snakk sammen, eller velg en ny ansvarlig."
    )
    heads = [one for one in people_who_may(Permission.GUIDELINE_LEAD) if one != owner]
    return count + _tell_of_review(heads, subject, text, version, step, at)


def _tell_of_review(
    to: Iterable[User],
    subject: Promise,
    text: Promise,
    version: GuidelineVersion,
    step: str,
    at: datetime,
    *,
    reminder: bool = False,
) -> int:
    """One letter to each for one round of a review."""
    guideline = version.guideline
    return people.tell(
        to=to,
        subject=subject,
        text=text,
        path=reverse("guidelines:guideline-show", args=[guideline.slug]),
        key=f"guidelines.version:{version.pk}:{step}:{version.review_on}",
        at=at,
        facts={
            "title": version.title,
            "number": version.number,
            "day": version.review_on,
            "owner": guideline.owner.name,
        },
        reminder=reminder,
    )


def _writers(version: GuidelineVersion) -> list[User]:
    return [*version.authors.all(), version.guideline.owner]


def _tell(
    to: Iterable[User],
    subject: Promise | str,
    text: Promise | str,
    version: GuidelineVersion,
    step: str,
    by: User | None,
    at: datetime,
    *,
    path: str = "",
    once: bool = False,
    personal: bool = False,
    reminder: bool = False,
    **facts: Any,
) -> int:
    """One letter to each but the one who acted; with `once` the same step never tells twice."""
    mark = step if once else f"{step}:{version.edition}:{at:%Y%m%d%H%M%S}"
    return people.tell(
        to=[person for person in to if person != by],
        subject=subject,
        text=text,
        path=path or queries.path_of(version),
        key=f"guidelines.version:{version.pk}:{mark}",
        at=at,
        facts={"title": str(version), "name": by.name if by else "", **facts},
        personal=personal,
        reminder=reminder,
    )
