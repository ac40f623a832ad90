"""Every permission and the one table role -> permissions: the whole of it on one screen."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from difi_sosial.people.enums import Role
from difi_sosial.people.models import Delegation, User

View = TypeVar("View", bound=Callable[..., HttpResponse])


class SignedInRequest(HttpRequest):
    """For type hints: the request that reaches a view behind `requires` or `signed_in`."""

    user: User


class Permission(TextChoices):
    """What a person can be let to do."""

    PORTAL_READ = "portal-read", _("Se oppgavelisten")
    STRATEGY_READ = "strategy-read", _("Lese strategier")
    STRATEGY_WRITE = "strategy-write", _("Skrive strategier")
    STRATEGY_LEAD = "strategy-lead", _("Kvalitetssikre strategier og sende dem på høring")
    STRATEGY_APPROVE = "strategy-approve", _("Godkjenne strategier")
    CHANNEL_READ = "channel-read", _("Se kanaler og vurderinger")
    CHANNEL_WRITE = "channel-write", _("Vurdere og foreslå kanaler")
    CHANNEL_DECIDE = "channel-decide", _("Beslutte kanalvalg")
    CHANNEL_ADVISE = "channel-advise", _("Uttale seg som personvernombud")
    CHANNEL_RUN = "channel-run", _("Åpne kanaler og stenge dem midlertidig")
    CATALOGUE_WRITE = "catalogue-write", _("Endre kanalkatalogen")
    ACCOUNT_LEAD = "account-lead", _("Godkjenne profiltekster og bekrefte tilganger")
    GUIDELINE_READ = "guideline-read", _("Lese retningslinjer")
    GUIDELINE_WRITE = "guideline-write", _("Skrive retningslinjer")
    GUIDELINE_APPROVE = "guideline-approve", _("Godkjenne retningslinjer")
    GUIDELINE_LEAD = "guideline-lead", _("Godkjenne retningslinjer som kommunikasjonssjef")
    GUIDELINE_ROUTE = "guideline-route", _("Bestemme hvem som godkjenner retningslinjer")
    RECEIPT_COUNT = "receipt-count", _("Se hvor mange som har bekreftet retningslinjer")
    RECEIPT_READ = "receipt-read", _("Se hvem som har bekreftet retningslinjer")
    MONITORING_READ = "monitoring-read", _("Lese omtaler")
    MONITORING_WRITE = "monitoring-write", _("Endre overvåking og kilder")
    AUTHOR_REVEAL = "author-reveal", _("Se hvem som har skrevet en omtale, med begrunnelse")
    MENTION_HOLD = "mention-hold", _("Holde omtaler tilbake fra sletting")
    RETENTION_WRITE = "retention-write", _("Bestemme hvor lenge omtaler lagres, og slette dem")
    IDENTITY_LEAD = "identity-lead", _("Ta sjekker av nettidentiteten til etterretning")
    DIALOGUE_WRITE = "dialogue-write", _("Sortere og besvare omtaler")
    DIALOGUE_LEAD = "dialogue-lead", _("Tildele omtaler til andre")
    JOURNAL_READ = "journal-read", _("Se journalen")
    JOURNAL_WRITE = "journal-write", _("Journalføre og skjerme")
    JOURNAL_EXPORT = "journal-export", _("Lage arkivuttrekk")
    LAW_WRITE = "law-write", _("Holde regelverket oppdatert")
    AUDIT_READ = "audit-read", _("Se hendelsesloggen")
    PEOPLE_READ = "people-read", _("Se personer og roller")
    PEOPLE_WRITE = "people-write", _("Endre personer og roller")
    DELEGATION_GRANT = "delegation-grant", _("Se stedfortredere og gi dem myndighet")


P = Permission
READS = frozenset({P.PORTAL_READ, P.STRATEGY_READ, P.CHANNEL_READ, P.GUIDELINE_READ, P.PEOPLE_READ})
WRITES = frozenset(
    {
        P.STRATEGY_WRITE,
        P.CHANNEL_WRITE,
        P.GUIDELINE_WRITE,
        P.RECEIPT_COUNT,
        P.MONITORING_READ,
        P.MONITORING_WRITE,
        P.DIALOGUE_WRITE,
        P.AUTHOR_REVEAL,
        P.JOURNAL_READ,
    }
)

ROLE_PERMISSIONS: dict[str, frozenset[Permission]] = {
    Role.READER: READS,
    Role.ADVISER: READS | WRITES,
    Role.HEAD: READS
    | WRITES
    | {P.STRATEGY_LEAD, P.DIALOGUE_LEAD, P.CATALOGUE_WRITE, P.LAW_WRITE}
    | {P.CHANNEL_RUN, P.ACCOUNT_LEAD, P.RECEIPT_READ, P.IDENTITY_LEAD}
    | {P.GUIDELINE_LEAD, P.GUIDELINE_ROUTE, P.DELEGATION_GRANT},
    Role.MANAGER: READS
    | {
        P.STRATEGY_APPROVE,
        P.CHANNEL_DECIDE,
        P.ACCOUNT_LEAD,
        P.GUIDELINE_APPROVE,
        P.RECEIPT_COUNT,
        P.RECEIPT_READ,
        P.MONITORING_READ,
        P.IDENTITY_LEAD,
        P.DIALOGUE_LEAD,
        P.JOURNAL_READ,
    },
    Role.ARCHIVIST: READS
    | {P.MONITORING_READ, P.JOURNAL_READ, P.JOURNAL_WRITE, P.JOURNAL_EXPORT, P.AUDIT_READ}
    | {P.AUTHOR_REVEAL, P.MENTION_HOLD, P.RETENTION_WRITE},
    # Advises and sees everything that concerns personal data, and never approves (GDPR art. 38-39).
    Role.DPO: READS
    | {P.CHANNEL_ADVISE, P.MONITORING_READ, P.JOURNAL_READ, P.AUDIT_READ}
    | {P.AUTHOR_REVEAL, P.MENTION_HOLD},
    # Runs the portal; has no hand in its content.
    Role.ADMINISTRATOR: READS
    | {P.CATALOGUE_WRITE, P.LAW_WRITE, P.PEOPLE_WRITE, P.AUDIT_READ}
    | {P.GUIDELINE_ROUTE, P.DELEGATION_GRANT},
}

# What somebody who is away may let a stand-in do for them: to decide, never to write or advise.
LENDABLE = (
    P.STRATEGY_LEAD,
    P.STRATEGY_APPROVE,
    P.CHANNEL_DECIDE,
    P.CHANNEL_RUN,
    P.ACCOUNT_LEAD,
    P.GUIDELINE_LEAD,
    P.GUIDELINE_APPROVE,
)

# Whoever gives the roles neither writes nor decides: else an author could choose who approves.
APART_FROM_ROLES = frozenset(
    {
        P.STRATEGY_WRITE,
        P.STRATEGY_APPROVE,
        P.CHANNEL_WRITE,
        P.CHANNEL_DECIDE,
        P.GUIDELINE_WRITE,
        P.GUIDELINE_APPROVE,
    }
)

# Roles whose holders sign in with a second factor.
SECOND_FACTOR_ROLES = frozenset({Role.MANAGER, Role.ARCHIVIST, Role.ADMINISTRATOR})


def permissions_of(roles: frozenset[str]) -> frozenset[Permission]:
    """Everything that the roles together permit."""
    return frozenset().union(*(ROLE_PERMISSIONS.get(role, frozenset()) for role in roles))


def own_permissions(person: Any) -> frozenset[Permission]:
    """What a person's own roles permit. Anonymous and locked-out persons have none."""
    return permissions_of(getattr(person, "roles", frozenset()))


def lenders(person: Any, permission: Permission) -> list[User]:
    """Those who are away, and whose right to this the person uses in their place today.

    Only what their own roles give is lent, so that nobody stands in for a stand-in; and only to
    one who has the same right, or was given it for the period. Loads the person's delegations
    once.
    """
    return [one.principal for one in loans(person, permission)]


def loans(person: Any, permission: Permission) -> list[Delegation]:
    """The absences of today through which the person has this right; see `lenders`."""
    if permission not in LENDABLE:
        return []
    own = own_permissions(person)
    return [
        one
        for one in getattr(person, "stands_in", ())
        if permission in own_permissions(one.principal)
        and (permission in own or permission in one.given)
    ]


def holds(person: Any, permission: Permission) -> bool:
    """Does the person hold the permission, in their own right or in the place of one away?"""
    return permission in own_permissions(person) or bool(lenders(person, permission))


def requires(permission: Permission) -> Callable[[View], View]:
    """Opens a view to signed-in persons who hold `permission`; others get the 403 page."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not holds(request.user, permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return decorate


def signed_in(view: View) -> View:
    """Opens a view to every signed-in person, whatever role."""
    view.permission = None  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """Opens a view to everyone. The house's test holds the list of these short."""
    view.permission = "public"  # type: ignore[attr-defined]
    return login_not_required(view)
