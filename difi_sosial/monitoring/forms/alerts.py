"""What a person wants to be told of, watch by watch, and when not."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.forms import PortalForm
from difi_sosial.monitoring.enums import AlertPace
from difi_sosial.monitoring.models import Alert, SavedSearch, Watch
from difi_sosial.monitoring.rules import Hours
from difi_sosial.monitoring.services.alerts import Choice

PACES = [*AlertPace.choices[:-1], (AlertPace.NEVER.value, _("Nei"))]


class TimeInput(forms.TimeInput):
    """The browser's own clock."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class AlertForm(PortalForm):
    """Quiet hours, and a row for each watch: how often, and the two kinds of unusual."""

    quiet_from = forms.TimeField(label=_("Stille fra"), widget=TimeInput)
    quiet_to = forms.TimeField(label=_("Stille til"), widget=TimeInput)
    workdays_only = forms.BooleanField(label=_("Bare på virkedager"), required=False)

    def __init__(
        self,
        *args: Any,
        watches: Iterable[Watch],
        searches: Iterable[SavedSearch] = (),
        alerts: Iterable[Alert],
        hours: Hours,
        **kwargs: Any,
    ) -> None:
        self.watches, self.searches = list(watches), list(searches)
        initial: dict[str, Any] = {
            "quiet_from": hours.quiet_from,
            "quiet_to": hours.quiet_to,
            "workdays_only": hours.workdays_only,
        }
        for alert in alerts:
            initial |= _values(alert)
        super().__init__(*args, initial=initial, **kwargs)
        for watch in self.watches:
            self.fields |= _row(watch)
        for search in self.searches:
            self.fields[f"search_{search.pk}"] = _pace(search)

    @property
    def rows(self) -> list[tuple[Watch, BoundField, BoundField, BoundField]]:
        """Each watch with its three fields, for the table."""
        names = ("pace", "surges", "little")
        return [
            (watch, *(self[f"{name}_{watch.pk}"] for name in names))  # type: ignore[misc]
            for watch in self.watches
        ]

    @property
    def search_rows(self) -> list[tuple[SavedSearch, BoundField]]:
        """Each saved search with how often."""
        return [(search, self[f"search_{search.pk}"]) for search in self.searches]

    @property
    def choices(self) -> list[Choice]:
        """What was chosen."""
        cleaned = self.cleaned_data
        of_searches = [
            Choice(None, cleaned[f"search_{search.pk}"], search=search) for search in self.searches
        ]
        return of_searches + [
            Choice(
                watch,
                cleaned[f"pace_{watch.pk}"],
                cleaned[f"surges_{watch.pk}"],
                cleaned[f"little_{watch.pk}"],
            )
            for watch in self.watches
        ]

    @property
    def hours(self) -> Hours:
        """When not to write."""
        cleaned = self.cleaned_data
        return Hours(cleaned["quiet_from"], cleaned["quiet_to"], cleaned["workdays_only"])


def _values(alert: Alert) -> Mapping[str, object]:
    if alert.search_id:
        return {f"search_{alert.search_id}": alert.pace}
    return {
        f"pace_{alert.watch_id}": alert.pace,
        f"surges_{alert.watch_id}": alert.surges,
        f"little_{alert.watch_id}": alert.little,
    }


def _row(watch: Watch) -> dict[str, forms.Field]:
    return {
        f"pace_{watch.pk}": _pace(watch),
        f"surges_{watch.pk}": _box(watch, _now("uvanlig mange")),
        f"little_{watch.pk}": _box(watch, _now("uvanlig få")),
    }


def _pace(thing: Watch | SavedSearch) -> forms.Field:
    return forms.ChoiceField(
        label=thing.name,
        choices=PACES,
        initial=AlertPace.NEVER,
        widget=forms.Select(attrs=_named(thing, _now("nye omtaler"))),
    )


def _box(watch: Watch, what: str) -> forms.Field:
    widget = forms.CheckboxInput(attrs=_named(watch, what))
    return forms.BooleanField(label=f"{watch.name}: {what}", required=False, widget=widget)


def _named(thing: Watch | SavedSearch, what: str) -> dict[str, str]:
    return {"class": "ds-input", "aria-label": f"{thing.name}: {what}"}
