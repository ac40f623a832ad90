"""What the archive is told of a text's hearings: who was asked, what they said, what came of it."""

import re
from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from difi_sosial.core.clock import local_date
from difi_sosial.hearing.enums import State
from difi_sosial.hearing.models import Hearing, Input
from difi_sosial.hearing.queries.lists import hearings_of


def report(subject: str) -> str:
    """The hearings of a text as Markdown in the language that is active; empty without any."""
    found = hearings_of(subject).order_by("opened_at", "pk")
    return "\n\n".join(_hearing(one, number) for number, one in enumerate(found, start=1))


def _hearing(hearing: Hearing, number: int) -> str:
    asked = [invitation.person for invitation in hearing.invitations.all()]
    facts = [
        (_("Åpnet"), f"{hearing.opened_by}, {_day(local_date(hearing.opened_at))}"),
        (_("Frist"), _day(hearing.deadline)),
        (_("Inviterte"), ", ".join(_named(person) for person in asked)),
        (_("For de ansatte"), _representatives(hearing)),
        (_("Ingen merknader"), _silent(hearing)),
    ]
    if hearing.closed_at:
        facts.append(
            (_ended(hearing), f"{hearing.closed_by}, {_day(local_date(hearing.closed_at))}")
        )
    if hearing.cancel_reason:
        facts.append((_("Begrunnelse"), hearing.cancel_reason))
    heading = _("Høring %(number)d: %(title)s") % {"number": number, "title": hearing.title}
    parts = [f"## {heading}", _facts(facts), _quoted(hearing.question)]
    inputs = [_input(one, place) for place, one in enumerate(hearing.inputs.all(), start=1)]
    return "\n\n".join([*parts, *(inputs or [_("Ingen innspill.")])])


def _ended(hearing: Hearing) -> str:
    return _("Avbrutt") if hearing.state == State.CANCELLED else _("Avsluttet")


def _representatives(hearing: Hearing) -> str:
    asked = [one.person for one in hearing.invitations.all() if one.is_representative]
    return ", ".join(_named(person) for person in asked)


def _silent(hearing: Hearing) -> str:
    names = [str(one.person) for one in hearing.invitations.all() if one.no_remarks_at]
    return ", ".join(names)


def _input(one: Input, number: int) -> str:
    heading = _("Innspill %(number)d fra %(name)s") % {"number": number, "name": one.person}
    facts = [
        (_("Gjelder"), one.part_label or _("Hele teksten")),
        (_("Gitt"), _day(local_date(one.given_at))),
        (_("Merknad"), _("Kom etter fristen") if one.is_late else ""),
    ]
    parts = [f"### {heading}", _facts(facts), _quoted(one.text)]
    if one.answered_at:
        result = (
            f"{one.get_verdict_display()}, {one.answered_by}, {_day(local_date(one.answered_at))}"
        )
        parts += [_facts([(_("Svar"), result)]), _quoted(one.answer)]
    else:
        parts.append(_facts([(_("Svar"), _("Ikke besvart"))]))
    return "\n\n".join(parts)


def _named(person: object) -> str:
    title = getattr(person, "title", "")
    return f"{person} ({title})" if title else str(person)


def _facts(facts: Iterable[tuple[str, str]]) -> str:
    return "\n".join(f"- {label}: {' '.join(text.split())}" for label, text in facts if text)


def _quoted(text: str) -> str:
    """What somebody wrote, as a quotation with headings in bold: they cannot pass for ours."""
    lines = (re.sub(r"^#+ (.*)$", r"**\1**", line) for line in text.strip().splitlines())
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _day(day: object) -> str:
    return date_format(day, "j.\u00a0F Y")  # type: ignore[arg-type]
