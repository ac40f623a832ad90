"""Input in the journal. Services judge it; these only make clean data of it."""

import uuid
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms import formset_factory
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.forms import (
    Actions,
    Columns,
    DateField,
    FilterForm,
    FormsetRows,
    Layout,
    PortalForm,
    Save,
    Section,
    Textarea,
)
from difi_sosial.journal.enums import (
    DOCUMENT_ROLES,
    ENTRY_KINDS,
    PARTY_KINDS,
    SCREENED_DOCUMENTS,
    SCREENED_METADATA,
    CaseState,
    DocumentRole,
    EntryKind,
    EntryState,
    PartyKind,
    ScreenedDocument,
    ScreenedMetadata,
    SignOffMethod,
)
from difi_sosial.journal.models import ArchiveClass, CaseFile, RegistryEntry, ScreeningBasis
from difi_sosial.journal.noark.draft import Document, Party, RecordDraft, Screening
from difi_sosial.journal.noark.masking import mask_words

ALL = ("", _("Alle"))
if TYPE_CHECKING:
    Upload = UploadedFile[Any]
else:
    Upload = UploadedFile
MOST_BYTES = 50 * 1024 * 1024


class CaseChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Cases by number and title."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.folder_id} {obj.title}"


class EntryChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Entries by number and title."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.entry_id} {obj.title}"


class EntryFilterForm(FilterForm):
    """Narrows the list of entries."""

    text = forms.CharField(label=_("Tittel, navn eller nr."), required=False, max_length=200)
    state = forms.ChoiceField(label=_("Status"), required=False, choices=[ALL, *EntryState.choices])
    kind = forms.ChoiceField(label=_("Type"), required=False, choices=[ALL, *EntryKind.choices])
    year = forms.TypedChoiceField(label=_("År"), required=False, coerce=int, empty_value=None)
    view = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [ALL, *((year, year) for year in years)]  # type: ignore[attr-defined]


class CaseFilterForm(FilterForm):
    """Narrows the list of cases."""

    text = forms.CharField(label=_("Tittel"), required=False, max_length=200)
    state = forms.ChoiceField(label=_("Status"), required=False, choices=[ALL, *CaseState.choices])
    year = forms.TypedChoiceField(label=_("År"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [ALL, *((year, year) for year in years)]  # type: ignore[attr-defined]


class EntryForm(PortalForm):
    """An entry's metadata. ``case`` is only there while the entry may still be moved."""

    title = forms.CharField(label=_("Tittel"), max_length=400)
    public_title = forms.CharField(
        label=_("Offentlig tittel"),
        max_length=400,
        required=False,
        help_text=_(
            "Skriv ***** for ord som skal skjermes. La feltet stå tomt når ingen skal det."
        ),
    )
    masked = forms.CharField(
        label=_("Ord som skal skjermes"),
        max_length=400,
        required=False,
        help_text=_("Skriv ordene med mellomrom. De blir til ***** i den offentlige tittelen."),
    )
    document_date = DateField(
        label=_("Dokumentets dato"),
        required=False,
        help_text=_("Datoen som står på dokumentet, for eksempel 1. mars 2027. Tomt: udatert."),
    )
    received_on = DateField(label=_("Mottatt"), required=False)
    sent_on = DateField(label=_("Sendt"), required=False)
    case = CaseChoice(label=_("Sak"), queryset=CaseFile.objects.none(), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, cases: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if cases is None:
            del self.fields["case"]
        else:
            self.fields["case"].queryset = cases  # type: ignore[attr-defined]
            self.fields["case"].empty_label = None  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Masks the chosen words in the public title, or in the title when there is none."""
        cleaned = super().clean() or {}
        words = (cleaned.get("masked") or "").split()
        if words and cleaned.get("title"):
            cleaned["public_title"] = mask_words(
                cleaned.get("public_title") or cleaned["title"], words
            )
        return cleaned

    def moment(self, name: str, before: datetime | None) -> datetime | None:
        """The chosen day as a time; the time known before is kept when the day is the same."""
        day: date | None = self.cleaned_data.get(name)
        if day is None or (before and timezone.localtime(before).date() == day):
            return before if day else None
        return timezone.make_aware(datetime.combine(day, time(12)))


class PartyForm(PortalForm):
    """One sender or recipient."""

    kind = forms.ChoiceField(label=_("Rolle"), choices=[("", _("Velg rolle")), *PartyKind.choices])
    name = forms.CharField(label=_("Navn"), max_length=200)
    unit_name = forms.CharField(label=_("Enhet"), max_length=150, required=False)
    case_handler = forms.CharField(label=_("Saksbehandler"), max_length=150, required=False)

    def layout(self) -> Layout:
        return Layout(Columns("kind", "name"), Columns("unit_name", "case_handler"))


class PartyRowsBase(FormsetRows):
    """At least one party."""

    row_label = _("Part")
    default_error_messages: ClassVar = {
        **FormsetRows.default_error_messages,
        "too_few_forms": _("Skriv minst én avsender eller mottaker."),
    }


PartyRows = formset_factory(PartyForm, formset=PartyRowsBase, extra=0, min_num=1, validate_min=True)


def parties_of(rows: Any) -> tuple[Party, ...]:
    """The rows as parties."""
    return tuple(
        Party(
            kind=PARTY_KINDS[PartyKind(row["kind"])],
            name=row["name"],
            unit=row["unit_name"],
            case_handler=row["case_handler"],
        )
        for row in rows.filled
    )


class ScreeningForm(PortalForm):
    """What is screened, and with what right."""

    submit_label = _("Lagre skjermingen")
    basis = forms.ModelChoiceField(
        label=_("Hjemmel"), queryset=ScreeningBasis.objects.none(), empty_label=_("Velg hjemmel")
    )
    metadata = forms.MultipleChoiceField(
        label=_("Hva skal skjermes?"),
        choices=ScreenedMetadata.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    document = forms.ChoiceField(
        label=_("Dokumentene"),
        required=False,
        choices=[("", _("Ikke skjermet")), *ScreenedDocument.choices],
        widget=forms.RadioSelect,
        help_text=_("Er bare deler skjermet, må du laste opp en sladdet versjon."),
    )
    years = forms.IntegerField(label=_("Antall år"), required=False, min_value=1, max_value=110)
    ends_on = DateField(label=_("Opphører"), required=False)

    def __init__(self, *args: Any, bases: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["basis"].queryset = bases  # type: ignore[attr-defined]

    @property
    def screening(self) -> Screening:
        """The input as the journal's screening."""
        basis: ScreeningBasis = self.cleaned_data["basis"]
        part = self.cleaned_data["document"]
        return Screening(
            access_restriction=basis.access_restriction,
            legal_basis=basis.legal_basis,
            metadata=tuple(
                SCREENED_METADATA[ScreenedMetadata(value)]
                for value in self.cleaned_data["metadata"]
            ),
            document=SCREENED_DOCUMENTS[ScreenedDocument(part)] if part else None,
            years=self.cleaned_data["years"] or basis.years,
            ends_on=self.cleaned_data["ends_on"],
        )


class BasisForm(PortalForm):
    """A legal basis for screening."""

    submit_label = _("Legg til hjemmelen")
    legal_basis = forms.CharField(label=_("Hjemmel"), max_length=200)
    access_restriction = forms.CharField(
        label=_("Tilgangsrestriksjon"), max_length=100, initial="Unntatt offentlighet"
    )
    explanation = forms.CharField(label=_("Når den brukes"), max_length=300, required=False)
    years = forms.IntegerField(label=_("Antall år"), required=False, min_value=1, max_value=110)
    valid_from = DateField(label=_("Gjelder fra"))


class BasisEndForm(PortalForm):
    """The last day of a legal basis."""

    submit_label = _("Avslutt hjemmelen")
    on = DateField(label=_("Siste dag den kan velges"))


class SignOffForm(PortalForm):
    """How an entry is dealt with."""

    submit_label = _("Avskriv")
    method = forms.ChoiceField(label=_("Måte"), choices=SignOffMethod.choices)
    answer = EntryChoice(
        label=_("Besvart med"),
        queryset=RegistryEntry.objects.none(),
        required=False,
        empty_label=_("Ingen journalpost"),
    )

    def __init__(self, *args: Any, answers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer"].queryset = answers  # type: ignore[attr-defined]


class CaseForm(PortalForm):
    """A case's metadata."""

    title = forms.CharField(label=_("Tittel"), max_length=400)
    public_title = forms.CharField(
        label=_("Offentlig tittel"),
        max_length=400,
        required=False,
        help_text=_("Skriv ***** for ord som skal skjermes."),
    )
    archive_class = forms.ModelChoiceField(
        label=_("Klasse"), queryset=ArchiveClass.objects.none(), empty_label=None
    )
    unit_name = forms.CharField(label=_("Administrativ enhet"), max_length=150)
    responsible_name = forms.CharField(label=_("Saksansvarlig"), max_length=150)

    def __init__(self, *args: Any, classes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["archive_class"].queryset = classes  # type: ignore[attr-defined]


class UploadForm(PortalForm):
    """One file in an approved format."""

    submit_label = _("Last opp")
    file = forms.FileField(
        label=_("Fil"),
        allow_empty_file=True,
        help_text=_("PDF/A, PNG, JPEG, TIFF eller tekst. Høyst 50 MB."),
    )

    def clean_file(self) -> Upload:
        """Refuses what is too large to read; the archive judges the rest."""
        return _bounded(self.cleaned_data["file"])


class ManualEntryForm(PortalForm):
    """A record that did not come from the portal's own work."""

    submit_label = _("Registrer")
    kind = forms.ChoiceField(label=_("Type"), choices=EntryKind.choices)
    title = forms.CharField(label=_("Tittel"), max_length=400)
    document_date = DateField(label=_("Dokumentets dato"), required=False)
    handled_on = DateField(label=_("Mottatt eller sendt"), required=False)
    case = CaseChoice(
        label=_("Sak"),
        queryset=CaseFile.objects.none(),
        required=False,
        empty_label=_("Ny sak med samme tittel"),
    )
    unit_name = forms.CharField(label=_("Administrativ enhet"), max_length=150)
    responsible_name = forms.CharField(label=_("Saksansvarlig"), max_length=150)
    document_type = forms.CharField(label=_("Dokumenttype"), max_length=60, initial="Brev")
    main = forms.FileField(
        label=_("Hoveddokument"),
        allow_empty_file=True,
        help_text=_("PDF/A, PNG, JPEG, TIFF eller tekst. Høyst 50 MB."),
    )
    attachment = forms.FileField(label=_("Vedlegg"), required=False, allow_empty_file=True)
    remark = forms.CharField(label=_("Merknad"), required=False, widget=Textarea(rows=3))
    sheet = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, cases: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["case"].queryset = cases  # type: ignore[attr-defined]

    def layout(self) -> Layout:
        return Layout(
            Section(_("Journalposten"), "kind", "title", "document_date", "handled_on", "sheet"),
            Section(_("Saken"), "case", "unit_name", "responsible_name"),
            Section(_("Dokumentene"), "document_type", "main", "attachment", "remark"),
            Actions(Save(self.submit_label)),
        )

    def clean_main(self) -> Upload:
        return _bounded(self.cleaned_data["main"])

    def clean_attachment(self) -> Upload | None:
        attachment = self.cleaned_data["attachment"]
        return _bounded(attachment) if attachment else None

    def draft(self, parties: tuple[Party, ...]) -> RecordDraft:
        """The input as a draft; its sheet makes a second sending of the same form harmless."""
        clean = self.cleaned_data
        case: CaseFile | None = clean["case"]
        kind = EntryKind(clean["kind"])
        moment = _noon(clean["handled_on"])
        return RecordDraft(
            source_key=f"manual:{clean['sheet']}",
            case_key=case.key if case else f"manual:{clean['sheet']}",
            case_title=case.title if case else clean["title"],
            title=clean["title"],
            kind=ENTRY_KINDS[kind],
            document_date=clean["document_date"],
            received_at=moment if kind == EntryKind.INCOMING else None,
            sent_at=moment if kind == EntryKind.OUTGOING else None,
            parties=parties,
            documents=tuple(self._documents()),
            unit_name=clean["unit_name"],
            responsible_name=clean["responsible_name"],
            remark=clean["remark"],
        )

    def _documents(self) -> list[Document]:
        files = [(self.cleaned_data["main"], DocumentRole.MAIN)]
        if self.cleaned_data["attachment"]:
            files.append((self.cleaned_data["attachment"], DocumentRole.ATTACHMENT))
        return [
            Document(
                title=self.cleaned_data["title"] if role == DocumentRole.MAIN else file.name,
                document_type=self.cleaned_data["document_type"],
                role=DOCUMENT_ROLES[role],
                filename=file.name,
                content=file.read(),
            )
            for file, role in files
        ]


def _bounded(file: Upload) -> Upload:
    if (file.size or 0) > MOST_BYTES:
        raise forms.ValidationError(_("Filen er for stor. Den kan være høyst 50 MB."))
    if not file.size:
        raise forms.ValidationError(_("Filen er tom. Velg en annen fil."))
    return file


def _noon(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time(12))) if day else None
