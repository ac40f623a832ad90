"""Input to clean data: filters, watches, sources, identity items."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.models import Channel
from difi_sosial.core.crypto import Undecipherable, decrypt, encrypt
from difi_sosial.core.forms import (
    HTML,
    Actions,
    Cancel,
    DateField,
    Div,
    FilterForm,
    Layout,
    PortalForm,
    PortalModelForm,
    Save,
    Section,
    Textarea,
)
from difi_sosial.law.queries import reference_of
from difi_sosial.monitoring.connectors.base import Connector, Setting, site_of, web_address
from difi_sosial.monitoring.enums import (
    IdentityKind,
    IdentityState,
    Language,
    MentionStatus,
    Party,
)
from difi_sosial.monitoring.models import IdentityItem, Source, Watch
from difi_sosial.monitoring.queries import (
    MentionFilter,
    category_choices,
    channels_for,
    channels_in_use,
)

ANY = ("", _("Alle"))
LONGEST_TERM = 200
MOST_TERMS = 100
INTERVALS = (
    (5, _("hvert 5. minutt")),
    (15, _("hvert kvarter")),
    (60, _("hver time")),
    (360, _("fire ganger i døgnet")),
    (1440, _("én gang i døgnet")),
)


class MentionFilterForm(FilterForm):
    """The filters over the list of mentions; all of them live in the address."""

    submit_label = _("Vis omtaler")
    q = forms.CharField(label=_("Søk i teksten"), required=False, max_length=200)
    status = forms.ChoiceField(label=_("Status"), required=False)
    category = forms.ChoiceField(label=_("Kategori"), required=False)
    channel = forms.ModelChoiceField(
        label=_("Kanal"), queryset=Channel.objects.none(), required=False, empty_label=ANY[1]
    )
    source = forms.ModelChoiceField(
        label=_("Kilde"), queryset=Source.objects.none(), required=False, empty_label=ANY[1]
    )
    watch = forms.ModelChoiceField(
        label=_("Overvåking"), queryset=Watch.objects.none(), required=False, empty_label=ANY[1]
    )
    language = forms.ChoiceField(label=_("Språk"), required=False)
    posted_from = DateField(label=_("Fra dato"), required=False, help_text="")
    posted_to = DateField(label=_("Til dato"), required=False, help_text="")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: Mapping[str, list[tuple[str, Any]]] = {
            "status": list(MentionStatus.choices),
            "category": category_choices(),
            "language": [choice for choice in Language.choices if choice[0]],
        }
        for name, values in choices.items():
            self.fields[name].choices = [ANY, *values]  # type: ignore[attr-defined]
        querysets = {
            "channel": channels_in_use(),
            "source": Source.objects.only("name"),
            "watch": Watch.objects.only("name"),
        }
        for name, queryset in querysets.items():
            self.fields[name].queryset = queryset  # type: ignore[attr-defined]

    def layout(self) -> Layout:
        """The three most used in sight; the rest folded away, but open when one of them is used."""
        more = ("channel", "source", "watch", "language", "posted_from", "posted_to")
        is_open = any(self.data.get(name) for name in more)
        summary = format_html(
            '<details class="ds-details"{}><summary>{}</summary>',
            " open" if is_open else "",
            _("Flere filtre"),
        )
        return Layout(
            Div(
                *("q", "status", "category"),
                Actions(Save(self.submit_label, variant="secondary")),
                css_class="filters",
            ),
            HTML(summary),
            Div(*more, css_class="filters"),
            HTML("</details>"),
        )

    @property
    def wanted(self) -> MentionFilter:
        """The filter; a field with nonsense in it counts as empty."""
        self.is_valid()
        return MentionFilter(**{name: value for name, value in self.cleaned_data.items() if value})


class TermsField(forms.CharField):
    """Search terms, one a line."""

    widget = Textarea

    def clean(self, value: Any) -> list[str]:
        lines = (" ".join(line.split()) for line in (super().clean(value) or "").splitlines())
        terms = list(dict.fromkeys(line for line in lines if line))
        for term in terms:
            self._judge(term)
        if len(terms) > MOST_TERMS:
            raise forms.ValidationError(_("Skriv høyst 100 linjer. Lag heller to overvåkinger."))
        return terms

    @staticmethod
    def _judge(term: str) -> None:
        if len(term) > LONGEST_TERM:
            text = _("«%s …» er for langt. Skriv høyst 200 tegn på en linje.")
            raise forms.ValidationError(text % term[:30])
        if len(term.strip('* #@"')) < 2:
            raise forms.ValidationError(_("«%s» er for kort og vil treffe nesten alt.") % term)
        if "*" in term.rstrip("*"):
            raise forms.ValidationError(_("I «%s» må stjernen stå sist.") % term)


class WatchForm(PortalForm):
    """What we listen for and why. «Prøv» shows what stored mentions it would have found."""

    name = forms.CharField(label=_("Navn"), max_length=100)
    purpose = forms.CharField(
        label=_("Formål"),
        widget=Textarea(rows=3),
        help_text=_("Hva skal dere bruke omtalene til? Teksten vises på siden."),
    )
    legal_basis = forms.CharField(label=_("Behandlingsgrunnlag"), widget=Textarea(rows=2))
    language = forms.ChoiceField(
        label=_("Språk"),
        required=False,
        choices=[("", _("Alle språk")), *(choice for choice in Language.choices if choice[0])],
    )
    any_of = TermsField(
        label=_("Søkeord"),
        help_text=_(
            "Ett ord eller uttrykk på hver linje. Stjerne sist tar med alle endelser: "
            "testetat* finner testetatens. Søk etter virksomheten og oppgavene, "
            "ikke etter privatpersoner."
        ),
    )
    none_of = TermsField(
        label=_("Ikke når teksten har"),
        required=False,
        help_text=_("Ord som viser at det er noe annet det handler om."),
    )

    def __init__(self, *args: Any, watch: Watch | None = None, **kwargs: Any) -> None:
        self.watch = watch
        super().__init__(*args, **kwargs)
        if rule := reference_of("basis-public-task"):
            self.fields["legal_basis"].help_text = _now(
                "For eksempel %(rule)s, og loven som gir dere oppgaven."
            ) % {"rule": rule}

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        others = Watch.objects.all()
        if self.watch:
            others = others.exclude(pk=self.watch.pk)
        if others.filter(name__iexact=name).exists():
            text = _("Det finnes alt en overvåking med dette navnet. Velg et annet.")
            raise forms.ValidationError(text)
        return name

    def layout(self) -> Layout:
        return Layout(
            Section(_("Hvorfor"), "name", "purpose", "legal_basis", "language"),
            Section(_("Hva"), "any_of", "none_of"),
            Actions(
                Save(_("Lagre overvåkingen")),
                Save(_("Prøv på lagrede omtaler"), name="try", value="1", variant="secondary"),
            ),
        )


class SourceForm(PortalForm):
    """One place to ask; the connector says which settings it needs."""

    name = forms.CharField(label=_("Navn"), max_length=100)
    channel = forms.ModelChoiceField(
        label=_("Kanal"),
        queryset=Channel.objects.none(),
        empty_label=_("Velg kanal"),
        help_text=_("Kanalen i katalogen som kilden hører til. De mest aktuelle står først."),
    )
    watches = forms.ModelMultipleChoiceField(
        label=_("Overvåkinger"),
        queryset=Watch.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Bare innlegg som passer med en av disse, blir lagret."),
    )
    interval_minutes = forms.TypedChoiceField(
        label=_("Hvor ofte"), choices=INTERVALS, coerce=int, initial=15
    )
    # A token that was just typed survives «Prøv» in here, encrypted; it is never shown again.
    kept_token = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, connector: Connector, source: Source | None = None, **kwargs: Any
    ) -> None:
        self.connector, self.source = connector, source
        super().__init__(*args, **kwargs)
        self.fields["channel"].queryset = channels_for(connector.slug)  # type: ignore[attr-defined]
        self.fields["watches"].queryset = Watch.objects.select_related("version")  # type: ignore[attr-defined]
        for setting in connector.settings:
            self.fields[setting.name] = self._field(setting)

    def _field(self, setting: Setting) -> forms.Field:
        label, help_text = _now(setting.label), _now(setting.help)
        if setting.kind == "secret":
            if self.source and self.source.encrypted_token:
                help_text = str(
                    _("Et token er lagret og vises ikke. La feltet stå tomt for å beholde det.")
                )
            widget: forms.Widget = forms.PasswordInput(attrs={"autocomplete": "off"})
            return forms.CharField(label=label, help_text=help_text, required=False, widget=widget)
        if setting.kind == "words":
            return forms.CharField(
                label=label, help_text=help_text, required=setting.required, widget=Textarea(rows=3)
            )
        return forms.CharField(
            label=label, help_text=help_text, required=setting.required, max_length=2000
        )

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        others = Source.objects.all()
        if self.source:
            others = others.exclude(pk=self.source.pk)
        if others.filter(name__iexact=name).exists():
            text = _("Det finnes alt en kilde med dette navnet. Velg et annet.")
            raise forms.ValidationError(text)
        return name

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        url = cleaned.get("url", "").strip()
        if url and web_address(url) != url:
            self.add_error("url", _("Skriv hele adressen. Den begynner med https://."))
        typed = cleaned.get("token") or self._kept(cleaned.get("kept_token", ""))
        cleaned["token"] = typed
        if typed:
            data = self.data.copy()  # type: ignore[attr-defined]
            data["kept_token"] = encrypt(typed)
            self.data = data
        return cleaned

    @staticmethod
    def _kept(kept: str) -> str:
        try:
            return decrypt(kept) if kept else ""
        except Undecipherable:
            return ""

    @property
    def settings(self) -> dict[str, str]:
        """The connector's settings as they are stored; no secret among them."""
        open_ones = [s.name for s in self.connector.settings if s.kind != "secret"]
        return {name: self.cleaned_data.get(name, "").strip() for name in open_ones}

    @property
    def token(self) -> str:
        """The token to use now: the one typed, else the one that is stored for this very site."""
        stored = ""
        if self.source and site_of(self.source.settings.get("url", "")) == site_of(
            self.settings.get("url", "")
        ):
            stored = self.source.encrypted_token
        return self.cleaned_data["token"] or self._kept(stored)

    def layout(self) -> Layout:
        return Layout(
            "kept_token",
            Section(_("Kilden"), "name", "channel", *(s.name for s in self.connector.settings)),
            Section(_("Hva vi ser etter"), "watches", "interval_minutes"),
            Actions(
                Save(_("Lagre kilden")),
                Save(_("Prøv innstillingene"), name="try", value="1", variant="secondary"),
            ),
        )


class PauseForm(PortalForm):
    """Why a source is paused; whoever comes after must be able to understand it."""

    submit_label = _("Sett på pause")
    reason = forms.CharField(
        label=_("Hvorfor?"), max_length=300, help_text=_("Vises for alle som ser på kilden.")
    )


class IdentityFilterForm(FilterForm):
    """The filters over the net identity."""

    submit_label = _("Vis funn")
    kind = forms.ChoiceField(label=_("Type"), required=False, choices=[ANY, *IdentityKind.choices])
    state = forms.ChoiceField(
        label=_("Status"), required=False, choices=[ANY, *IdentityState.choices]
    )


class IdentityItemForm(PortalModelForm):
    """One trace of the agency on the net."""

    url = forms.URLField(label=_("Adresse"), required=False, max_length=1000, assume_scheme="https")

    class Meta:
        model = IdentityItem
        fields = (
            "kind",
            "name",
            "url",
            "official",
            "party",
            "stance",
            "stance_reason",
            "action",
            "owner",
            "deadline",
            "checked_on",
            "state",
            "note",
        )
        field_classes = {"deadline": DateField, "checked_on": DateField}
        widgets = {"note": Textarea(rows=3), "stance_reason": Textarea(rows=2)}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        party, stance = cleaned.get("party"), cleaned.get("stance")
        if stance and party not in (Party.ORGANISATION, Party.PUBLIC_ROLE):
            self.add_error(
                "stance",
                _(
                    "Bare organisasjoner og personer i offentlig rolle kan registreres som "
                    "støttespiller eller motstander. La feltet stå tomt."
                ),
            )
        elif stance and party == Party.PUBLIC_ROLE and not cleaned.get("stance_reason"):
            self.add_error("stance_reason", _("Skriv hvilken offentlig rolle personen har."))
        return cleaned

    def layout(self) -> Layout:
        return Layout(
            Section(_("Hva er det?"), "kind", "name", "url", "official", "party"),
            Section(_("Organiserte aktører"), "stance", "stance_reason"),
            Section(
                _("Hva gjør vi?"), "state", "action", "owner", "deadline", "checked_on", "note"
            ),
            Actions(Save(_("Lagre funnet")), Cancel(reverse("monitoring:identity-list"))),
        )
