"""Standing in for one who is away: named, given what is lacking, ended."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.core.clock import local_date
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Conflict, Invalid, NotAllowed, WrongState
from difi_sosial.people import queries
from difi_sosial.people.models import Delegation, Power, User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may
from difi_sosial.people.services.letters import tell

LONGEST = timedelta(days=366)


@transaction.atomic
def delegate(
    *,
    principal: User,
    deputy: User,
    from_on: date,
    until_on: date,
    reason: str,
    by: User,
    at: datetime,
) -> Delegation:
    """Name a stand-in for one who is away; the person does it, or one who leads or administers.

    Nobody stands in for a stand-in: raises Conflict when either has a stand-in, or is one for the
    other's sake, in the same days. Raises NotAllowed, and Invalid for impossible days or persons.
    """
    if by != principal and not may(by, Permission.DELEGATION_GRANT):
        raise NotAllowed(_("Du kan bare velge stedfortreder for deg selv."))
    _guard_days(from_on, until_on, local_date(at))
    _guard_persons(principal, deputy, reason)
    # In the order of their keys, so that two who name each other wait instead of stopping.
    list(User.objects.select_for_update().filter(pk__in=[principal.pk, deputy.pk]).order_by("pk"))
    _guard_chain(principal, deputy, from_on, until_on)
    made = Delegation.objects.create(
        principal=principal,
        deputy=deputy,
        from_on=from_on,
        until_on=until_on,
        reason=reason.strip(),
        made_by=by,
        created_at=at,
    )
    _tell_made(made, at)
    audit.record(
        Event.DELEGATION_MADE, by=by, thing=principal, at=at, after=_facts(made), reason=made.reason
    )
    return made


@transaction.atomic
def give_powers(
    *, delegation: Delegation, permissions: Iterable[str], by: User, at: datetime
) -> list[Power]:
    """Let a stand-in do what they lack permission to, for the period; never to oneself.

    Nor does the one who chose the stand-in give the power: else one person alone would choose who
    decides. Raises NotAllowed, WrongState when it is over, Invalid for what the one who is away
    may not do.
    """
    delegation = lock(delegation)
    if not may(by, Permission.DELEGATION_GRANT) or by.pk in delegation.parties:
        raise NotAllowed(
            _(
                "En kommunikasjonssjef eller administrator som ikke er part og ikke har valgt "
                "stedfortrederen, gir myndigheten."
            )
        )
    _guard_open(delegation, local_date(at))
    wanted = list(dict.fromkeys(permissions))
    if not wanted or not set(wanted) <= set(queries.lacking(delegation)):
        raise Invalid(_("Velg hva stedfortrederen skal kunne gjøre."))
    powers = [
        Power(delegation=delegation, permission=one, given_by=by, given_at=at) for one in wanted
    ]
    Power.objects.bulk_create(powers)
    _tell_given(delegation, at)
    audit.record(
        Event.DELEGATION_POWERS,
        by=by,
        thing=delegation.principal,
        at=at,
        after=_facts(delegation) | {"permissions": wanted},
    )
    return powers


@transaction.atomic
def end_delegation(*, delegation: Delegation, by: User, at: datetime) -> Delegation:
    """End it before its last day: the one who was away, the stand-in, or one who leads."""
    delegation = lock(delegation)
    is_party = by in (delegation.principal, delegation.deputy)
    if not is_party and not may(by, Permission.DELEGATION_GRANT):
        raise NotAllowed(_("Bare den det gjelder, kan avslutte dette."))
    _guard_open(delegation, local_date(at))
    delegation.ended_by, delegation.ended_at, delegation.closed_at = by, at, at
    delegation.save(update_fields=["ended_by", "ended_at", "closed_at", "updated_at"])
    tell(
        to=[one for one in (delegation.principal, delegation.deputy) if one != by],
        subject=gettext_lazy("Stedfortreder er avsluttet"),
        text=gettext_lazy("%(name)s har avsluttet at %(deputy)s er stedfortreder for %(who)s."),
        path=reverse("people:delegation-own"),
        key=f"people.delegation:{delegation.pk}:ended",
        at=at,
        facts={"name": by.name, **_names(delegation)},
        personal=True,
    )
    audit.record(
        Event.DELEGATION_ENDED, by=by, thing=delegation.principal, at=at, before=_facts(delegation)
    )
    return delegation


def close_past(*, at: datetime) -> int:
    """Note in the log that the last day of an absence has been; how many. Safe to run twice."""
    past = Delegation.objects.filter(until_on__lt=local_date(at), closed_at=None)
    return sum(_close(one, at) for one in past.order_by("pk"))


@transaction.atomic
def _close(delegation: Delegation, at: datetime) -> bool:
    delegation = lock(delegation)
    if delegation.closed_at is not None:
        return False
    delegation.closed_at = at
    delegation.save(update_fields=["closed_at", "updated_at"])
    facts = _facts(delegation)
    thing = delegation.principal
    audit.record(Event.DELEGATION_ENDED, by=None, thing=thing, at=at, before=facts)
    return True


def _guard_days(from_on: date, until_on: date, today: date) -> None:
    if from_on < today:
        raise Invalid(_("Velg i dag eller en senere dato som første dag."))
    if until_on < from_on:
        raise Invalid(_("Siste dag kan ikke være før første dag."))
    if until_on - from_on > LONGEST:
        raise Invalid(_("Velg høyst ett år. Er du borte lenger, må en annen få rollen din."))


def _guard_persons(principal: User, deputy: User, reason: str) -> None:
    if principal == deputy:
        raise Invalid(_("Velg en annen enn den som er borte."))
    if not deputy.is_active or not principal.is_active:
        raise Invalid(_("Velg en person som kan logge inn."))
    if not reason.strip():
        raise Invalid(_("Skriv hvorfor, for eksempel «Ferie»."))


def _guard_chain(principal: User, deputy: User, from_on: date, until_on: date) -> None:
    """The messages; the database has the rule too (delegation_guard)."""
    same_days = Delegation.objects.filter(
        ended_at=None, from_on__lte=until_on, until_on__gte=from_on
    )
    if same_days.filter(principal=principal).exists():
        text = _("%(name)s har alt en stedfortreder i disse dagene. Avslutt den første først.")
        raise Conflict(text % {"name": principal.name})
    if same_days.filter(principal=deputy).exists():
        text = _("%(name)s er selv borte i disse dagene. Velg en annen.")
        raise Conflict(text % {"name": deputy.name})
    if same_days.filter(deputy=principal).exists():
        text = _("%(name)s er selv stedfortreder i disse dagene. Finn en annen til det først.")
        raise Conflict(text % {"name": principal.name})


def _guard_open(delegation: Delegation, today: date) -> None:
    if delegation.ended_at is not None or delegation.until_on < today:
        raise WrongState(_("Dette er alt avsluttet. Last siden på nytt."))


def _tell_made(made: Delegation, at: datetime) -> None:
    tell(
        to=[one for one in (made.deputy, made.principal) if one != made.made_by],
        subject=gettext_lazy("%(deputy)s er stedfortreder for %(who)s"),
        text=gettext_lazy(
            "%(deputy)s er stedfortreder for %(who)s fra %(start)s til og med %(end)s. "
            "Det som venter på %(who)s, kommer til begge."
        ),
        path=reverse("people:delegation-own"),
        key=f"people.delegation:{made.pk}:made",
        at=at,
        facts={**_names(made), "start": made.from_on, "end": made.until_on},
        personal=True,
    )
    if not queries.lacking(made):
        return
    givers = queries.people_who_may(Permission.DELEGATION_GRANT)
    tell(
        to=[one for one in givers if one.pk not in made.parties],
        subject=gettext_lazy("Stedfortreder uten myndighet: %(deputy)s"),
        text=gettext_lazy(
            "%(deputy)s er stedfortreder for %(who)s fra %(start)s, men kan ikke godkjenne det "
            "samme. Gi myndighet for perioden hvis det er riktig."
        ),
        path=reverse("people:delegation-show", args=[made.pk]),
        key=f"people.delegation:{made.pk}:lacking",
        at=at,
        facts={**_names(made), "start": made.from_on},
    )


def _tell_given(delegation: Delegation, at: datetime) -> None:
    tell(
        to=[delegation.deputy],
        subject=gettext_lazy("Du har fått myndighet som stedfortreder"),
        text=gettext_lazy(
            "Du kan nå avgjøre det samme som %(who)s til og med %(end)s. Se hva på siden under."
        ),
        path=reverse("people:delegation-own"),
        key=f"people.delegation:{delegation.pk}:given:{at.isoformat()}",
        at=at,
        facts={**_names(delegation), "end": delegation.until_on},
        personal=True,
    )


def _names(delegation: Delegation) -> dict[str, str]:
    return {"who": delegation.principal.name, "deputy": delegation.deputy.name}


def _facts(delegation: Delegation) -> dict[str, object]:
    return {
        "deputy": delegation.deputy.name,
        "from": delegation.from_on,
        "until": delegation.until_on,
    }
