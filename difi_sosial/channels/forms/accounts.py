"""Input for accounts: facts, hours, promises, who has access, and numbers."""

from datetime import time
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.enums.accounts import AccountUse, MessageKind, TextLanguage, Weekday
from difi_sosial.channels.forms.catalogue import https_first
from difi_sosial.channels.models import Account, Channel
from difi_sosial.channels.models.accounts import LONGEST_PROMISE
from difi_sosial.core.forms import (
    Actions,
    Columns,
    DateField,
    FormsetRows,
    Layout,
    PortalForm,
    PortalModelForm,
    Save,
    Section,
    Textarea,
)
from difi_sosial.people.models import User

LARGEST_NUMBER = 2**31 - 1  # what the database's column holds
TEXT_COLUMNS = ("purpose", "purpose_nn", "purpose_en", "mandate", "heard", "communicated")


def active_people() -> Any:
    """Those who can sign in, by name."""
    return User.objects.filter(is_active=True).order_by("name")


class AccountForm(PortalModelForm):
    """One of our own accounts, without its rows of hours and promises."""

    submit_label = _("Lagre kontoen")
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    channel = forms.ModelChoiceField(
        label=_("Kanal"),
        queryset=Channel.objects.filter(is_active=True),
        empty_label=_("Velg kanal"),
    )
    owner = forms.ModelChoiceField(
        label=_("Eier"),
        queryset=User.objects.none(),
        empty_label=_("Velg person"),
        help_text=_("Eieren svarer for kontoen og bekrefter tilgangene hvert kvartal."),
    )
    uses = forms.MultipleChoiceField(
        label=_("Bruk"),
        choices=AccountUse.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    languages = forms.MultipleChoiceField(
        label=_("Språk dere skriver på"),
        choices=TextLanguage.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    opened_on = DateField(label=_("Åpnet"), required=False)
    closed_on = DateField(label=_("Lagt ned"), required=False)

    class Meta:
        model = Account
        formfield_callback = https_first
        fields = (
            "channel",
            "handle",
            "name",
            "url",
            "unit",
            "owner",
            "opened_on",
            "closed_on",
            "purpose",
            "purpose_nn",
            "purpose_en",
            "uses",
            "languages",
            "activity",
            "direct_messages",
            "response_hours",
            "opening_hours",
            "case_address",
            "privacy_url",
            "rules_url",
            "profile_language",
            "reader",
            "profile_url",
            "profile_part",
            "decision_maker",
            "mandate",
            "heard",
            "communicated",
        )
        widgets = {name: Textarea(rows=3) for name in TEXT_COLUMNS}
        help_texts = {
            "handle": _("Slik det står i kanalen, for eksempel @testetaten."),
            "response_hours": _("Så mange arbeidstimer lover dere at det går før noen har svart."),
            "opening_hours": _("Vises sammen med tidene under. La stå tomt hvis tidene sier nok."),
            "purpose": _("På bokmål, noen få ord: «spørsmål, svar og driftsmeldinger»."),
            "case_address": _("La stå tomt for å bruke virksomhetens e-postadresse."),
            "privacy_url": _("La stå tomt for å bruke portalens personvernside."),
            "rules_url": _("La stå tomt for å bruke de publiserte retningslinjene."),
            "profile_url": _("La stå tomt når teksten står på kontoens egen adresse."),
            "profile_part": _("Bare for nettsider: id-en til delen der teksten står."),
            "mandate": _("Hva kontoen kan og ikke kan gjøre på vegne av virksomheten."),
            "heard": _("For eksempel tillitsvalgte, personvernombudet og fagavdelingene."),
            "communicated": _("Hvordan ansatte og publikum fikk vite om kontoen."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        owner.queryset = active_people()  # type: ignore[attr-defined]

    def clean_response_hours(self) -> int | None:
        """A promise is between one working hour and ten working days."""
        hours: int | None = self.cleaned_data["response_hours"]
        if hours is not None and not 1 <= hours <= LONGEST_PROMISE:
            raise forms.ValidationError(
                _("Svartiden må være mellom 1 og %(most)d arbeidstimer.")
                % {"most": LONGEST_PROMISE}
            )
        return hours

    def clean(self) -> dict[str, Any]:
        """An account closes after it opens, and a page is read by its address."""
        cleaned = super().clean() or {}
        opened, closed = cleaned.get("opened_on"), cleaned.get("closed_on")
        if opened and closed and closed < opened:
            self.add_error("closed_on", _("Kontoen kan ikke legges ned før den er åpnet."))
        return cleaned

    def layout(self) -> Layout:
        return Layout(
            "edition",
            Section(
                _("Kontoen"),
                Columns("channel", "handle"),
                Columns("name", "url"),
                Columns("unit", "owner"),
                Columns("opened_on", "closed_on"),
            ),
            Section(
                _("Hva den er til"),
                "purpose",
                Columns("purpose_nn", "purpose_en"),
                Columns("uses", "languages"),
                Columns("activity", "direct_messages"),
            ),
            Section(
                _("Hva dere lover"),
                Columns("response_hours", "opening_hours"),
                "case_address",
                Columns("privacy_url", "rules_url"),
            ),
            Section(
                _("Profilteksten"),
                Columns("profile_language", "reader"),
                Columns("profile_url", "profile_part"),
                description=_("Portalen ser etter hver dag om den godkjente teksten står der."),
            ),
            Section(
                _("Forankring"),
                "decision_maker",
                "mandate",
                Columns("heard", "communicated"),
            ),
        )


class HoursForm(PortalForm):
    """A span of a weekday, or of several days alike."""

    weekday = forms.TypedChoiceField(
        label=_("Fra og med"), choices=[("", _("Velg dag")), *Weekday.choices], coerce=int
    )
    until = forms.TypedChoiceField(
        label=_("Til og med"),
        choices=[("", _("Bare denne dagen")), *Weekday.choices],
        coerce=int,
        required=False,
        empty_value=None,
    )
    opens = forms.TimeField(label=_("Fra kl."), widget=forms.TimeInput({"type": "time"}, "%H:%M"))
    closes = forms.TimeField(label=_("Til kl."), widget=forms.TimeInput({"type": "time"}, "%H:%M"))

    def layout(self) -> Layout:
        return Layout(Columns("weekday", "until", "opens", "closes"))

    def clean(self) -> dict[str, Any]:
        """A span ends after it begins, and the days run forwards."""
        cleaned = super().clean() or {}
        opens, closes = cleaned.get("opens"), cleaned.get("closes")
        if opens and closes and closes <= opens:
            self.add_error("closes", _("Tiden må slutte etter at den begynner."))
        first, last = cleaned.get("weekday"), cleaned.get("until")
        if isinstance(first, int) and isinstance(last, int) and last < first:
            self.add_error("until", _("Den siste dagen må komme etter den første i uken."))
        return cleaned


class HoursRows(FormsetRows):
    """When somebody follows the account."""

    row_label = _("Åpningstid")

    def clean(self) -> None:
        """Two spans of one day never overlap."""
        spans = sorted(self.hours())
        for (day, _opens, closes), (next_day, opens, _closes) in pairwise(spans):
            if day == next_day and opens < closes:
                raise forms.ValidationError(
                    _("To åpningstider på %(day)s overlapper. Rett dem.")
                    % {"day": str(Weekday(day).label).lower()}
                )

    def hours(self) -> list[tuple[int, time, time]]:
        """The rows as (weekday, opens, closes), one for each day."""
        return [
            (day, row["opens"], row["closes"])
            for row in self.filled
            if {"weekday", "opens", "closes"} <= row.keys()
            for day in range(row["weekday"], (row.get("until") or row["weekday"]) + 1)
        ]

    def week(self) -> dict[int, tuple[tuple[time, time], ...]]:
        """The rows by weekday."""
        rows = sorted(self.hours())
        return {
            day: tuple((opens, closes) for _day, opens, closes in spans)
            for day, spans in groupby(rows, key=itemgetter(0))
        }


class PromiseForm(PortalForm):
    """A promise for one kind of message."""

    kind = forms.ChoiceField(
        label=_("Type melding"), choices=[("", _("Velg type")), *MessageKind.choices]
    )
    hours = forms.IntegerField(label=_("Arbeidstimer"), min_value=1, max_value=LONGEST_PROMISE)

    def layout(self) -> Layout:
        return Layout(Columns("kind", "hours"))


class PromiseRows(FormsetRows):
    """Promises that differ from the general one."""

    row_label = _("Svartid")

    def clean(self) -> None:
        """One promise for each kind."""
        kinds = [row["kind"] for row in self.filled if "kind" in row]
        if len(kinds) != len(set(kinds)):
            raise forms.ValidationError(_("Samme type melding står to ganger. Fjern den ene."))

    def promises(self) -> dict[str, int]:
        """Working hours by kind of message."""
        return {row["kind"]: row["hours"] for row in self.filled}


HoursFormset: Any = forms.formset_factory(HoursForm, formset=HoursRows, extra=0, max_num=30)
PromiseFormset: Any = forms.formset_factory(PromiseForm, formset=PromiseRows, extra=0, max_num=10)


class AdministratorForm(PortalForm):
    """Somebody who can sign in to the account."""

    submit_label = _("Legg til")
    user = forms.ModelChoiceField(
        label=_("Person i portalen"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Velg person"),
    )
    name = forms.CharField(label=_("Navn"), max_length=150, required=False)
    email = forms.EmailField(label=_("E-postadresse"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = active_people()  # type: ignore[attr-defined]

    def layout(self) -> Layout:
        return Layout(
            "user",
            Section(
                _("Eller en person utenfor portalen"),
                Columns("name", "email"),
                description=_("For eksempel et byrå. Portalen kan ikke varsle når den slutter."),
            ),
            Actions(Save(self.submit_label)),
        )

    def clean(self) -> dict[str, Any]:
        """Just one of the two ways."""
        cleaned = super().clean() or {}
        outside = bool(cleaned.get("name")), bool(cleaned.get("email"))
        if bool(cleaned.get("user")) == any(outside) and not self.errors:
            self.add_error("user", _("Velg en person, eller fyll ut navn og e-postadresse."))
        elif any(outside) and not all(outside) and not self.errors:
            empty = "email" if outside[0] else "name"
            self.add_error(empty, _("Fyll ut både navn og e-postadresse."))
        return cleaned


class AlarmForm(PortalForm):
    """What became of a leaver's access."""

    submit_label = _("Avslutt alarmen")
    is_removed = forms.TypedChoiceField(
        label=_("Hva er gjort?"),
        choices=[
            ("1", _("Tilgangen er fjernet i kanalen")),
            ("0", _("Personen skal fortsatt ha tilgang")),
        ],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Merknad"),
        required=False,
        max_length=1000,
        widget=Textarea(rows=3),
        help_text=_("Skriv hvorfor, hvis personen fortsatt skal ha tilgang."),
    )

    def clean(self) -> dict[str, Any]:
        """Keeping the access needs a reason."""
        cleaned = super().clean() or {}
        if cleaned.get("is_removed") is False and not str(cleaned.get("note", "")).strip():
            self.add_error("note", _("Skriv hvorfor personen fortsatt trenger tilgangen."))
        return cleaned


class ActivityForm(PortalForm):
    """Numbers that a person has read somewhere."""

    submit_label = _("Lagre tallene")
    posts_total = forms.IntegerField(
        label=_("Innlegg i alt"), required=False, min_value=0, max_value=LARGEST_NUMBER
    )
    followers = forms.IntegerField(
        label=_("Følgere"), required=False, min_value=0, max_value=LARGEST_NUMBER
    )
    last_post_at = DateField(label=_("Siste innlegg"), required=False)
    source = forms.CharField(
        label=_("Kilde"),
        max_length=300,
        help_text=_("Hvor du leste tallene, for eksempel kanalens egen statistikk."),
    )

    def clean(self) -> dict[str, Any]:
        """At least one number."""
        cleaned = super().clean() or {}
        numbers = ("posts_total", "followers", "last_post_at")
        if not self.errors and all(cleaned.get(name) is None for name in numbers):
            self.add_error("posts_total", _("Skriv minst ett tall."))
        return cleaned
