"""What was done before a version was approved: who was heard, or why nobody was."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import override

from difi_sosial.core.markdown import render
from difi_sosial.journal.noark.codes import DocumentRole
from difi_sosial.journal.noark.draft import Document
from difi_sosial.strategy.models import StrategyVersion
from difi_sosial.strategy.records.text import signed


def preparation(version: StrategyVersion, heard: str) -> tuple[Document, ...]:
    """The attachment that shows the preparatory work; none when there is nothing to show.

    `heard` is the hearings with inputs and answers as Markdown. Where the text was mended after
    the hearing, the text that was heard stands last.
    """
    with override(version.language):
        title = _("Høring av %(title)s, versjon %(number)d") % {
            "title": version.strategy.title,
            "number": version.number,
        }
        parts = [heard, *_skipped(version)]
        if not any(parts):
            return ()
        if _sections(version.hearing_text) != _sections(version.canonical_text):
            parts += [f"## {_('Teksten som sto på høring')}", _quoted(version.hearing_text)]
        html = render("\n\n".join([f"# {title}", *(part for part in parts if part)]), top=1)
        kind = _("Høring")
    attachment = Document(
        title=title,
        document_type=kind,
        role=DocumentRole.ATTACHMENT,
        html=html,
        language=version.language,
    )
    return (attachment,)


def _skipped(version: StrategyVersion) -> list[str]:
    """The head's reason for going on without a hearing."""
    if not (version.skip_reason and version.skipped_by and version.skipped_at):
        return []
    heading = _("Sendt til godkjenning uten høring av %(signed)s") % {
        "signed": signed(version.skipped_by, version.skipped_at)
    }
    return [f"## {heading}", _quoted(version.skip_reason)]


def _sections(text: str) -> str:
    """The text without its front, where the signatures grow; empty when there is no text."""
    return text[text.find("\n## ") :] if text else ""


def _quoted(text: str) -> str:
    """As a quotation with its headings in bold: they cannot pass for the document's own."""
    lines = (re.sub(r"^#+ (.*)$", r"**\1**", line) for line in text.splitlines())
    return "\n".join(f"> {line}".rstrip() for line in lines)
