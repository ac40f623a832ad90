"""Input for evidence, measures, links, accounts and cases."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.models import Account, Decision
from difi_sosial.channels.services.proofs import LARGEST, Upload
from difi_sosial.core.forms import DateField, PortalForm, Text, Textarea
from difi_sosial.identity.enums import CaseAction, Kind, MeasureKind, Way
from difi_sosial.identity.services.accounts import NOT_OURS
from difi_sosial.people.models import User
from difi_sosial.strategy.enums import Section
from difi_sosial.strategy.models import StrategyVersion

# Where in a strategy what is found on the net means something (domain.md 4: «outcome»).
SECTIONS = (
    *(Section.SITUATION, Section.TARGET_GROUPS, Section.MESSAGES),
    *(Section.CHANNELS, Section.RISKS),
)


class EvidenceForm(PortalForm):
    """A file that shows what stood there."""

    submit_label = _("Legg ved beviset")
    file = forms.FileField(
        label=_("Fil"), help_text=_("Et skjermbilde (PNG, JPEG, WebP) eller en PDF. Høyst 5 MB.")
    )
    note = forms.CharField(label=_("Hva viser det?"), required=False, max_length=300)

    def clean_file(self) -> Upload:
        """The bytes; the service judges what kind of file it is."""
        file = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(_("Filen er for stor. Den kan være høyst 5 MB."))
        return Upload(str(file.name), file.read())


class MeasureForm(PortalForm):
    """What somebody shall do, and by when."""

    submit_label = _("Legg til tiltaket")
    kind = forms.ChoiceField(label=_("Tiltak"), choices=MeasureKind.choices)
    text = forms.CharField(label=_("Hva skal gjøres?"), required=False, max_length=300)
    owner = forms.ModelChoiceField(label=_("Ansvarlig"), queryset=User.objects.none())
    due_on = DateField(label=_("Frist"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = User.objects.filter(is_active=True).order_by("name")
        self.fields["owner"].queryset = found  # type: ignore[attr-defined]


class ReasonForm(PortalForm):
    """Why, or what came of it."""

    reason = forms.CharField(label=_("Begrunnelse"), widget=Textarea(rows=3), max_length=4000)


class LinkForm(PortalForm):
    """What a finding means, and for what: a part of a strategy or a decision about a channel."""

    submit_label = _("Koble")
    target = forms.ChoiceField(label=_("Hva gjelder det?"))
    note = forms.CharField(label=_("Hva betyr funnet der?"), max_length=300)

    def __init__(
        self,
        *args: Any,
        version: StrategyVersion | None = None,
        decisions: Any = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.version = version
        self.decisions: dict[str, Decision] = {f"d{one.pk}": one for one in decisions}
        parts = [(f"s{one.value}", one.label) for one in SECTIONS] if version else []
        channels = [(key, str(one.channel)) for key, one in self.decisions.items()]
        groups = ((str(version or ""), parts), (_("Kanalvalg"), channels))
        self.fields["target"].choices = [  # type: ignore[attr-defined]
            (label, rows) for label, rows in groups if rows
        ]

    def target_of(self) -> dict[str, Any]:
        """What the service takes: a version with a section, or a decision."""
        chosen = str(self.cleaned_data["target"])
        if chosen in self.decisions:
            return {"decision": self.decisions[chosen]}
        return {"version": self.version, "section": chosen[1:]}


class MatchForm(PortalForm):
    """Which of our accounts it is."""

    submit_label = _("Koble til kontoen")
    account = forms.ModelChoiceField(label=_("Konto i registeret"), queryset=Account.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Account.objects.filter(closed_on=None).select_related("channel")
        self.fields["account"].queryset = found  # type: ignore[attr-defined]


class DeclineForm(PortalForm):
    """It is not ours."""

    submit_label = _("Den er ikke vår")
    kind = forms.ChoiceField(
        label=_("Hva er den?"), choices=[(one.value, Kind(one).label) for one in NOT_OURS]
    )
    reason = forms.CharField(label=_("Hvordan vet dere det?"), widget=Textarea(rows=2))


class CaseForm(PortalForm):
    """What a look-alike does."""

    submit_label = _("Opprett sak")
    harm = forms.CharField(
        label=_("Hva gjør den?"),
        widget=Textarea(rows=3),
        max_length=4000,
        help_text=_("For eksempel: bruker logoen, ber om kortnummer, svarer folk i vårt navn."),
    )


REASONS: dict[str, Text] = {
    CaseAction.REPORT: _("Hva skrev dere til plattformen?"),
    CaseAction.FOLLOW_UP: _("Hva gjorde dere, og hva svarte de?"),
    CaseAction.REMOVED: _("Hvordan vet dere at den er borte?"),
    CaseAction.REFUSED: _("Hva svarte plattformen?"),
    CaseAction.TELL: _("Hvorfor varsler dere?"),
    CaseAction.CLOSE: _("Hvorfor er det ikke nødvendig å varsle?"),
    CaseAction.DISMISS: _("Hvorfor er det ingen etterligning?"),
}
FIELDS_OF = {
    CaseAction.DOCUMENT: (),
    CaseAction.REPORT: ("way", "reference", "reason", "due_on"),
    CaseAction.FOLLOW_UP: ("reason", "reference", "due_on"),
    CaseAction.TELL: ("warning_nb", "warning_nn", "told_where", "reason"),
}


class CaseStepForm(PortalForm):
    """One step of a case; only the fields that the step writes are there."""

    way = forms.ChoiceField(label=_("Hvordan meldte dere?"), choices=Way.choices)
    reference = forms.CharField(
        label=_("Referanse"),
        required=False,
        max_length=200,
        help_text=_("Saksnummer eller kvittering fra plattformen."),
    )
    warning_nb = forms.CharField(label=_("Varsel på bokmål"), widget=Textarea(rows=6))
    warning_nn = forms.CharField(label=_("Varsel på nynorsk"), widget=Textarea(rows=6))
    told_where = forms.CharField(
        label=_("Hvor varsler dere?"),
        max_length=300,
        help_text=_("Nettstedet, kontoene deres, en pressemelding. Lim gjerne inn adressen."),
    )
    reason = forms.CharField(label=_("Begrunnelse"), widget=Textarea(rows=4), max_length=4000)
    due_on = DateField(label=_("Følges opp"), required=False)

    def __init__(self, *args: Any, action: CaseAction, **kwargs: Any) -> None:
        self.action = action
        super().__init__(*args, **kwargs)
        wanted = FIELDS_OF.get(action, ("reason",))
        self.fields = {name: self.fields[name] for name in wanted}
        if "reason" in self.fields:
            self.fields["reason"].label = str(REASONS[action])
            self.fields["reason"].error_messages["required"] = _("Skriv en begrunnelse.")
        self.submit_label = action.label

    def step(self) -> dict[str, Any]:
        """What the service takes besides the case, the action, who and when."""
        given = dict(self.cleaned_data)
        due_on: date | None = given.pop("due_on", None)
        return {"reason": given.pop("reason", ""), "due_on": due_on, "facts": given}
