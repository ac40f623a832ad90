"""What is done about one mention. Each verb: lock, check, change, log, in one transaction."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.core.clock import local_date
from difi_sosial.core.db import Slot, lock, prepared
from difi_sosial.core.errors import Invalid, NotAllowed, WrongState
from difi_sosial.dialogue import queries, records, rules
from difi_sosial.dialogue.enums import Action, Result
from difi_sosial.dialogue.models import JournalAssessment, Response, Triage
from difi_sosial.dialogue.workflow import WORKFLOW
from difi_sosial.journal import services as journal
from difi_sosial.journal.enums import SignOffMethod
from difi_sosial.journal.models import RegistryEntry
from difi_sosial.law import queries as law
from difi_sosial.monitoring.models import Mention
from difi_sosial.monitoring.services import mentions
from difi_sosial.people.models import Unit, User

EVENTS: Mapping[str, Event] = {
    Action.TRIAGE: Event.MENTION_TRIAGED,
    Action.ASSIGN: Event.MENTION_ASSIGNED,
    Action.ANSWER: Event.MENTION_ANSWERED,
    Action.REFER: Event.MENTION_REFERRED,
    Action.LEAVE: Event.MENTION_NO_ANSWER,
    Action.ASSESS: Event.MENTION_ASSESSED,
    Action.CLOSE: Event.MENTION_CLOSED,
    Action.REOPEN: Event.MENTION_REOPENED,
}

_follow_up = prepared(lambda: Triage.objects.filter(mention=Slot("mention")).values_list("pk"))


@transaction.atomic
def triage(
    *, mention: Mention, by: User, at: datetime, kind: str, urgency: int, note: str = ""
) -> Triage:
    """Say what a mention is. The answer's due time follows from the account's promise."""
    thing = _locked(mention)
    thing.kind, thing.note = kind, note
    thing.urgency = rules.urgency_of(kind, urgency)
    hours = queries.promised_hours(mention.source.channel, kind)
    thing.due_at = rules.due_at(kind, mention.posted_at, hours)
    return _step(thing, Action.TRIAGE, by=by, at=at, after={"kind": kind})


@transaction.atomic
def assign(*, mention: Mention, by: User, at: datetime, to: User) -> Triage:
    """Take a mention or hand it to somebody who may follow it up."""
    thing = _locked(mention)
    WORKFLOW.check(Action.ASSIGN, state=thing.state, by=by, thing=thing)
    if not rules.may_follow_up(to, thing):
        raise Invalid(_("%(name)s kan ikke følge opp omtaler. Velg en annen.") % {"name": to.name})
    if not rules.may_assign_to(by, thing, to):
        raise NotAllowed(_("Be kommunikasjonssjefen om å tildele omtalen til andre."))
    thing.assigned_to, thing.assigned_at = to, at
    return _step(thing, Action.ASSIGN, by=by, at=at, after={"to": to.name})


@transaction.atomic
def answer(
    *,
    mention: Mention,
    by: User,
    at: datetime,
    text: str,
    published_at: datetime,
    language: str = "nb",
    url: str = "",
) -> Response:
    """Write down an answer that was given in the channel. The response clock stops at the first."""
    thing = _locked(mention)
    if published_at > at:
        raise Invalid(_("Tidspunktet for svaret kan ikke være fram i tid."))
    response = Response.objects.create(
        triage=_step(thing, Action.ANSWER, by=by, at=at, responded_at=published_at),
        text=text,
        language=language,
        url=url,
        published_at=published_at,
        written_by=by,
        created_at=at,
    )
    return response


@transaction.atomic
def refer(*, mention: Mention, by: User, at: datetime, unit: Unit, reason: str) -> Triage:
    """Hand the matter to the unit whose task it is (guidance duty, forvaltningsloven § 11)."""
    thing = _locked(mention)
    thing.referred_to, thing.closing_reason = unit, reason
    return _step(
        thing, Action.REFER, by=by, at=at, reason=reason, after={"unit": unit.name}, responded_at=at
    )


@transaction.atomic
def leave(*, mention: Mention, by: User, at: datetime, reason: str) -> Triage:
    """Decide that no answer is needed, and why."""
    thing = _locked(mention)
    thing.closing_reason = reason
    return _step(thing, Action.LEAVE, by=by, at=at, reason=reason)


@transaction.atomic
def assess(
    *,
    mention: Mention,
    by: User,
    at: datetime,
    conditions: Mapping[str, bool],
    result: str,
    reason: str,
) -> JournalAssessment:
    """Judge a mention by the four conditions; a yes becomes a registry entry at once.

    `conditions` has the four boolean fields of JournalAssessment. Raises Invalid when the result
    does not follow from the answers. The reason is kept also when the answer is no.
    """
    thing = _locked(mention)
    if result not in rules.open_results(tuple(conditions.values())):
        raise Invalid(_("Resultatet passer ikke med svarene på de fire vilkårene."))
    WORKFLOW.check(Action.ASSESS, state=thing.state, by=by, thing=thing, reason=reason)
    entry = None
    if result == Result.REGISTRY_ENTRY:
        entry = _to_journal(thing, mention, by=by, at=at)
    thing = _step(thing, Action.ASSESS, by=by, at=at, reason=reason, after={"result": result})
    if result in (Result.REGISTRY_ENTRY, Result.RECORD_NOTE):
        mentions.keep(mention=mention)
    return JournalAssessment.objects.create(
        triage=thing,
        **conditions,
        result=result,
        reason=reason,
        rule=_journal_rule(at),
        assessed_by=by,
        assessed_at=at,
        entry=entry,
    )


@transaction.atomic
def close(*, mention: Mention, by: User, at: datetime) -> Triage:
    """Nothing more is to be done."""
    return _step(_locked(mention), Action.CLOSE, by=by, at=at)


@transaction.atomic
def reopen(*, mention: Mention, by: User, at: datetime, reason: str) -> Triage:
    """Take it up again; what was answered and judged stays."""
    thing = _locked(mention)
    thing.assigned_to = thing.assigned_at = None
    return _step(thing, Action.REOPEN, by=by, at=at, reason=reason)


def _locked(mention: Mention) -> Triage:
    """The mention's follow-up under a row lock; made when this is the first touch.

    The mention is locked first, so that the clock does not delete it under our hands. Raises
    WrongState when it has done so already.
    """
    try:
        held = lock(mention)
    except Mention.DoesNotExist:
        text = _("Dette kan ikke gjøres nå. Noen kan ha endret det. Last siden på nytt.")
        raise WrongState(text) from None
    if held.head_id is not None:
        raise WrongState(_("Det samme innlegget står hos en annen kilde. Følg opp den omtalen."))
    known = _follow_up(values={"mention": held.pk})
    thing = lock(Triage(pk=known[0][0]) if known else _made(held))
    # It is not read once more: nobody hands the follow-up over while we hold the mention.
    thing.mention = held
    return thing


def _made(mention: Mention) -> Triage:
    made, _is_new = Triage.objects.get_or_create(
        mention=mention,
        defaults={"mention_uuid": mention.uuid, "channel_id": mention.source.channel_id},
    )
    return made


def hand_over(mention: Mention, heir: Mention) -> None:
    """The same post elsewhere takes over: the follow-up goes with it, unless it has its own."""
    if not Triage.objects.filter(mention=heir).exists():
        Triage.objects.filter(mention=mention).update(mention=heir, mention_uuid=heir.uuid)


def _step(
    thing: Triage,
    action: Action,
    *,
    by: User,
    at: datetime,
    reason: str = "",
    after: Any = None,
    responded_at: datetime | None = None,
) -> Triage:
    """Move along the table, save, keep the mention's own status equal, and tell the log."""
    before = thing.state
    thing.state = WORKFLOW.check(action, state=before, by=by, thing=thing, reason=reason)
    if responded_at and thing.responded_at is None:
        thing.responded_at = responded_at
    thing.save()
    if thing.mention:
        held_as = rules.retention_of(thing.state, thing.kind, thing.responded_at is not None)
        mentions.set_status(mention=thing.mention, status=thing.state, retention=held_as, at=at)
    audit.record(
        EVENTS[action],
        by=by,
        thing=thing,
        at=at,
        before={"state": before},
        after={"state": thing.state, **(after or {})},
        reason=reason,
    )
    return thing


def _to_journal(thing: Triage, mention: Mention, *, by: User, at: datetime) -> RegistryEntry:
    """The post becomes an incoming entry; each answer an outgoing one, the first signs it off."""
    entry = journal.register_draft(draft=records.incoming(thing, mention, by=by), by=by, at=at)
    drafts = [
        records.outgoing(thing, mention, response)
        for response in thing.responses.select_related("written_by__unit")
    ]
    open_entry = not hasattr(entry, "sign_off")
    for draft in drafts:
        answer_entry = journal.register_draft(draft=draft, by=by, at=at)
        if open_entry:
            journal.sign_off(
                entry=entry, method=SignOffMethod.NOTED, answer=answer_entry, by=by, at=at
            )
            open_entry = False
    if open_entry:
        journal.sign_off(entry=entry, method=SignOffMethod.INFORMATION, by=by, at=at)
    return entry


def _journal_rule(at: datetime) -> str:
    """The rule as it is on the day; kept with the assessment, which so keeps its rule."""
    rule = law.rule("journal-duty", local_date(at))
    if rule is None or rule.valid_from is None:
        return ""
    with override("nb"):
        day = date_format(rule.valid_from, "j. F Y")
        return _("%(rule)s, i kraft %(day)s") % {"rule": rule.reference, "day": day}
