"""States, kinds and findings of the journal, with bokmål labels.

One-letter values are Noark's own codes; ``noark.codes`` has the words that go on the wire.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from difi_sosial.journal.noark import codes


class EntryState(TextChoices):
    """How far a registry entry (journalpost) has come."""

    REGISTERED = "registered", _("Registrert")
    JOURNALED = "journaled", _("Journalført")
    ARCHIVED = "archived", _("Arkivert")
    CANCELLED = "cancelled", _("Utgår")


class EntryAction(TextChoices):
    """What an archivist does with an entry."""

    JOURNAL = "journal", _("Journalfør")
    ARCHIVE = "archive", _("Arkiver")
    CANCEL = "cancel", _("Sett til utgår")


class CaseState(TextChoices):
    """How far a case file (saksmappe) has come."""

    OPEN = "open", _("Under behandling")
    CLOSED = "closed", _("Avsluttet")
    CANCELLED = "cancelled", _("Utgår")


class CaseAction(TextChoices):
    """What an archivist does with a case."""

    CLOSE = "close", _("Avslutt saken")
    CANCEL = "cancel", _("Sett saken til utgår")


class SeriesState(TextChoices):
    """Whether a year's series (arkivdel) takes new records."""

    OPEN = "open", _("Aktiv periode")
    CLOSED = "closed", _("Avsluttet periode")


class EntryKind(TextChoices):
    """Kind of entry (journalposttype)."""

    INCOMING = "I", _("Inngående")
    OUTGOING = "U", _("Utgående")
    INTERNAL_FOLLOW_UP = "N", _("Internt, følges opp")
    INTERNAL = "X", _("Internt")


class PartyKind(TextChoices):
    """Kind of correspondence party (korrespondanseparttype)."""

    SENDER = "EA", _("Avsender")
    RECIPIENT = "EM", _("Mottaker")
    COPY_RECIPIENT = "EK", _("Kopimottaker")
    GROUP_RECIPIENT = "GM", _("Gruppemottaker")
    INTERNAL_SENDER = "IA", _("Intern avsender")
    INTERNAL_RECIPIENT = "IM", _("Intern mottaker")


class DocumentRole(TextChoices):
    """How a document belongs to its entry."""

    MAIN = "H", _("Hoveddokument")
    ATTACHMENT = "V", _("Vedlegg")


class Variant(TextChoices):
    """Variant of a document's file."""

    ARCHIVE = "A", _("Arkivformat")
    REDACTED = "O", _("Sladdet versjon")


class RenderState(TextChoices):
    """How far a document is on its way from html to PDF/A."""

    DONE = "done", _("Klar")
    WAITING = "waiting", _("Venter på PDF/A")
    FAILED = "failed", _("PDF/A feilet")


class ScreenedDocument(TextChoices):
    """How much of the documents is screened."""

    WHOLE = "H", _("Hele dokumentet")
    PART = "D", _("Deler av dokumentet")


class ScreenedMetadata(TextChoices):
    """What is hidden from the public journal."""

    CASE_TITLE_WORDS = "case_title_words", _("Ord i sakens tittel")
    ENTRY_TITLE_WORDS = "entry_title_words", _("Ord i journalpostens tittel")
    SENDER_NAME = "sender_name", _("Avsenders navn")
    RECIPIENT_NAME = "recipient_name", _("Mottakers navn")
    DOCUMENT_TITLE = "document_title", _("Dokumentenes titler")
    COMMENT_TEXT = "comment_text", _("Merknader")
    TEMPORARY = "temporary", _("Midlertidig skjerming")


class SignOffMethod(TextChoices):
    """How an incoming document is signed off (avskrivningsmåte)."""

    LETTER = "letter", _("Besvart med brev")
    EMAIL = "email", _("Besvart med e-post")
    TELEPHONE = "telephone", _("Besvart på telefon")
    NOTED = "noted", _("Tatt til etterretning")
    INFORMATION = "information", _("Tatt til orientering")


class JobState(TextChoices):
    """How far an extraction has come."""

    WAITING = "waiting", _("Venter")
    RUNNING = "running", _("Arbeider")
    DONE = "done", _("Ferdig")
    REFUSED = "refused", _("Avvist")
    FAILED = "failed", _("Feilet")


class Obstacle(TextChoices):
    """What must be mended before a year can leave the portal (one line each, says what to do)."""

    NO_ENTRIES = "no-entries", _("Året har ingen journalposter.")
    YEAR_NOT_OVER = "year-not-over", _("Året er ikke slutt.")
    SERIES_OPEN = "series-open", _("Perioden er ikke avsluttet.")
    CASE_OPEN = "case-open", _("Saken er åpen. Avslutt den.")
    ENTRY_NOT_ARCHIVED = "entry-not-archived", _("Journalposten er ikke arkivert.")
    NOT_RENDERED = "not-rendered", _("Dokumentet er ikke gjort om til PDF/A.")
    NO_FILE = "no-file", _("Dokumentet mangler fil.")
    NO_PARTY = "no-party", _("Journalposten mangler avsender eller mottaker.")
    NO_MAIN_DOCUMENT = "no-main-document", _("Journalposten mangler hoveddokument.")
    NO_RESPONSIBLE = "no-responsible", _("Saken mangler saksansvarlig eller enhet.")
    NUMBER_GAP = "number-gap", _("Det er hull i nummerrekken.")
    NO_REDACTED = "no-redacted", _("Dokumentet er delvis skjermet. Last opp en sladdet versjon.")
    NO_PUBLIC_TITLE = "no-public-title", _("Ord er skjermet. Skriv en offentlig tittel med *****.")
    NAME_LEAKS = "name-leaks", _("Et skjermet navn står i en offentlig tittel.")
    NO_CHANGES = "no-changes", _("Perioden har ingen endringer å logge.")
    NO_SCHEMAS = "no-schemas", _("Noark-skjemaene mangler. Be den som drifter portalen hente dem.")


ENTRY_KINDS = {kind: codes.EntryKind[kind.name] for kind in EntryKind}
PARTY_KINDS = {kind: codes.PartyKind[kind.name] for kind in PartyKind}
DOCUMENT_ROLES = {role: codes.DocumentRole[role.name] for role in DocumentRole}
VARIANTS = {variant: codes.Variant[variant.name] for variant in Variant}
SCREENED_DOCUMENTS = {part: codes.ScreenedDocument[part.name] for part in ScreenedDocument}
SCREENED_METADATA = {item: codes.ScreenedMetadata[item.name] for item in ScreenedMetadata}
SIGN_OFF_METHODS = {method: codes.SignOffMethod[method.name] for method in SignOffMethod}
CASE_STATES = {state: codes.CaseStatus[state.name] for state in CaseState}
ENTRY_STATES = {
    EntryState.JOURNALED: codes.EntryStatus.JOURNALED,
    EntryState.ARCHIVED: codes.EntryStatus.ARCHIVED,
    EntryState.CANCELLED: codes.EntryStatus.CANCELLED,
}

# What a finding of the depot's own tests means, for the page (numbers are Arkade 5's).
TESTS = {
    "N5.01": _("En fil mangler, eller står ikke i arkivuttrekk.xml"),
    "N5.02": _("Feil sjekksum på en XML-fil"),
    "N5.03": _("Filen følger ikke Noark-skjemaet"),
    "N5.10": _("Feil antall mapper oppgitt"),
    "N5.12": _("Klasse med både underklasser og mapper"),
    "N5.15": _("Saken er verken avsluttet eller utgår"),
    "N5.16": _("Feil antall registreringer oppgitt"),
    "N5.17": _("Journalposttype mangler"),
    "N5.19": _("Klasse med både underklasser og registreringer"),
    "N5.22": _("Journalposten er verken arkivert eller utgår"),
    "N5.25": _("Dokumentet er ikke ferdigstilt"),
    "N5.27": _("Opprettet dato mangler"),
    "N5.28": _("Feil antall dokumentfiler"),
    "N5.29": _("Formatet stemmer ikke med filendelsen"),
    "N5.30": _("Dokumentfilen har feil sjekksum"),
    "N5.32": _("Dokumentfilen finnes ikke"),
    "N5.33": _("Dokumentfilen hører ikke til noen journalpost"),
    "N5.34": _("Dokumentfilen er brukt to ganger"),
    "N5.42": _("Feil opplysning om skjerming"),
    "N5.44": _("Feil opplysning om kassasjonsvedtak"),
    "N5.45": _("Feil opplysning om utført kassasjon"),
    "N5.47": _("Samme systemID to ganger"),
    "N5.48": _("Arkivdelen finnes ikke"),
    "N5.51": _("Klassen finnes ikke"),
    "N5.59": _("Journalene har ikke de samme journalpostene som arkivet"),
    "N5.60": _("Feil start- eller sluttdato i journalen"),
    "N5.61": _("Feil antall endringer oppgitt"),
    "N5.62": _("Endringsloggen viser til noe som ikke er med"),
    "N5.63": _("Tomt element"),
    "N5.64": _("Tom fil"),
    "AST18": _("Journalposten mangler part"),
    "P.01": _("Journalposten har ikke nøyaktig ett hoveddokument"),
    "P.02": _("Sladdet versjon mangler"),
    "P.03": _("Skjermet tekst står i offentlig journal"),
    "P.04": _("Feil opplysning om virksomhetsspesifikke metadata"),
    "P.05": _("Hull i nummerrekken"),
    "P.06": _("Filen hører ikke hjemme i pakken"),
}
