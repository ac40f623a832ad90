"""A case about impersonation, from suspicion to a warning to the public, with reasons."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from difi_sosial.audit.enums import Event
from difi_sosial.audit.services import record
from difi_sosial.core.clock import local_date
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Invalid
from difi_sosial.core.workdays import add_workdays
from difi_sosial.identity.enums import (
    CASE_OVER,
    LIVE,
    CaseAction,
    FindingAction,
    Kind,
    Official,
)
from difi_sosial.identity.models import Finding, Impersonation, ImpersonationStep
from difi_sosial.identity.services import letters
from difi_sosial.identity.services.findings import log_move, move
from difi_sosial.identity.services.guard import guard, still_there
from difi_sosial.identity.services.journalling import register_step
from difi_sosial.identity.workflow import IMPERSONATION
from difi_sosial.people.models import User

# Working days until somebody must act again, after each step that leaves the case open.
PATIENCE = {
    CaseAction.DOCUMENT: 1,
    CaseAction.REPORT: 3,
    CaseAction.FOLLOW_UP: 3,
    CaseAction.REMOVED: 1,
    CaseAction.REFUSED: 1,
}
JOURNALLED = (
    *(CaseAction.REPORT, CaseAction.REMOVED, CaseAction.REFUSED),
    *(CaseAction.TELL, CaseAction.CLOSE),
)
# What each step may write, besides its reason.
FACTS = {
    CaseAction.REPORT: ("way", "reference"),
    CaseAction.FOLLOW_UP: ("reference",),
    CaseAction.TELL: ("warning_nb", "warning_nn", "told_where"),
}
NEEDS = {
    "way": gettext_lazy("Velg hvordan dere meldte fra."),
    "told_where": gettext_lazy("Skriv hvor dere varslet."),
    "warning_nb": gettext_lazy("Skriv varselet på bokmål."),
    "warning_nn": gettext_lazy("Skriv varselet på nynorsk."),
}


@transaction.atomic
def open_case(*, finding: Finding, harm: str, by: User, at: datetime) -> Impersonation:
    """Somebody may pretend to be us. The finding becomes one of type D.

    Raises Invalid for an account of our own, or when a case is open.
    """
    guard(by)
    finding = still_there(lock(finding))
    if finding.account_id or finding.official == Official.YES or finding.kind == Kind.EMPLOYEE:
        raise Invalid(_("Dette er en av deres egne. Rett funnet først hvis det er feil."))
    if not harm.strip():
        raise Invalid(_("Skriv hva den gjør."))
    if finding.cases.exclude(state__in=CASE_OVER).exists():
        raise Invalid(_("En sak om dette funnet er alt åpen."))
    finding.kind, finding.official, finding.stance = Kind.IMPERSONATOR, Official.NO, ""
    finding.score = finding.ratings = finding.unanswered = None
    finding.save()
    case = Impersonation.objects.create(
        finding=finding,
        harm=harm.strip(),
        opened_at=at,
        opened_by=by,
        due_on=add_workdays(local_date(at), 1),
    )
    letters.about_case(
        case,
        to=[person for person in letters.leaders() if person != by],
        subject=gettext_lazy("Noen kan utgi seg for å være oss"),
        text=gettext_lazy("Bevisene skal være sikret innen %(day)s. Les saken."),
        key="opened",
        at=at,
    )
    record(Event.IMPERSONATION_SUSPECTED, by=by, thing=case, at=at)
    return case


@transaction.atomic
def act_on_case(
    *,
    case: Impersonation,
    action: str,
    by: User,
    at: datetime,
    reason: str = "",
    facts: Mapping[str, Any] | None = None,
    due_on: date | None = None,
) -> Impersonation:
    """Take a step. `facts` are those of FACTS for the step; `due_on` is when to act next.

    Raises Invalid when there is no evidence to report with, or something that the step needs is
    not there. What goes out of the house, and what ends the case, becomes a journal record. The
    reason stands in the step: the case is deleted one day, and the log is not.
    """
    case = lock(case)
    case.finding = lock(case.finding)
    before, step = case.state, CaseAction(action)
    case.state = IMPERSONATION.check(step, state=before, by=by, thing=case, reason=reason)
    _write(case, step, facts or {}, at)
    _demand(case, step)
    case.due_on = _next(case, step, due_on, at)
    case.save()
    taken = _kept(case, step, before, reason, by, at)
    was = _gone(case, step, by, at, reason)
    if step in JOURNALLED:
        register_step(taken, by=by, at=at)
    if was:
        log_move(case.finding, was, by=by, at=at, reason=reason)
    record(
        Event.IMPERSONATION_MOVED,
        by=by,
        thing=case,
        at=at,
        before={"state": before},
        after={"state": case.state, "action": step, "step": taken.pk},
    )
    return case


def _kept(
    case: Impersonation, step: CaseAction, before: str, reason: str, by: User, at: datetime
) -> ImpersonationStep:
    return ImpersonationStep.objects.create(
        case=case,
        action=step,
        source=before,
        target=case.state,
        reason=reason.strip(),
        facts={name: str(getattr(case, name)) for name in FACTS.get(step, ())},
        by=by,
        at=at,
    )


def _gone(case: Impersonation, step: CaseAction, by: User, at: datetime, reason: str) -> str:
    """What the platform has removed is gone from the net; the state it had, or nothing."""
    if step != CaseAction.REMOVED or case.finding.state not in LIVE:
        return ""
    return move(case.finding, FindingAction.GONE, by=by, at=at, reason=reason)


def _write(case: Impersonation, step: CaseAction, facts: Mapping[str, Any], at: datetime) -> None:
    for name in FACTS.get(step, ()):
        if given := str(facts.get(name) or "").strip():
            setattr(case, name, given)
    if step == CaseAction.REPORT:
        case.reported_at = at
    if step == CaseAction.TELL:
        case.told_at = at


def _demand(case: Impersonation, step: CaseAction) -> None:
    """Evidence before anything is reported, and all that the step says."""
    if step in (CaseAction.DOCUMENT, CaseAction.REPORT) and not case.finding.evidence.exists():
        raise Invalid(_("Legg ved minst ett skjermbilde eller en kopi av siden før dere melder."))
    for name in FACTS.get(step, ()):
        if name in NEEDS and not getattr(case, name):
            raise Invalid(NEEDS[name])


def _next(case: Impersonation, step: CaseAction, due_on: date | None, at: datetime) -> date | None:
    """The day to act again; none when the case is over."""
    if case.state in CASE_OVER:
        return None
    today = local_date(at)
    if due_on is not None and due_on < today:
        raise Invalid(_("Velg en frist fram i tid."))
    days = PATIENCE.get(step)
    if due_on is None and days is None:
        return case.due_on
    return due_on or add_workdays(today, days or 1)


def suggested_warning(case: Impersonation, language: str) -> str:
    """A text to begin with, in bokmål (nb) or nynorsk (nn); it names the account and no person."""
    words = SUGGESTED["nn" if language == "nn" else "nb"]
    where = case.finding.platform or case.finding.url or case.finding.name
    return words % {"name": case.finding.name, "where": where}


SUGGESTED = {
    "nb": (
        "Noen utgir seg for å være oss med kontoen %(name)s (%(where)s). Den er ikke vår. "
        "Ikke svar den, ikke følg lenker derfra, og ikke gi fra deg kortnummer, passord eller "
        "fødselsnummer. Har du gjort det, ring banken din og meld fra til politiet. "
        "Du finner alle kontoene våre på nettstedet vårt."
    ),
    "nn": (
        "Nokon gir seg ut for å vere oss med kontoen %(name)s (%(where)s). Han er ikkje vår. "
        "Ikkje svar, ikkje følg lenkjer derifrå, og ikkje gi frå deg kortnummer, passord eller "
        "fødselsnummer. Har du gjort det, ring banken din og meld frå til politiet. "
        "Du finn alle kontoane våre på nettstaden vår."
    ),
}
