"""A check and a step of a case as records for the journal, and the report as a document."""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from difi_sosial.core.clock import local_date
from difi_sosial.core.markdown import render
from difi_sosial.identity.enums import CaseAction
from difi_sosial.identity.models import Check, ImpersonationStep
from difi_sosial.identity.queries import Report, comparison, part_rows, report
from difi_sosial.journal.noark.codes import EntryKind, PartyKind
from difi_sosial.journal.noark.draft import Document, Party, RecordDraft
from difi_sosial.journal.noark.scheme import MONITORING
from difi_sosial.people.models import User


def report_html(found: Report) -> str:
    """The report as one fragment of safe HTML, with its pictures beside their tables."""
    context = {"report": found, "agency_name": settings.AGENCY_NAME}
    return str(render_to_string("identity/_report_document.html", context))


def check_html(check: Check) -> str:
    """A noted check: summary, note, parts, what is different, and the numbers of its period."""
    upto = local_date(check.submitted_at) if check.submitted_at else check.due_on
    context = {
        "check": check,
        "parts": part_rows(check),
        "comparison": comparison(check),
        "report": report(check.opened_on, upto),
    }
    return str(render_to_string("identity/_check_document.html", context))


def check(check: Check, *, by: User, unit_name: str) -> RecordDraft:
    """A check that `by` has just noted, as a record of the agency's own (X)."""
    with override("nb"):
        title = _("%(check)s av nettidentiteten") % {"check": check}
        html = check_html(check)
        case_title = _("Sjekker av nettidentiteten %(year)d") % {"year": check.opened_on.year}
        kind = _("Rapport")
    sender = check.submitted_by or check.leader
    return RecordDraft(
        source_key=f"identity.check:{check.pk}",
        case_key=f"identity:{check.opened_on.year}",
        case_title=case_title,
        title=title,
        kind=EntryKind.INTERNAL,
        document_date=local_date(check.submitted_at) if check.submitted_at else check.due_on,
        parties=_parties(sender, by),
        documents=(Document(title=title, document_type=kind, html=html),),
        unit_name=unit_name,
        responsible_name=sender.name,
        class_code=MONITORING,
    )


def step(step: ImpersonationStep, *, unit_name: str) -> RecordDraft:
    """A step of a case with its reason. The title names neither the account nor any person."""
    case = step.case
    with override("nb"):
        title = title_of(step)
        html = str(render(step_text(step)))
        case_title = _("Etterligning av virksomheten, sak %(number)d") % {"number": case.pk}
        kind = _("Arkivnotat")
    return RecordDraft(
        source_key=f"identity.step:{step.pk}",
        case_key=f"impersonation:{case.pk}",
        case_title=case_title,
        title=title,
        kind=EntryKind.INTERNAL,
        document_date=local_date(step.at),
        parties=_parties(step.by, case.opened_by),
        documents=(Document(title=title, document_type=kind, html=html),),
        unit_name=unit_name,
        responsible_name=case.opened_by.name,
        class_code=MONITORING,
    )


def title_of(step: ImpersonationStep) -> str:
    """What the step is called in the journal."""
    words = {
        CaseAction.REPORT: _("Etterligning meldt til plattformen"),
        CaseAction.REMOVED: _("Etterligning fjernet av plattformen"),
        CaseAction.REFUSED: _("Plattformen fjerner ikke etterligning"),
        CaseAction.TELL: _("Publikum varslet om etterligning"),
        CaseAction.CLOSE: _("Sak om etterligning avsluttet uten varsel"),
    }
    return words[CaseAction(step.action)]


def step_text(step: ImpersonationStep) -> str:
    """The step, why, and what it was built on, as Markdown."""
    case = step.case
    facts = [
        (_("Konto eller side"), case.finding.name),
        (_("Adresse"), case.finding.url),
        (_("Plattform"), case.finding.platform),
        (_("Meldt"), str(case.get_way_display()) if case.way else ""),
        (_("Referanse"), case.reference),
        (_("Varslet her"), case.told_where),
    ]
    parts = [
        f"# {title_of(step)}",
        f"*{step.by.name}, {date_format(local_date(step.at), 'j. F Y')}*",
        "\n".join(f"- {label}: {value}" for label, value in facts if value),
        f"## {_('Hva den gjør')}",
        case.harm,
        f"## {_('Begrunnelse')}",
        step.reason,
    ]
    if step.action == CaseAction.TELL:
        parts += [f"## {_('Varsel på bokmål')}", case.warning_nb]
        parts += [f"## {_('Varsel på nynorsk')}", case.warning_nn]
    return "\n\n".join([*parts, f"## {_('Bevis')}", _evidence(step)]) + "\n"


def _evidence(step: ImpersonationStep) -> str:
    rows = step.case.finding.evidence.defer("content").order_by("taken_at")
    return "\n".join(
        f"- {one.name}, {date_format(local_date(one.taken_at), 'j. F Y')}. SHA-256: `{one.sha256}`"
        for one in rows
    )


def _parties(sender: User, receiver: User) -> tuple[Party, ...]:
    return (
        Party(
            kind=PartyKind.INTERNAL_SENDER,
            name=sender.name,
            unit=str(sender.unit or ""),
            case_handler=sender.name,
        ),
        Party(
            kind=PartyKind.INTERNAL_RECIPIENT,
            name=receiver.name,
            unit=str(receiver.unit or ""),
            case_handler=receiver.name,
        ),
    )
