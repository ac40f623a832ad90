"""Input for sources."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.models import Channel
from difi_sosial.core.crypto import Undecipherable, decrypt, encrypt
from difi_sosial.core.forms import (
    Actions,
    DateField,
    Layout,
    PortalForm,
    Save,
    Section,
    Textarea,
)
from difi_sosial.monitoring.connectors.base import Connector, Setting, site_of, web_address
from difi_sosial.monitoring.models import Source, Watch
from difi_sosial.monitoring.queries import (
    channels_for,
)

MAILBOX = re.compile(r"imaps://[A-Za-z0-9.-]+(:\d{1,5})?(/[ -~]*)?")
SAVE = Save(_("Lagre kilden"))
INTERVALS = (
    (5, _("hvert 5. minutt")),
    (15, _("hvert kvarter")),
    (60, _("hver time")),
    (360, _("fire ganger i døgnet")),
    (1440, _("én gang i døgnet")),
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
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Bare innlegg som passer med en av disse, blir lagret. "
            "Overvåkinger av alle kilder gjelder her også."
        ),
    )
    interval_minutes = forms.TypedChoiceField(
        label=_("Hvor ofte"), choices=INTERVALS, coerce=int, initial=15
    )
    adapts = forms.BooleanField(
        label=_("Tilpass hvor ofte"),
        required=False,
        initial=True,
        help_text=_("Oftere når det kommer mye nytt, sjeldnere når det er stille."),
    )
    token_expires_on = DateField(
        label=_("Tokenet gjelder til"),
        required=False,
        help_text=_("Vi sier fra to uker før. La stå tomt hvis det gjelder til det blir trukket."),
    )
    # A token that was just typed survives «Prøv» in here, encrypted; it is never shown again.
    kept_token = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, connector: Connector, source: Source | None = None, **kwargs: Any
    ) -> None:
        self.connector, self.source = connector, source
        super().__init__(*args, **kwargs)
        self.fields["interval_minutes"].initial = connector.minutes
        self.fields["interval_minutes"].required = not connector.by_hand
        self.fields["channel"].queryset = channels_for(connector.slug)  # type: ignore[attr-defined]
        self.fields["watches"].queryset = Watch.objects.select_related("version")  # type: ignore[attr-defined]
        for setting in connector.settings:
            self.fields[setting.name] = self._field(setting)
            self.fields[setting.name].initial = setting.default
        if connector.token_days is not None:
            self.fields["token_expires_on"].help_text = _(
                "Vi sier fra to uker før. La stå tomt, så regner vi med %(days)s dager fra i dag."
            ) % {"days": connector.token_days}

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
        if setting.kind == "number":
            whole = forms.IntegerField(min_value=0, max_value=999_999, required=setting.required)
            whole.label, whole.help_text = label, help_text
            return whole
        if setting.kind == "tick":
            return forms.BooleanField(label=label, help_text=help_text, required=False)
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
        if self.connector.by_hand:
            cleaned["interval_minutes"] = INTERVALS[-1][0]
        for setting in self.connector.settings:
            value = str(cleaned.get(setting.name) or "").strip()
            if setting.kind == "url" and value and web_address(value) != value:
                self.add_error(setting.name, _("Skriv hele adressen. Den begynner med https://."))
            if setting.kind == "mailbox" and value and not MAILBOX.fullmatch(value):
                text = _("Skriv adressen slik: imaps://tjener/mappe, uten brukernavn.")
                self.add_error(setting.name, text)
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
        values = {name: self.cleaned_data.get(name) for name in open_ones}
        return {
            name: "" if it is None or it is False else str(it).strip()
            for name, it in values.items()
        }

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
        asked = [setting.name for setting in self.connector.settings]
        asked += ["token_expires_on"] if self.connector.secrets else []
        if self.connector.by_hand:
            own = Section(_("Hva vi ser etter"), "watches")
            return Layout("kept_token", Section(_("Kilden"), "name", "channel", *asked), own, SAVE)
        return Layout(
            "kept_token",
            Section(_("Kilden"), "name", "channel", *asked),
            Section(_("Hva vi ser etter"), "watches", "interval_minutes", "adapts"),
            Actions(
                SAVE,
                Save(_("Prøv innstillingene"), name="try", value="1", variant="secondary"),
            ),
        )


class PauseForm(PortalForm):
    """Why a source is paused; whoever comes after must be able to understand it."""

    submit_label = _("Sett på pause")
    reason = forms.CharField(
        label=_("Hvorfor?"), max_length=300, help_text=_("Vises for alle som ser på kilden.")
    )
