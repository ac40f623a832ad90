"""A decision as a document, and as a record for the journal."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from difi_sosial.channels.enums import Action
from difi_sosial.channels.models import Channel, ClosingPlan, Decision, DecisionAct
from difi_sosial.channels.queries import (
    ChangeLog,
    Changes,
    MatrixRow,
    opinion_of,
    row_of,
    source_key,
)
from difi_sosial.channels.records.assessments import frozen_assessment
from difi_sosial.core.clock import local_date
from difi_sosial.core.markdown import render
from difi_sosial.journal.noark.codes import EntryKind, PartyKind
from difi_sosial.journal.noark.draft import Document, Party, RecordDraft
from difi_sosial.journal.noark.scheme import CHANNELS
from difi_sosial.people.models import User
from difi_sosial.people.rules import signature

DECISIONS = frozenset({Action.CHOOSE, Action.PILOT, Action.RESERVE, Action.DECLINE})


def act(act: DecisionAct, *, by: User, unit_name: str) -> RecordDraft:
    """A step that `by` has just taken with a decision, as a record of the agency's own (X)."""
    decision = act.decision
    channel, proposer = decision.channel, decision.proposed_by
    with override("nb"):
        title = title_of(act)
        case_title = _("Valg av kanal: %(channel)s") % {"channel": channel.name}
        html = render(act_text(act))
        document_type = _("Beslutning")
    return RecordDraft(
        source_key=source_key(act),
        case_key=f"channel:{channel.pk}",
        case_title=case_title,
        title=title,
        kind=EntryKind.INTERNAL,
        document_date=local_date(act.at),
        parties=(
            Party(
                kind=PartyKind.INTERNAL_SENDER,
                name=signature(by, act.on_behalf_of),
                unit=str(by.unit or ""),
                case_handler=by.name,
            ),
            Party(
                kind=PartyKind.INTERNAL_RECIPIENT,
                name=proposer.name,
                unit=str(proposer.unit or ""),
                case_handler=proposer.name,
            ),
        ),
        documents=(Document(title=title, document_type=document_type, html=str(html)),),
        unit_name=unit_name,
        responsible_name=proposer.name,
        class_code=CHANNELS,
    )


def act_text(act: DecisionAct) -> str:
    """The step with the decision it belongs to and what that was built on, as Markdown."""
    decision = act.decision
    channel = decision.channel
    row = row_of(channel)
    assessed = frozen_assessment(row, on=local_date(act.at))
    parts = [
        f"# {title_of(act)}",
        _facts(channel, decision),
        *(_step(act) if act.action not in DECISIONS else []),
        f"## {_('Forslag')}",
        _signed(decision.proposed_by, decision.proposed_at),
        decision.purpose,
        *_outcome(decision),
        *_opinion(decision),
        f"## {_('Poeng')}",
        _score_line(decision, row),
        f"## {_('Vurdering')}",
        assessed or _("Ingen vurdering er skrevet."),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def title_of(act: DecisionAct) -> str:
    """What the step is called in the journal."""
    words = {
        Action.CHOOSE: _("%(channel)s er valgt som kanal"),
        Action.PILOT: _("%(channel)s skal prøves som kanal"),
        Action.RESERVE: _("Bare navnet i %(channel)s er reservert"),
        Action.DECLINE: _("%(channel)s er avslått som kanal"),
        Action.MAKE_ORDINARY: _("%(channel)s er valgt som kanal etter prøve"),
        Action.OPEN: _("%(channel)s er åpnet som kanal"),
        Action.LIMIT: _("%(channel)s er begrenset som kanal"),
        Action.LIFT: _("Begrensningen av %(channel)s er opphevet"),
        Action.KEEP: _("%(channel)s er beholdt som kanal"),
        Action.SUSPEND: _("%(channel)s er midlertidig stengt"),
        Action.RESUME: _("%(channel)s er åpnet igjen etter stenging"),
        Action.ANNOUNCE: _("Nedlegging av %(channel)s er varslet"),
        Action.CLOSE: _("%(channel)s er lagt ned som kanal"),
    }
    return words[Action(act.action)] % {"channel": act.decision.channel.name}


def _step(act: DecisionAct) -> list[str]:
    """What was done after the decision, why, and what it was built on."""
    signed = _signed(act.by, act.at, act.on_behalf_of)
    parts = [f"## {act.get_action_display()}", signed, act.reason]
    if lights := act.facts.get("lights"):
        parts.append("\n".join(f"- {light['label']}: {light['reason']}" for light in lights))
    if act.action == Action.KEEP and act.decision.valid_to:
        parts.append(_("Gjelder til %(day)s.") % {"day": _day(act.decision.valid_to)})
    if act.action == Action.ANNOUNCE:
        parts += _plan(act.decision.closing_plan)
    if act.action == Action.CLOSE:
        kept = act.decision.capture_reference
        parts.append(_("Innholdet er tatt vare på: %(where)s") % {"where": kept})
    return parts


def _plan(plan: ClosingPlan) -> list[str]:
    facts = [
        (_("Siste dag"), _day(plan.last_day)),
        (_("Hit sender vi følgerne"), plan.followers_to),
        (_("Kontonavnet"), plan.get_handle_display()),
    ]
    return [
        "\n".join(f"- {label}: {value}" for label, value in facts),
        f"### {_('Melding på bokmål')}",
        plan.notice_nb,
        f"### {_('Melding på nynorsk')}",
        plan.notice_nn,
    ]


def _opinion(decision: Decision) -> list[str]:
    opinion = opinion_of(decision)
    if opinion is None:
        return []
    heading = f"## {_('Personvernombudets uttalelse')}"
    stance = str(opinion.get_stance_display())
    changes = ChangeLog(decision.channel).after(opinion.assessment_edition)
    told = [_changed(changes)] if changes else []
    return [heading, _signed(opinion.by, opinion.at), f"{stance}. {opinion.text}", *told]


def _changed(changes: Changes) -> str:
    """That the officer advised on an older text, and what is new since."""
    lines = [_("Vurderingen er endret etter uttalelsen.")]
    for one in changes.parts:
        who = f" {_signed(one.change.by, one.change.at)}" if one.change else ""
        lines.append(f"- {one.part.label}{who}")
    return "\n\n".join([lines[0], "\n".join(lines[1:])]).strip()


def _facts(channel: Channel, decision: Decision) -> str:
    facts = [
        (_("Status"), decision.get_state_display()),
        (_("Kategori"), channel.get_category_display()),
        (_("Leverandør"), f"{channel.provider} {channel.owner_country}".strip()),
        (_("Regel for enheter"), channel.get_device_rule_display()),
    ]
    if decision.own_source_url:
        facts.append((_("Samme informasjon på nettstedet"), decision.own_source_url))
    return "\n".join(f"- {label}: {value}" for label, value in facts)


def _outcome(decision: Decision) -> list[str]:
    parts = []
    if decision.decided_by and decision.decided_at:
        signed = _signed(decision.decided_by, decision.decided_at, decision.decided_for)
        parts += [f"## {_('Beslutning')}", signed]
        parts += [decision.reason]
    if decision.against_score_reason:
        parts += [f"### {_('Hvorfor mot poengene')}", decision.against_score_reason]
    if decision.against_dpo_reason:
        parts += [f"### {_('Hvorfor mot personvernombudets råd')}", decision.against_dpo_reason]
    if decision.conditions:
        parts += [f"### {_('Vilkår')}", decision.conditions]
    if decision.valid_to:
        parts.append(_("Gjelder til %(day)s.") % {"day": _day(decision.valid_to)})
    return parts


def _score_line(decision: Decision, row: MatrixRow) -> str:
    points = decision.score if decision.decided_at else row.score.points
    if points is None:
        return _("Kanalen er ikke vurdert mot målgruppene.")
    advice = decision.get_advice_display() if decision.advice else row.score.advice.label
    return _("%(points)d av 100: %(advice)s. Poengene gir råd, de bestemmer ikke.") % {
        "points": points,
        "advice": advice,
    }


def _signed(who: User, at: Any, away: User | None = None) -> str:
    return f"*{signature(who, away)}, {_day(local_date(at))}*"


def _day(day: Any) -> str:
    return date_format(day, "j. F Y")
