"""A decision as a document, and as a record for the journal."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from difi_sosial.channels.enums import DecisionState
from difi_sosial.channels.models import Channel, Decision
from difi_sosial.channels.queries import (
    MatrixRow,
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


def decision(decision: Decision, *, by: User, unit_name: str) -> RecordDraft:
    """A decision that `by` has just made, as a record of the agency's own (X)."""
    channel, proposer = decision.channel, decision.proposed_by
    at = decision.closed_at or decision.decided_at
    if at is None:
        raise ValueError("an open proposal is not a record")
    with override("nb"):
        title = _title(decision)
        case_title = _("Valg av kanal: %(channel)s") % {"channel": channel.name}
        html = render(decision_text(decision))
        document_type = _("Beslutning")
    return RecordDraft(
        source_key=source_key(decision, decision.state),
        case_key=f"channel:{channel.pk}",
        case_title=case_title,
        title=title,
        kind=EntryKind.INTERNAL,
        document_date=local_date(at),
        parties=(
            Party(
                kind=PartyKind.INTERNAL_SENDER,
                name=by.name,
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


def decision_text(decision: Decision) -> str:
    """The decision with what it was built on, as Markdown."""
    channel = decision.channel
    row = row_of(channel)
    day = decision.closed_at or decision.decided_at or decision.proposed_at
    assessed = frozen_assessment(row, on=local_date(day))
    parts = [
        f"# {_title(decision)}",
        _facts(channel),
        f"## {_('Forslag')}",
        _signed(decision.proposed_by, decision.proposed_at),
        decision.purpose,
        *_outcome(decision),
        f"## {_('Poeng')}",
        _score_line(decision, row),
        f"## {_('Vurdering')}",
        assessed or _("Ingen vurdering er skrevet."),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _title(decision: Decision) -> str:
    words = {
        DecisionState.CHOSEN: _("%(channel)s er valgt som kanal"),
        DecisionState.DECLINED: _("%(channel)s er avslått som kanal"),
        DecisionState.CLOSED: _("%(channel)s er lagt ned som kanal"),
        DecisionState.PROPOSED: _("%(channel)s er foreslått som kanal"),
    }
    return words[DecisionState(decision.state)] % {"channel": decision.channel.name}


def _facts(channel: Channel) -> str:
    facts = [
        (_("Kategori"), channel.get_category_display()),
        (_("Leverandør"), f"{channel.provider} {channel.owner_country}".strip()),
        (_("Regel for enheter"), channel.get_device_rule_display()),
    ]
    return "\n".join(f"- {label}: {value}" for label, value in facts)


def _outcome(decision: Decision) -> list[str]:
    parts = []
    if decision.decided_by and decision.decided_at:
        parts += [f"## {_('Beslutning')}", _signed(decision.decided_by, decision.decided_at)]
        parts += [decision.reason]
    if decision.against_score_reason:
        parts += [f"### {_('Hvorfor mot poengene')}", decision.against_score_reason]
    if decision.conditions:
        parts += [f"### {_('Vilkår')}", decision.conditions]
    if decision.valid_to:
        parts.append(_("Gjelder til %(day)s.") % {"day": _day(decision.valid_to)})
    if decision.closed_by and decision.closed_at:
        parts += [f"## {_('Lagt ned')}", _signed(decision.closed_by, decision.closed_at)]
        parts.append(decision.close_reason)
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


def _signed(who: User, at: Any) -> str:
    return f"*{who.name}, {_day(local_date(at))}*"


def _day(day: Any) -> str:
    return date_format(day, "j. F Y")
