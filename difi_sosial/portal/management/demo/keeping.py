"""How long the agency keeps mentions, what it holds back, and what it has deleted."""

from datetime import datetime, timedelta

from difi_sosial.core.clock import local_date
from difi_sosial.monitoring.connectors.base import Post
from difi_sosial.monitoring.enums import MentionStatus, Retention
from difi_sosial.monitoring.models import Mention
from difi_sosial.monitoring.services import holds, mentions, rechecks, retention, sweeps
from difi_sosial.portal.management.demo.agency import Agency
from difi_sosial.portal.management.demo.watching import BEGUN

BASIS = "Personvernforordningen artikkel 6 nr. 1 bokstav e og artikkel 5 nr. 1 bokstav e"
YEAR = "Vi sammenligner et år med det forrige. En måned til gir tid til å skrive rapporten."
DAYS = 400
# What was found on the first day, and has been deleted since.
FIRST = (
    "Testetaten svarte før jeg rakk å spørre.",
    "Noen som vet når Testetaten åpner?",
    "Har prøvd Testetaten i dag. Helt greit.",
)
LATE = "Testetaten, jeg skrev for mye om meg selv her. Kan dere slette det?"


def schedule(agency: Agency) -> None:
    """Decisions and the first mentions in the beginning; holds and a deletion lately."""
    first = agency.when(BEGUN, 12)
    agency.timeline.at(first, lambda at: _decide(agency, at))
    agency.timeline.at(first, lambda at: _find(agency, FIRST, at))
    agency.timeline.at(
        first + timedelta(days=DAYS, hours=15), lambda at: retention.forget_expired(at=at)
    )
    agency.timeline.at(agency.when(-40), lambda at: _complaint(agency, at))
    agency.timeline.at(agency.when(-12), lambda at: _erase(agency, at))
    agency.timeline.at(agency.when(-5), lambda at: _hold(agency, at))
    yesterday = agency.now - timedelta(hours=20)
    agency.timeline.at(yesterday, lambda at: _taken_away(agency, at))


def _decide(agency: Agency, at: datetime) -> None:
    sigrid, today = agency.people["sigrid"], local_date(at)
    for name in (Retention.ORDINARY, Retention.IRRELEVANT):
        retention.decide(
            retention=name,
            days=DAYS,
            legal_basis=BASIS,
            reason=YEAR,
            valid_from=today,
            by=sigrid,
            at=at,
        )
    retention.decide(
        retention=Retention.EVIDENCE,
        days=3 * 365,
        legal_basis="Personvernforordningen artikkel 17 nr. 3 bokstav e",
        reason="Ingen av sakene våre har tatt mer enn tre år. Personvernombudet ba om kortere tid.",
        valid_from=local_date(agency.now) + timedelta(days=40),
        by=sigrid,
        at=at,
    )


def _find(agency: Agency, texts: tuple[str, ...], at: datetime) -> list[Mention]:
    source = next(iter(agency.sources.values()))
    posts = [
        Post(f"gammel-{at:%Y%m%d}-{number}", f"https://tut.example/{at:%Y%m%d}/{number}", text)
        for number, text in enumerate(texts)
    ]
    return mentions.store(source=source, posts=posts, at=at)


def _erase(agency: Agency, at: datetime) -> None:
    for mention in _find(agency, (LATE,), at):
        retention.erase(
            mention=mention,
            by=agency.people["sigrid"],
            at=at,
            reason="Forfatteren ba om sletting. Ikke saksdokument, ingen arkivplikt.",
        )
    sweeps.go_on(at=at)


def _taken_away(agency: Agency, at: datetime) -> None:
    """Deleted where it stood yesterday: hidden now, and its words go tomorrow."""
    untouched = Mention.objects.filter(status=MentionStatus.NEW, head=None, copies=None)
    mention = untouched.filter(posted_at__lt=at - timedelta(days=2)).order_by("posted_at").last()
    if mention is not None:
        rechecks.note(mention=mention, is_gone=True, at=at - rechecks.PROOF)
        rechecks.note(mention=mention, is_gone=True, at=at)


def _complaint(agency: Agency, at: datetime) -> None:
    """Held while a complaint went on, and let go when it was over."""
    hold = holds.place(
        thing=agency.watches["tilskudd"],
        reason="Klage på behandlingen av prøvetilskudd. Omtalene kan bli dokumentasjon.",
        by=agency.people["sigrid"],
        at=at,
    )
    agency.timeline.at(
        at + timedelta(days=21),
        lambda later: holds.lift(
            hold=hold,
            reason="Klagen er avgjort og fristen for søksmål er ute.",
            by=agency.people["sigrid"],
            at=later,
        ),
    )


def _hold(agency: Agency, at: datetime) -> None:
    closed = Mention.objects.filter(status=MentionStatus.CLOSED).exclude(retention=Retention.RECORD)
    mention = closed.order_by("-posted_at").first()
    if mention is not None:
        holds.place(
            thing=mention,
            reason="Innsynskrav fra den som skrev. Vi venter på svar om hva kravet gjelder.",
            by=agency.people["maret"],
            at=at,
            ends_on=local_date(agency.now) + timedelta(days=30),
        )
    holds.place(
        thing=list(agency.sources.values())[-1],
        reason="Vi vurderer å anmelde trusler i kilden. Ingenting slettes før det er avgjort.",
        by=agency.people["sigrid"],
        at=at,
    )
