"""Input to hearings."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.clock import local_date, now
from difi_sosial.core.forms import Actions, Cancel, DateField, Layout, PortalForm, Save, Textarea
from difi_sosial.core.workdays import is_workday
from difi_sosial.hearing.enums import Verdict
from difi_sosial.hearing.models import Hearing, Input
from difi_sosial.people.enums import Role
from difi_sosial.people.models import User

LONGEST = 20_000


def suggested() -> QuerySet[User]:
    """Those who always should be heard: the archivist and the data protection officer."""
    always = (Role.ARCHIVIST, Role.DPO)
    return User.objects.filter(is_active=True, grants__role__in=always).distinct()


class PeopleField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Active persons as tick boxes, each with title and unit."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        active = User.objects.filter(is_active=True).select_related("unit").order_by("name", "pk")
        super().__init__(queryset=active, **kwargs)

    def label_from_instance(self, person: Any) -> str:
        """Name, title and unit: two persons may share a name."""
        facts = ", ".join(str(fact) for fact in (person.title, person.unit) if fact)
        return f"{person.name} – {facts}" if facts else str(person.name)


class OpenForm(PortalForm):
    """Who is asked, until when, and about what; for whoever owns the text."""

    submit_label = _("Send på høring")
    invited = PeopleField(
        label=_("Hvem skal bli hørt?"),
        help_text=_(
            "Arkivaren og personvernombudet er valgt for deg. "
            "Ta med tillitsvalgte og dem som kan fagområdene."
        ),
        error_messages={"required": _("Velg minst én person som skal bli hørt.")},
    )
    deadline = DateField(label=_("Frist for innspill"))
    question = forms.CharField(
        label=_("Hva ønsker du innspill på?"),
        max_length=4000,
        widget=Textarea(rows=4),
        help_text=_("De inviterte ser dette øverst på høringssiden."),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, edition: int, back: str, deadline: date, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "invited": [person.pk for person in suggested()],
            "deadline": deadline,
            "question": _("Er noe feil, uklart eller glemt? Hva må endres før vi vedtar teksten?"),
            "edition": edition,
        }
        super().__init__(*args, **kwargs)
        self.back = back
        days = _("Forslaget er ti arbeidsdager fra i dag. Helg og helligdager er ikke regnet med.")
        self.fields["deadline"].help_text = days

    def clean_deadline(self) -> date:
        """A working day from today on: nobody is asked to answer on a holiday."""
        return _answerable(self.cleaned_data["deadline"])

    def layout(self) -> Layout:
        row = Actions(Save(self.submit_label), Cancel(self.back))
        return Layout("invited", "deadline", "question", "edition", row)


class UnionForm(OpenForm):
    """A hearing where the employees must be heard: their representative is named."""

    representatives = PeopleField(
        label=_("Hvem taler for de ansatte?"),
        help_text=_(
            "Minst én tillitsvalgt eller ett verneombud. De du velger her, blir invitert, "
            "og høringen viser at de ansatte er hørt."
        ),
        error_messages={"required": _("Velg minst én tillitsvalgt eller ett verneombud.")},
    )

    def __init__(self, *args: Any, wrote: Iterable[int] = (), **kwargs: Any) -> None:
        """`wrote` are the keys of those who cannot speak for the employees: it is their text."""
        super().__init__(*args, **kwargs)
        invited, spoken_for = self.fields["invited"], self.fields["representatives"]
        assert isinstance(spoken_for, forms.ModelMultipleChoiceField)  # noqa: S101 - tells mypy
        # Somebody is asked already: the representative.
        invited.required, invited.label = False, _("Hvem skal ellers bli hørt?")
        invited.help_text = _(
            "Arkivaren og personvernombudet er valgt for deg. Ta med dem som kan fagområdene."
        )
        spoken_for.queryset = spoken_for.queryset.exclude(pk__in=wrote)  # type: ignore[union-attr]

    def layout(self) -> Layout:
        row = Actions(Save(self.submit_label), Cancel(self.back))
        return Layout("representatives", "invited", "deadline", "question", "edition", row)


class InputForm(PortalForm):
    """What somebody says."""

    part = forms.ChoiceField(label=_("Hva gjelder innspillet?"), required=False)
    text = forms.CharField(
        label=_("Innspill"),
        max_length=LONGEST,
        widget=Textarea(rows=6),
        help_text=_("Skriv hva som bør endres, og hvorfor. Ta ett forhold i hvert innspill."),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, hearing: Hearing, given: Input | None = None) -> None:
        start = {"text": given.text, "part": given.part, "edition": given.edition} if given else {}
        super().__init__(*args, initial=start)
        self.changes = given is not None
        self.back = hearing.pk
        part = self.fields["part"]
        assert isinstance(part, forms.ChoiceField)  # noqa: S101 - tells mypy
        part.choices = [("", _("Hele teksten")), *((key, label) for key, label in hearing.parts)]
        if not hearing.parts:
            part.widget = forms.HiddenInput()

    def layout(self) -> Layout:
        label = _("Lagre innspillet") if self.changes else _("Gi innspill")
        return Layout("part", "text", "edition", Actions(Save(label)))


class AnswerForm(PortalForm):
    """What an input comes to."""

    verdict = forms.ChoiceField(
        label=_("Hva fører innspillet til?"), choices=Verdict.choices, widget=forms.RadioSelect
    )
    answer = forms.CharField(
        label=_("Svar"),
        max_length=LONGEST,
        widget=Textarea(rows=5),
        help_text=_(
            "Si hva dere endrer, eller hvorfor dere ikke gjør det. Alle inviterte leser det."
        ),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, given: Input, back: str) -> None:
        start = {"edition": given.edition, "seen": given.answer_edition}
        if given.answered_at:
            start |= {"verdict": given.verdict, "answer": given.answer}  # type: ignore[dict-item]
        super().__init__(*args, initial=start)
        self.back = back

    def layout(self) -> Layout:
        row = Actions(Save(_("Lagre svaret")), Cancel(self.back))
        return Layout("verdict", "answer", "edition", "seen", row)


class ChangeForm(PortalForm):
    """A new deadline, and more persons."""

    deadline = DateField(label=_("Frist for innspill"))
    invited = PeopleField(
        label=_("Flere som skal bli hørt"),
        required=False,
        help_text=_("De du velger, får en e-post. Ingen som er invitert, blir tatt bort."),
    )

    def __init__(self, *args: Any, hearing: Hearing, back: str) -> None:
        super().__init__(*args, initial={"deadline": hearing.deadline})
        self.back, self.stands = back, hearing.deadline
        asked = [invitation.person_id for invitation in hearing.invitations.all()]
        self.is_promised = any(one.is_representative for one in hearing.invitations.all())
        invited = self.fields["invited"]
        assert isinstance(invited, forms.ModelMultipleChoiceField)  # noqa: S101 - tells mypy
        invited.queryset = invited.queryset.exclude(pk__in=asked)  # type: ignore[union-attr]

    def clean_deadline(self) -> date:
        """The deadline as it stands, or a new one that somebody can answer by."""
        day: date = self.cleaned_data["deadline"]
        if self.is_promised and day < self.stands:
            text = _("De ansatte har fått denne fristen. Den kan bare flyttes fram i tid.")
            raise forms.ValidationError(text)
        return day if day == self.stands else _answerable(day)

    def layout(self) -> Layout:
        return Layout("deadline", "invited", Actions(Save(_("Lagre")), Cancel(self.back)))


def _answerable(day: date) -> date:
    """A day that somebody can be asked to answer by."""
    if day < local_date(now()):
        raise forms.ValidationError(_("Velg en frist som ikke er passert."))
    if not is_workday(day):
        raise forms.ValidationError(_("Velg en arbeidsdag som frist."))
    return day
