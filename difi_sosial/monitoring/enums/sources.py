"""How a source is doing, and what to do about it."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class SourceState(TextChoices):
    """Whether a source is asked."""

    ACTIVE = "active", _("Aktiv")
    PAUSED = "paused", _("På pause")


class Outcome(TextChoices):
    """How one run went."""

    RUNNING = "running", _("Pågår")
    READ = "read", _("Hentet")
    UNCHANGED = "unchanged", _("Ingenting nytt")
    LATER = "later", _("Prøver igjen")
    LIMITED = "limited", _("Kilden ba oss vente")
    STOPPED = "stopped", _("Satt på pause")


# What went wrong with a source, and what a person can do about it: (what happened, what to do).
TROUBLES = {
    "temporary": (
        _("Kilden svarte ikke som den skulle."),
        _("Du trenger ikke gjøre noe. Vi prøver igjen av oss selv."),
    ),
    "rate_limited": (
        _("Kilden ba oss vente."),
        _("Du trenger ikke gjøre noe. Hent sjeldnere hvis det skjer ofte."),
    ),
    "needs_secret": (
        _("Kilden krever tilgangstoken, eller så gjelder ikke tokenet lenger."),
        _("Lag et nytt tilgangstoken på kontoen deres og legg det inn her."),
    ),
    "refused": (
        _("Kilden sier nei til å svare oss."),
        _("Sjekk adressen og vilkårene til kilden. Start den igjen når det er ordnet."),
    ),
    "gone": (
        _("Adressen finnes ikke lenger."),
        _("Finn den nye adressen hos kilden og rett den her."),
    ),
    "not_understood": (
        _("Svaret er noe annet enn det vi venter."),
        _("Sjekk at adressen går til strømmen eller API-et og ikke til en vanlig side."),
    ),
    "wrong_settings": (
        _("Innstillingene mangler noe."),
        _("Åpne kilden og fyll ut det som mangler."),
    ),
    "budget_spent": (
        _("Budsjettet for perioden er brukt opp."),
        _("Portalen spør ikke mer før neste periode. Hev budsjettet hvis dere ikke vil vente."),
    ),
    "address_refused": (
        _("Portalen henter ikke fra denne adressen."),
        _("Adressen må være åpen på internett og begynne med http eller https."),
    ),
    "too_large": (
        _("Svaret er for stort."),
        _("Finn en mindre strøm hos kilden, for eksempel én for hver kategori."),
    ),
    "no_watch": (
        _("Ingen aktiv overvåking bruker kilden."),
        _("Knytt kilden til en overvåking."),
    ),
    "our_fault": (
        _("Noe gikk galt hos oss."),
        _("Meld fra til den som drifter portalen. Vi prøver igjen av oss selv."),
    ),
}
