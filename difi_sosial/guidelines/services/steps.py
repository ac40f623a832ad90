"""What every step has in common: lock, check, and the event it leaves."""

from datetime import datetime

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Conflict, Invalid, WrongState
from difi_sosial.core.templatetags.sosial import moment
from difi_sosial.core.workflow import overtaken
from difi_sosial.guidelines import queries, rules
from difi_sosial.guidelines.enums import Action, State
from difi_sosial.guidelines.models import GuidelineVersion
from difi_sosial.guidelines.workflow import WORKFLOW
from difi_sosial.hearing import queries as hearings
from difi_sosial.people.models import User


def step(
    version: GuidelineVersion,
    action: Action,
    by: User | None,
    *,
    reason: str = "",
    edition: int | None = None,
) -> tuple[GuidelineVersion, str]:
    """The locked version with its new state set but not saved, and the state it had.

    `edition` is the one that the person read: raises Conflict when the text is another now, and
    when somebody else decided what this person was about to decide.
    """
    version = lock(version)
    if version.state == State.SUBMITTED:
        prefetch_related_objects([version], "approvals", "authors")  # the rules ask many times
    if edition is not None and edition != version.edition:
        raise Conflict(_("Teksten er endret etter at du leste den. Les den på nytt først."))
    before = version.state
    try:
        version.state = WORKFLOW.check(action, state=before, by=by, thing=version, reason=reason)
    except WrongState as error:
        is_decision = action in {Action.APPROVE, Action.RETURN}
        raise (overtaken(version) if is_decision else None) or error from None
    return version, before


def guard_seen(version: GuidelineVersion, seen: int) -> None:
    """Somebody else took the step that this person read, by its order: tell who."""
    taken = [row for row in rules.round_now(version) if row.order == seen and row.approved_by]
    if taken and version.state == State.SUBMITTED:
        text = _("%(who)s godkjente dette steget %(when)s. Ditt valg er ikke lagret.")
        facts = {"who": taken[0].approved_by, "when": moment(taken[0].approved_at)}
        raise Conflict(text % facts)


def guard_heard(version: GuidelineVersion, otherwise: str, by: User | None = None) -> None:
    """Somebody spoke for the employees who did not write; the database asks too, at approval.

    `by` is about to become one of those who wrote. Raises Invalid with `otherwise`.
    """
    wrote = rules.authors_of(version) | ({by.pk} if by else set())
    heard = hearings.was_represented(queries.source_key(version), but_not=wrote)
    if version.heard_at is None or not heard:
        raise Invalid(otherwise)


def on_behalf_of(away: User | None) -> dict[str, str]:
    """What the log says of a step that a stand-in took."""
    return {"on_behalf_of": str(away)} if away else {}


def told(
    event: Event,
    version: GuidelineVersion,
    before: str,
    *,
    by: User | None,
    at: datetime,
    reason: str = "",
    **facts: object,
) -> GuidelineVersion:
    """Leave the event of a step. The log is the last lock that a verb takes."""
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
