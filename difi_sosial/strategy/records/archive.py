"""An approved version as a record in the archive: one PDF/A with contents and approval."""

import hashlib
import re
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import override

from difi_sosial.core.clock import local_date
from difi_sosial.core.markdown import render, scrolling
from difi_sosial.core.pdf import contents_list
from difi_sosial.journal.noark.codes import EntryKind, PartyKind
from difi_sosial.journal.noark.draft import Document, Party, RecordDraft
from difi_sosial.journal.noark.scheme import STRATEGY
from difi_sosial.people.rules import signature
from difi_sosial.strategy.models import StrategyVersion
from difi_sosial.strategy.queries import source_key
from difi_sosial.strategy.records.preparation import preparation
from difi_sosial.strategy.records.text import day_text, document_text, signed

# A section's heading in the rendered text.
SECTION = re.compile(r"<h3[^>]*>(.*?)</h3>", re.DOTALL)


@dataclass(frozen=True)
class Part:
    """One section of the text as shown: its heading and what stands under it, as safe HTML."""

    title: SafeString
    html: SafeString


def checksum(text: str) -> str:
    """SHA-256 of the text in UTF-8, as 64 hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def document_html(version: StrategyVersion) -> SafeString:
    """The version as safe HTML: the frozen text when there is one, else the text as it stands.

    For the screen: a table that is wider than a narrow window can be reached by keyboard.
    """
    return scrolling(render(version.canonical_text or document_text(version)))


def document_parts(version: StrategyVersion) -> list[Part]:
    """The same text a section at a time, without the facts over the first heading."""
    _, *pieces = SECTION.split(document_html(version))
    titles, texts = pieces[::2], pieces[1::2]
    return [
        Part(SafeString(title), SafeString(text)) for title, text in zip(titles, texts, strict=True)
    ]


def approval(version: StrategyVersion, *, heard: str = "") -> RecordDraft:
    """The approved version as a record of the agency's own (X).

    `heard` is the hearing with its inputs and answers as Markdown: the preparatory work that the
    archive keeps beside the text. Without a hearing the reason for that stands in its place.
    """
    strategy = version.strategy
    if version.submitted_by is None or version.approved_at is None:
        raise ValueError("only an approved version is a record")
    title, document = _document(version)
    return RecordDraft(
        source_key=source_key(version),
        case_key=f"strategy:{strategy.pk}",
        case_title=strategy.title,
        title=title,
        kind=EntryKind.INTERNAL,
        document_date=local_date(version.approved_at),
        parties=_parties(version),
        documents=(document, *preparation(version, heard)),
        unit_name=strategy.unit.name,
        responsible_name=strategy.owner.name,
        class_code=STRATEGY,
    )


def _document(version: StrategyVersion) -> tuple[str, Document]:
    """The record's title, and its document in the version's own language form."""
    with override(version.language):
        title = _("%(title)s, versjon %(number)d") % {
            "title": version.strategy.title,
            "number": version.number,
        }
        html = _bound(version)
        kind = _("Strategi")
    return title, Document(title=title, document_type=kind, html=html, language=version.language)


def _bound(version: StrategyVersion) -> str:
    """The title with its facts, the contents, the text, and the approval, as one HTML fragment."""
    head, mark, body = render(version.canonical_text, top=1).partition("<h2")
    body = f"{mark}{body}"
    contents = contents_list(body, heading=_("Innhold"))
    return f"{head}{contents}{body}{_approval_block(version)}"


def _parties(version: StrategyVersion) -> tuple[Party, ...]:
    """From the one who sent it in to the one who approved it."""
    unit = version.strategy.unit.name
    sender, approver = version.submitted_by, version.approved_by
    if sender is None or approver is None:
        raise ValueError("only an approved version has parties")
    return (
        Party(
            kind=PartyKind.INTERNAL_SENDER, name=sender.name, unit=unit, case_handler=sender.name
        ),
        Party(
            kind=PartyKind.INTERNAL_RECIPIENT,
            name=_approver(version),
            unit=str(approver.unit or unit),
        ),
    )


def _approver(version: StrategyVersion) -> str:
    return signature(version.approved_by, version.approved_for)


def _approval_block(version: StrategyVersion) -> SafeString:
    """Who approved what and when, and the checksum that shows that the text is the same."""
    if version.submitted_by is None or version.submitted_at is None:
        raise ValueError("only a version that was sent in can be approved")
    if version.approved_by is None or version.approved_at is None:
        raise ValueError("only an approved version has an approval")
    rows = [
        (_("Sendt til godkjenning"), signed(version.submitted_by, version.submitted_at)),
        (_("Godkjent"), signed(_approver(version), version.approved_at)),
        (_("Sjekksum (SHA-256) av teksten"), version.checksum),
    ]
    if version.in_force_on:
        rows.insert(2, (_("Gjelder fra"), day_text(version.in_force_on)))
    return format_html(
        '<section class="approval"><h2>{}</h2><table><tbody>{}</tbody></table></section>',
        _("Godkjenning"),
        format_html_join("", '<tr><th scope="row">{}</th><td>{}</td></tr>', rows),
    )
