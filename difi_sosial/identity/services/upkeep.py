"""What the clock reminds of every morning: checks, measures, cases and findings to look at again.

A letter's key holds the day or the week, so that a task that runs twice tells nobody twice.
"""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from difi_sosial.core.clock import local_date
from difi_sosial.identity.enums import CASE_OVER, UNFINISHED, CheckState
from difi_sosial.identity.models import Check, Finding, Impersonation, Measure
from difi_sosial.identity.queries import to_look_at
from difi_sosial.identity.services import letters

SOON = timedelta(days=7)


def remind(*, at: datetime) -> int:
    """Remind of what is due within a week, and once a week of what is late. Returns letters."""
    today = local_date(at)
    return sum(kind(today, at) for kind in (_checks, _submitted, _measures, _cases, _findings))


def _week(today: date) -> str:
    """Part of a letter's key: once in each week."""
    return f"{today.isocalendar().year}-{today.isocalendar().week}"


def _mark(due_on: date, today: date) -> str:
    """Part of a letter's key: once before the day, and once in each week after it."""
    if due_on >= today:
        return f"soon:{due_on}"
    return f"late:{due_on}:{(today - due_on).days // 7}"


def _checks(today: date, at: datetime) -> int:
    found = Check.objects.filter(state=CheckState.OPEN, due_on__lte=today + SOON)
    return sum(
        letters.about_check(
            check,
            to=[check.leader, *(letters.leaders() if check.due_on < today else ())],
            subject=_("%(check)s av nettidentiteten har frist %(day)s"),
            text=_("Gjør sjekken ferdig og send den til kommunikasjonssjefen."),
            key=_mark(check.due_on, today),
            at=at,
            reminder=True,
        )
        for check in found.select_related("leader")
    )


def _submitted(today: date, at: datetime) -> int:
    waiting = Check.objects.filter(state=CheckState.SUBMITTED, submitted_at__lte=at - SOON)
    return sum(
        letters.about_check(
            check,
            to=[one for one in letters.leaders() if one.pk != check.submitted_by_id],
            subject=_("%(check)s av nettidentiteten venter på deg"),
            text=_("Les oppsummeringen og ta sjekken til etterretning."),
            key=f"waits:{_week(today)}",
            at=at,
            reminder=True,
        )
        for check in waiting
    )


def _measures(today: date, at: datetime) -> int:
    found = Measure.objects.filter(state__in=UNFINISHED, due_on__lte=today + SOON)
    return sum(
        letters.about_measure(
            measure,
            subject=_("Et tiltak i nettidentiteten har frist %(day)s"),
            text=_("%(what)s. Skriv hva som er gjort, eller at det ikke lot seg gjøre."),
            key=_mark(measure.due_on, today),
            at=at,
            reminder=True,
        )
        for measure in found.select_related("owner", "finding")
        if measure.due_on
    )


def _cases(today: date, at: datetime) -> int:
    found = Impersonation.objects.exclude(state__in=CASE_OVER).filter(due_on__lte=today)
    return sum(
        letters.about_case(
            case,
            to=[case.opened_by, *(letters.leaders() if case.due_on < today else ())],
            subject=_("En sak om etterligning må følges opp"),
            text=_("Neste frist var %(day)s. Gjør det neste steget, eller sett en ny frist."),
            key=_mark(case.due_on, today),
            at=at,
            reminder=True,
        )
        for case in found.select_related("opened_by")
        if case.due_on
    )


def _findings(today: date, at: datetime) -> int:
    count = Finding.objects.filter(to_look_at(today)).count()
    if not count:
        return 0
    return letters.about_findings(
        count=count,
        subject=_("Noe i nettidentiteten skal ses på igjen"),
        text=_(
            "%(count)s funn har nådd dagen for neste kontroll. Se på dem, og skriv hva dere så."
        ),
        key=_week(today),
        at=at,
    )
