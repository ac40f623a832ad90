"""Input for closing criteria."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from difi_sosial.channels.enums import CriterionKind
from difi_sosial.core.forms import DateField, PortalForm, Textarea

LIMITS = {
    CriterionKind.FEW_POSTS: (_("Færre innlegg enn"), 1, 10_000),
    CriterionKind.LATE_ANSWERS: (_("Besvart innen fristen, under så mange prosent"), 1, 100),
    CriterionKind.LATE_CONFIRMATION: (_("Flere dager for sent enn"), 1, 365),
}
PERIODS = {
    CriterionKind.FEW_POSTS: (_("På så mange uker"), 52),
    CriterionKind.LATE_ANSWERS: (_("Så mange måneder på rad"), 24),
}


class CriterionForm(PortalForm):
    """A rule agreed beforehand; only what its kind needs is asked for."""

    submit_label = _("Legg til kriteriet")
    limit = forms.IntegerField()
    period = forms.IntegerField(min_value=1)
    day = DateField(label=_("Prosjektets siste dag"))
    note = forms.CharField(
        label=_("Hva mener vi med det?"),
        widget=Textarea(rows=3),
        required=False,
        help_text=_("Skriv det slik at en ny kollega kan avgjøre om kriteriet er oppfylt."),
    )

    def __init__(self, *args: Any, kind: CriterionKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("limit", "period", "day"):
            if name not in kind.parts:
                del self.fields[name]
        if kind in LIMITS:
            label, least, most = LIMITS[kind]
            self.fields["limit"] = forms.IntegerField(label=label, min_value=least, max_value=most)
        if kind in PERIODS:
            label, most = PERIODS[kind]
            self.fields["period"] = forms.IntegerField(label=label, min_value=1, max_value=most)
        if not kind.is_measured:
            self.fields["note"].required = True
        self.order_fields(("limit", "period", "day", "note"))


class MetForm(PortalForm):
    """A person says that a criterion is met."""

    submit_label = _("Merk som oppfylt")
    evidence = forms.CharField(
        label=_("Hva viser det?"),
        widget=Textarea(),
        help_text=_("Vis til tall, en avgjørelse eller en lenke."),
    )


class DismissForm(PortalForm):
    """Going on although a criterion is met."""

    submit_label = _("Fortsett likevel")
    reason = forms.CharField(label=_("Hvorfor fortsetter dere?"), widget=Textarea())
    until = DateField(
        label=_("Fram til"),
        help_text=_("Da ser vi på kriteriet igjen. For eksempel 1. mars 2027"),
    )
