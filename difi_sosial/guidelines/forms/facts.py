"""What people fill in about a guideline as a whole."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.forms import (
    DateField,
    PortalForm,
)
from difi_sosial.guidelines.enums import Language
from difi_sosial.guidelines.models import Guideline, GuidelineVersion
from difi_sosial.people.models import Unit, User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.queries import people_who_may, units


class UnitField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A unit, or the whole agency."""

    def __init__(self) -> None:
        super().__init__(
            Unit.objects.none(),
            label=_("Enhet"),
            required=False,
            empty_label=_("Hele virksomheten"),
            help_text=_("Hvem retningslinjene gjelder for."),
        )


class IsPublicField(forms.BooleanField):
    """Whether anybody may read it."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Alle kan lese den gjeldende versjonen uten å logge inn"), required=False
        )


class GuidelineForm(PortalForm):
    """A new guideline."""

    title = forms.CharField(
        label=_("Tittel"),
        max_length=200,
        help_text=_("For eksempel «Retningslinjer for sosiale medier»."),
    )
    language = forms.ChoiceField(
        label=_("Målform"),
        choices=Language.choices,
        help_text=_("Målformen avgjør hvilke forslag til tekst du får."),
    )
    unit = UnitField()
    is_public = IsPublicField()
    submit_label = _("Lag retningslinjen")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units()  # type: ignore[attr-defined]


class DetailsForm(PortalForm):
    """The facts about a guideline. The title is closed once the text is approved."""

    title = forms.CharField(label=_("Tittel"), max_length=200)
    owner = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Ansvarlig"),
        help_text=_("Får beskjed når retningslinjene skal gjennomgås."),
    )
    unit = UnitField()
    review_on = DateField(
        label=_("Gjennomgås innen"),
        required=False,
        help_text=_("Uten dato blir det ett år etter at versjonen begynte å gjelde."),
    )
    valid_until = DateField(
        label=_("Gjelder til og med"),
        required=False,
        help_text=_(
            "Uten dato gjelder versjonen til den blir erstattet. Datoen blir godkjent med teksten."
        ),
    )
    is_public = IsPublicField()
    twin = forms.ModelChoiceField(
        Guideline.objects.none(),
        label=_("På den andre målformen"),
        required=False,
        empty_label=_("Finnes ikke"),
        help_text=_("Da kan alle lese bokmål og nynorsk side om side."),
    )
    submit_label = _("Lagre opplysningene")

    def __init__(self, *args: Any, version: GuidelineVersion, **kwargs: Any) -> None:
        guideline = version.guideline
        kwargs["initial"] = {
            "title": version.title,
            "owner": guideline.owner_id,
            "unit": guideline.unit_id,
            "review_on": version.review_on,
            "valid_until": version.valid_until,
            "is_public": guideline.is_public,
            "twin": guideline.twin,
        }
        super().__init__(*args, **kwargs)
        writers = people_who_may(Permission.GUIDELINE_WRITE)
        self.fields["owner"].queryset = (  # type: ignore[attr-defined]
            writers | User.objects.filter(pk=guideline.owner_id).distinct()
        )
        self.fields["unit"].queryset = units()  # type: ignore[attr-defined]
        others = Guideline.objects.exclude(language=guideline.language)
        self.fields["twin"].queryset = others  # type: ignore[attr-defined]
        self.fields["title"].disabled = version.is_frozen
        self.fields["valid_until"].disabled = version.is_frozen
