"""Letters: written in the caller's transaction, sent by the clock.

A letter that a transaction wrote is sent if and only if that transaction held. Whoever sends claims
a letter by moving its next attempt ahead: a sender that dies anywhere leaves one that is tried
again. So a letter may, once in a blue moon, come twice; it is never lost.
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from smtplib import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPServerDisconnected,
)
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.core.clock import OSLO, local
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Invalid, NotAllowed, WrongState
from difi_sosial.people import queries
from difi_sosial.people.enums import Pace
from difi_sosial.people.models import Letter, User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may

log = logging.getLogger(__name__)

# How long to wait after each attempt; after the last one a person is told.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 180, 360, 720, 1440))
# One round ends well before the next begins, whatever the mail server does (20 s per letter).
SECONDS = 30.0
DIGEST_AT = time(7)
KEPT = timedelta(days=90)
# An SMTPException is an OSError; these and other OSErrors say that nobody is at home for us.
NOBODY_HOME = (SMTPServerDisconnected, SMTPConnectError, SMTPAuthenticationError)
HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


class Unreachable(Exception):
    """The mail server does not answer: the other letters need not try now."""


@transaction.atomic
def tell(
    *,
    to: Iterable[User],
    subject: str | Promise,
    text: str | Promise,
    path: str,
    key: str,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
    reminder: bool = False,
    personal: bool = False,
) -> int:
    """Write one letter to each active person of `to`, in their own language form.

    The stand-in of one who is away gets it too, and is told on whose behalf, unless what is asked
    is `personal`: that nobody else can do.

    `subject` and `text` are lazy gettext strings with `%(name)s` for `facts` (dates are written
    out, lazy strings in the reader's language); `text` is one short paragraph: what happened, what
    you must do, by when. `path` is the page where they act. The same `key` tells a person once. A
    `reminder` can be turned off by the one who gets it; other letters can wait for the daily
    digest, but not be turned off. Returns how many letters were new.
    """
    known = list(dict.fromkeys(to))
    covered = {} if personal else queries.deputies_of(known, local(at).date())
    wanted = [one for one in dict.fromkeys([*known, *covered]) if _wants(one, reminder)]
    told = set(
        Letter.objects.filter(key=key, recipient__in=wanted).values_list("recipient_id", flat=True)
    )
    fields = {"path": path, "key": key, "created_at": at}
    letters = [
        _written(one, subject, (text, covered.get(one, ())), facts or {}, reminder, **fields)
        for one in wanted
        if one.pk not in told
    ]
    Letter.objects.bulk_create(letters, ignore_conflicts=True)
    return len(letters)


def _wants(person: User, reminder: bool) -> bool:
    return person.is_active and not (reminder and person.reminder_pace == Pace.NONE)


def _written(
    person: User,
    subject: str | Promise,
    body: tuple[str | Promise, Sequence[User]],
    facts: Mapping[str, Any],
    reminder: bool,
    **fields: Any,
) -> Letter:
    text, away = body
    daily = (person.reminder_pace if reminder else person.letter_pace) == Pace.DAILY
    at = fields["created_at"]
    with translation.override(person.language):
        letter = Letter(
            recipient=person,
            # A line break in a subject would begin a new header.
            subject=" ".join(_filled(subject, facts).split())[:300],
            text=_on_behalf(away) + _filled(text, facts).strip(),
            in_digest=daily,
            next_attempt_at=_next_digest(at) if daily else at,
            **fields,
        )
    if not person.email:
        letter.given_up_at, letter.reason = at, _("Personen har ingen e-postadresse.")
    return letter


def _on_behalf(away: Sequence[User]) -> str:
    """The sentence that a stand-in's letter begins with; nothing for others."""
    if not away:
        return ""
    names = ", ".join(person.name for person in away)
    return (
        _("Du får dette på vegne av %(names)s, som du er stedfortreder for.") % {"names": names}
        + " "
    )


def _filled(pattern: str | Promise, facts: Mapping[str, Any]) -> str:
    """The sentence with its facts; must be called under the reader's language."""
    shown = {
        name: date_format(fact, "j. F Y") if isinstance(fact, date) else fact
        for name, fact in facts.items()
    }
    return str(pattern) % shown if shown else str(pattern)


def _next_digest(at: datetime) -> datetime:
    """The next morning (Europe/Oslo) that has not been yet."""
    morning = datetime.combine(local(at).date(), DIGEST_AT, OSLO)
    return morning if morning > at else morning + timedelta(days=1)


def send_due(*, at: datetime, seconds: float = SECONDS) -> int:
    """Send what is due, for at most about `seconds`. Returns how many letters went out.

    Any number of senders may run at once: each claims its own letters.
    """
    end, sent = monotonic() + seconds, 0
    _give_up_spent(at)
    while monotonic() < end and (letters := _claim(at)):
        try:
            sent += _send(letters, at)
        except Unreachable:
            break
    return sent


def _give_up_spent(at: datetime) -> None:
    """Letters whose last attempt was never finished: their sender died."""
    queries.unsent().filter(attempts__gte=len(PAUSES), next_attempt_at__lte=at).update(
        given_up_at=at
    )


@transaction.atomic
def _claim(at: datetime) -> list[Letter]:
    """The next letter that is due, or everything that shall be in one person's digest."""
    due = (
        queries.unsent()
        .filter(next_attempt_at__lte=at, attempts__lt=len(PAUSES), recipient__is_active=True)
        .select_related("recipient")
        .select_for_update(skip_locked=True, of=("self",))
    )
    first = due.order_by("next_attempt_at", "pk").first()
    if first is None:
        return []
    together = due.filter(recipient=first.recipient, in_digest=True).order_by("created_at", "pk")
    letters = list(together) if first.in_digest else [first]
    for letter in letters:
        letter.next_attempt_at = at + PAUSES[letter.attempts]
        letter.attempts += 1
    Letter.objects.bulk_update(letters, ["next_attempt_at", "attempts"])
    return letters


def _send(letters: list[Letter], at: datetime) -> int:
    """Send one mail with these letters and note how it went. Raises Unreachable."""
    rows = Letter.objects.filter(pk__in=[letter.pk for letter in letters])
    try:
        _mail(letters).send()
    except SMTPRecipientsRefused as refused:
        answers = [f"{code} {answer!r}" for code, answer in refused.recipients.values()]
        lasting = all(code >= 500 for code, _answer in refused.recipients.values())
        _note_failure(rows, letters, at, "; ".join(answers), lasting=lasting)
        return 0
    except (OSError, SMTPException) as error:
        _note_failure(rows, letters, at, f"{type(error).__name__}: {error}")
        if isinstance(error, NOBODY_HOME) or not isinstance(error, SMTPException):
            raise Unreachable from error
        return 0
    return rows.update(sent_at=at, reason="")


def _note_failure(
    rows: Any, letters: list[Letter], at: datetime, reason: str, *, lasting: bool = False
) -> None:
    spent = lasting or letters[0].attempts >= len(PAUSES)
    log.warning("A letter did not get away (%s tries): %s", letters[0].attempts, reason)
    rows.update(reason=reason[:300], given_up_at=at if spent else None)


def _mail(letters: list[Letter]) -> EmailMessage:
    """One letter as it is, or several as a digest."""
    person = letters[0].recipient
    rows = [(letter, settings.SITE_URL + letter.path) for letter in letters]
    with translation.override(person.language):
        context = {
            "person": person,
            "rows": rows,
            "agency_name": settings.AGENCY_NAME,
            "settings_url": settings.SITE_URL + reverse("people:profile"),
        }
        subject = letters[0].subject if len(rows) == 1 else _digest_subject(len(rows))
        name = "letter" if len(rows) == 1 else "digest"
        body = render_to_string(f"people/email/{name}.txt", context)
    return EmailMessage(subject, body.strip() + "\n", to=[person.email], headers=HEADERS)


def _digest_subject(count: int) -> str:
    return ngettext(
        "%(count)d beskjed om sosiale medier", "%(count)d beskjeder om sosiale medier", count
    ) % {"count": count}


@transaction.atomic
def send_again(*, letter: Letter, by: User, at: datetime) -> Letter:
    """Try a letter that was given up once more, from the beginning."""
    if not may(by, Permission.PEOPLE_WRITE):
        raise NotAllowed(_("Bare en administrator kan sende brev på nytt."))
    letter = lock(letter)
    if letter.given_up_at is None:
        raise WrongState(_("Brevet er alt på vei. Last siden på nytt."))
    if not letter.recipient.is_active:
        raise WrongState(_("Mottakeren er sperret og får ikke e-post."))
    letter.given_up_at, letter.reason, letter.attempts = None, "", 0
    letter.next_attempt_at = at
    letter.save(update_fields=["given_up_at", "reason", "attempts", "next_attempt_at"])
    audit.record(Event.LETTER_SENT_AGAIN, by=by, thing=letter, at=at)
    return letter


def forget_old(*, at: datetime) -> int:
    """Delete letters that are done with: they tell who was asked to do what. Returns how many."""
    old = Letter.objects.filter(created_at__lt=at - KEPT)
    done = old.exclude(sent_at=None, given_up_at=None) | old.filter(recipient__is_active=False)
    return Letter.objects.filter(pk__in=done.values("pk")).delete()[0]


def choose_letters(*, user: User, letter_pace: str, reminder_pace: str) -> None:
    """Keep a person's own choice of how often letters come.

    Raises Invalid for letters that are turned off: what waits for somebody must reach them.
    """
    if letter_pace not in (Pace.AT_ONCE, Pace.DAILY) or reminder_pace not in Pace.values:
        raise Invalid(_("Velg hvor ofte du vil ha e-post."))
    User.objects.filter(pk=user.pk).update(letter_pace=letter_pace, reminder_pace=reminder_pace)
