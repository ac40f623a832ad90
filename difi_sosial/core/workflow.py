"""A workflow is a table. Services ask it what a step leads to; pages ask it which buttons to draw.

Because both read the same table, page and law cannot differ.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from difi_sosial.core.errors import Conflict, Invalid, NotAllowed, WrongState
from difi_sosial.core.templatetags.sosial import moment

Rule = Callable[[Any, Any], bool]
Style = Literal["primary", "secondary", "danger"]


@dataclass(frozen=True, slots=True)
class Step:
    """One row: `action` moves a thing from any of `sources` to `target`, when `who(person, thing)`.

    `who=None` marks a step that only the clock or a service takes; no button is drawn for it.
    """

    action: str
    sources: frozenset[str]
    target: str
    who: Rule | None
    label: str | Promise
    needs_reason: bool = False
    style: Style = "secondary"


class Workflow:
    """The law of one kind of thing, as rows."""

    def __init__(self, *steps: Step) -> None:
        self.steps = steps

    def check(self, action: str, *, state: str, by: Any, thing: Any, reason: str = "") -> str:
        """The state that `action` leads to.

        Raises WrongState when no row has this action from this state, NotAllowed when the rows
        that have it are closed to this person, Invalid when the row wants a reason and none came.
        `by=None` is the portal itself and takes only the rows without `who`.
        """
        rows = [step for step in self.steps if step.action == action and state in step.sources]
        if not rows:
            raise WrongState(
                _("Dette kan ikke gjøres nå. Noen kan ha endret det. Last siden på nytt.")
            )
        row = next((step for step in rows if _open(step, by, thing)), None)
        if row is None:
            raise NotAllowed(_("Du kan ikke gjøre dette. Be en kollega med rett rolle om det."))
        if row.needs_reason and not reason.strip():
            raise Invalid(_("Skriv en begrunnelse."))
        return row.target

    def open_to(self, by: Any, thing: Any) -> list[Step]:
        """The steps this person may take with this thing now, in the order of the table."""
        return [
            step for step in self.steps if thing.state in step.sources and _may(step, by, thing)
        ]

    def actions(self) -> Iterable[str]:
        """Every action once, in the order of the table."""
        return dict.fromkeys(step.action for step in self.steps)


def _may(step: Step, by: Any, thing: Any) -> bool:
    return step.who is not None and by is not None and step.who(by, thing)


def _open(step: Step, by: Any, thing: Any) -> bool:
    return step.who is None if by is None else _may(step, by, thing)


def overtaken(version: Any) -> Conflict | None:
    """Who was faster, when somebody decided on a version what this person was about to decide.

    A version has `state` (approved, returned ...), and who approved or returned it and when.
    """
    if version.approved_by and version.approved_at:
        text = _("%(who)s godkjente denne versjonen %(when)s. Ditt valg er ikke lagret.")
        who, when = version.approved_by, version.approved_at
    elif version.state == "returned" and version.returned_by and version.returned_at:
        text = _("%(who)s returnerte denne versjonen %(when)s. Ditt valg er ikke lagret.")
        who, when = version.returned_by, version.returned_at
    else:
        return None
    return Conflict(text % {"who": who, "when": moment(when)})
