"""Deciding: the steps of the workflow, each in one transaction."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.core.clock import local, local_date
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Conflict, Invalid, WrongState
from difi_sosial.guidelines import queries, records, rules
from difi_sosial.guidelines.enums import Action, State
from difi_sosial.guidelines.models import GuidelineVersion
from difi_sosial.guidelines.workflow import WORKFLOW
from difi_sosial.journal import services as journal
from difi_sosial.people.models import User

MAX_NAMED = 8


@transaction.atomic
def submit(*, version: GuidelineVersion, by: User, at: datetime) -> GuidelineVersion:
    """Ask for approval. Raises Invalid with the parts that have no text yet."""
    version, before = _step(version, Action.SUBMIT, by)
    lacking = rules.missing(version.sections.all())
    if lacking:
        names = ", ".join(f"«{section.heading}»" for section in lacking[:MAX_NAMED])
        raise Invalid(_("Skriv tekst i disse delene først: %(parts)s.") % {"parts": names})
    version.submitted_by, version.submitted_at = by, at
    version.save(update_fields=["state", "submitted_by", "submitted_at", "updated_at"])
    version.authors.add(by)
    return _told(Event.GUIDELINE_SUBMITTED, version, before, by=by, at=at)


@transaction.atomic
def approve(*, version: GuidelineVersion, by: User, at: datetime) -> GuidelineVersion:
    """Approve and freeze, and hand the record over to the journal, in one transaction.

    Of two approvers at the same moment one wins; the other gets Conflict and is told who it was.
    """
    version, before = _step(version, Action.APPROVE, by)
    version.approved_by, version.approved_at = by, at
    version.frozen = queries.canonical_bytes(version, version.sections.all())
    version.checksum = queries.checksum(version.frozen)
    version.save(
        update_fields=["state", "approved_by", "approved_at", "frozen", "checksum", "updated_at"]
    )
    journal.register_draft(draft=records.approval(version), by=by, at=at)
    return _told(Event.GUIDELINE_APPROVED, version, before, by=by, at=at, checksum=version.checksum)


@transaction.atomic
def return_to_authors(
    *, version: GuidelineVersion, by: User, at: datetime, reason: str
) -> GuidelineVersion:
    """Send back with a reason that the authors read on the page."""
    version, before = _step(version, Action.RETURN, by, reason)
    version.returned_by, version.returned_at, version.returned_reason = by, at, reason.strip()
    version.save(
        update_fields=["state", "returned_by", "returned_at", "returned_reason", "updated_at"]
    )
    return _told(Event.GUIDELINE_RETURNED, version, before, by=by, at=at, reason=reason)


@transaction.atomic
def reopen(*, version: GuidelineVersion, by: User, at: datetime) -> GuidelineVersion:
    """Make it a draft again, after a return or to take a submission back."""
    version, before = _step(version, Action.REOPEN, by)
    version.submitted_by, version.submitted_at = None, None
    version.save(update_fields=["state", "submitted_by", "submitted_at", "updated_at"])
    return _told(Event.GUIDELINE_REOPENED, version, before, by=by, at=at)


@transaction.atomic
def put_in_force(*, version: GuidelineVersion, by: User, at: datetime) -> GuidelineVersion:
    """Let it apply from today; the version that did is superseded. The review is due in a year."""
    guideline = lock(version.guideline)
    version, before = _step(version, Action.PUT_IN_FORCE, by)
    today = local_date(at)
    for old in guideline.versions.filter(state=State.IN_FORCE):
        _supersede(old, at=at)
    version.in_force_from = today
    version.review_on = version.review_on or rules.a_year_after(today)
    version.save(update_fields=["state", "in_force_from", "review_on", "updated_at"])
    guideline.title = version.title
    guideline.save(update_fields=["title", "updated_at"])
    return _told(Event.GUIDELINE_IN_FORCE, version, before, by=by, at=at)


@transaction.atomic
def withdraw(*, version: GuidelineVersion, by: User, at: datetime, reason: str) -> GuidelineVersion:
    """Take a version out of use for good; what was approved stays readable to the staff."""
    version, before = _step(version, Action.WITHDRAW, by, reason)
    if before == State.IN_FORCE:
        version.in_force_until = local_date(at)
    version.save(update_fields=["state", "in_force_until", "updated_at"])
    return _told(Event.GUIDELINE_WITHDRAWN, version, before, by=by, at=at, reason=reason)


def take(
    *, action: str, version: GuidelineVersion, by: User, at: datetime, reason: str = ""
) -> GuidelineVersion:
    """Take the step that a button on the page names. Raises Invalid for an unknown one."""
    plain: dict[str, Callable[..., GuidelineVersion]] = {
        Action.SUBMIT: submit,
        Action.APPROVE: approve,
        Action.REOPEN: reopen,
        Action.PUT_IN_FORCE: put_in_force,
    }
    reasoned = {Action.RETURN: return_to_authors, Action.WITHDRAW: withdraw}
    if action in plain:
        return plain[action](version=version, by=by, at=at)
    if action in reasoned:
        return reasoned[Action(action)](version=version, by=by, at=at, reason=reason)
    raise Invalid(_("Velg hva du vil gjøre."))


def _step(
    version: GuidelineVersion, action: Action, by: User, reason: str = ""
) -> tuple[GuidelineVersion, str]:
    """The locked version with its new state set but not saved, and the state it had."""
    version = lock(version)
    before = version.state
    try:
        version.state = WORKFLOW.check(action, state=before, by=by, thing=version, reason=reason)
    except WrongState as error:
        raise _beaten(version, action) or error from None
    return version, before


def _beaten(version: GuidelineVersion, action: Action) -> Conflict | None:
    """Who was faster, when somebody decided what this person was about to decide."""
    if action not in {Action.APPROVE, Action.RETURN}:
        return None
    if version.approved_by and version.approved_at:
        text, who, when = _("godkjente"), version.approved_by, version.approved_at
    elif version.state == State.RETURNED and version.returned_by and version.returned_at:
        text, who, when = _("returnerte"), version.returned_by, version.returned_at
    else:
        return None
    return Conflict(
        _("%(who)s %(did)s denne versjonen %(day)s kl. %(time)s. Ditt valg er ikke lagret.")
        % {
            "who": who,
            "did": text,
            "day": local(when).strftime("%d.%m.%Y"),
            "time": local(when).strftime("%H.%M"),
        }
    )


def _supersede(old: GuidelineVersion, *, at: datetime) -> None:
    old = lock(old)
    before = old.state
    old.state = WORKFLOW.check(Action.SUPERSEDE, state=before, by=None, thing=old)
    old.in_force_until = local_date(at)
    old.save(update_fields=["state", "in_force_until", "updated_at"])
    _told(Event.GUIDELINE_SUPERSEDED, old, before, by=None, at=at)


def _told(
    event: Event,
    version: GuidelineVersion,
    before: str,
    *,
    by: User | None,
    at: datetime,
    reason: str = "",
    **facts: str,
) -> GuidelineVersion:
    audit.record(
        event,
        by=by,
        thing=version,
        at=at,
        before={"state": before},
        after={"state": version.state, **facts},
        reason=reason.strip(),
    )
    return version
