"""An approved version as a record for the journal."""

from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from difi_sosial.core.clock import local_date
from difi_sosial.core.markdown import render
from difi_sosial.core.templatetags.sosial import day as in_words
from difi_sosial.guidelines.models import GuidelineVersion
from difi_sosial.guidelines.queries import source_key
from difi_sosial.journal.noark.codes import DocumentRole, EntryKind, PartyKind
from difi_sosial.journal.noark.draft import Document, Party, RecordDraft
from difi_sosial.journal.noark.scheme import GUIDELINES
from difi_sosial.people.models import User
from difi_sosial.people.rules import signature


def approval(version: GuidelineVersion, *, heard: str = "") -> RecordDraft:
    """The approval as an internal record (X): from who submitted it to who approved it.

    The version is approved: who and when are set. The document is in the guideline's own language.
    `heard` is the hearings with inputs and answers as Markdown: the attachment.
    """
    guideline = version.guideline
    submitted_by, approved_by = version.submitted_by, version.approved_by
    if submitted_by is None or approved_by is None or version.approved_at is None:
        raise ValueError("Only an approved version becomes a record")
    unit = str(guideline.unit or guideline.owner.unit or settings.AGENCY_NAME)
    with translation.override(guideline.language):
        title = _("%(title)s, versjon %(number)s: godkjent") % {
            "title": version.title,
            "number": version.number,
        }
        document = Document(
            title=str(version),
            document_type=_("Retningslinje"),
            html=_page(version),
            language=guideline.language,
        )
    return RecordDraft(
        source_key=source_key(version),
        case_key=f"guidelines.guideline:{guideline.pk}",
        case_title=guideline.title,
        title=title,
        kind=EntryKind.INTERNAL,
        document_date=local_date(version.approved_at),
        parties=_parties(version, submitted_by, approved_by, unit),
        documents=(document, *_preparation(version, heard)),
        unit_name=unit,
        responsible_name=guideline.owner.name,
        class_code=GUIDELINES,
    )


def kept(version: GuidelineVersion, *, reason: str, by: User, at: datetime) -> RecordDraft:
    """That a review ended with the text as it is, and why: an internal record (X)."""
    guideline = version.guideline
    unit = str(guideline.unit or guideline.owner.unit or settings.AGENCY_NAME)
    with translation.override(guideline.language):
        facts = {"title": version.title, "number": version.number}
        title = _("%(title)s, versjon %(number)s: gjennomgått og beholdt uten endring") % facts
        document = Document(
            title=title,
            document_type=_("Gjennomgang"),
            html=render(_kept_text(version, title, reason, by, at), top=1),
            language=guideline.language,
        )
    parties = (
        Party(
            kind=PartyKind.INTERNAL_SENDER,
            name=by.name,
            unit=str(by.unit or unit),
            case_handler=by.name,
        ),
        Party(kind=PartyKind.INTERNAL_RECIPIENT, name=guideline.owner.name, unit=unit),
    )
    return RecordDraft(
        source_key=f"{source_key(version)}:kept:{at:%Y%m%dT%H%M%S}",
        case_key=f"guidelines.guideline:{guideline.pk}",
        case_title=guideline.title,
        title=title,
        kind=EntryKind.INTERNAL,
        document_date=local_date(at),
        parties=parties,
        documents=(document,),
        unit_name=unit,
        responsible_name=guideline.owner.name,
        class_code=GUIDELINES,
    )


def _kept_text(version: GuidelineVersion, title: str, reason: str, by: User, at: datetime) -> str:
    """The decision as Markdown, with the checksum of the text that it is about."""
    next_time = _("Neste gjennomgang: %(day)s.") % {"day": in_words(version.review_on)}
    mark = _("Sjekksum (SHA-256) av teksten: %(mark)s") % {"mark": version.checksum}
    signed = f"*{by.name}, {in_words(at)}*"
    return "\n\n".join((f"# {title}", signed, reason, next_time, mark))


def _preparation(version: GuidelineVersion, heard: str) -> tuple[Document, ...]:
    """The preparatory work that the archive keeps beside the text: who was heard, and on what."""
    if not heard:
        return ()
    language = version.guideline.language
    with translation.override(language):
        title = _("Høring av %(version)s") % {"version": version}
        html = render(f"# {title}\n\n{heard}", top=1)
        kind = _("Høring")
    attachment = Document(
        title=title,
        document_type=kind,
        role=DocumentRole.ATTACHMENT,
        html=html,
        language=language,
    )
    return (attachment,)


def _parties(
    version: GuidelineVersion, submitted_by: User, approved_by: User, unit: str
) -> tuple[Party, ...]:
    sender = Party(
        kind=PartyKind.INTERNAL_SENDER,
        name=submitted_by.name,
        unit=str(submitted_by.unit or unit),
        case_handler=submitted_by.name,
    )
    recipient = Party(
        kind=PartyKind.INTERNAL_RECIPIENT,
        name=signature(approved_by, version.approved_for),
        unit=str(approved_by.unit or unit),
    )
    return sender, recipient


def _page(version: GuidelineVersion) -> str:
    """The whole document as safe HTML: what was approved, by whom, and every section."""
    sections = [
        (section, render(section.body, top=3, prefix=f"{section.anchor}-"))
        for section in version.sections.all()
    ]
    return render_to_string(
        "guidelines/version_record.html",
        {
            "version": version,
            "guideline": version.guideline,
            "sections": sections,
            "house_rules": [
                (rule, rule.text(version.guideline.language)) for rule in version.house_rules.all()
            ],
            "rules_stand_alone": all(s.kind != "house_rules" for s, _html in sections),
        },
    )
