"""States, kinds and outcomes, with the words a person sees."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from difi_sosial.monitoring.expressions import Mistake


class MentionStatus(TextChoices):
    """How far the work with a mention has come; moved by the dialogue app alone."""

    NEW = "new", _("Ny")
    TRIAGED = "triaged", _("Sortert")
    ASSIGNED = "assigned", _("Tildelt")
    ANSWERED = "answered", _("Besvart")
    REFERRED = "referred", _("Sendt til fagavdeling")
    NO_ANSWER = "no_answer", _("Krever ikke svar")
    ASSESSED = "assessed", _("Journalvurdert")
    CLOSED = "closed", _("Lukket")


# Work that somebody has begun is never deleted under their hands.
FORGETTABLE = (MentionStatus.NEW, MentionStatus.CLOSED)


class Language(TextChoices):
    """The written language of a mention or a watch."""

    BOKMAL = "nb", _("Bokmål")
    NYNORSK = "nn", _("Nynorsk")
    SAMI = "se", _("Samisk")
    ENGLISH = "en", _("Engelsk")
    OTHER = "", _("Annet eller ukjent")


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


class IdentityKind(TextChoices):
    """What kind of trace of the agency an identity item is (A to L in the guidance's map)."""

    ACCOUNT = "a", _("Vår egen konto")
    RESERVED = "b", _("Reservert navn eller domene")
    NAME = "c", _("Navneform eller søkeord")
    IMPERSONATOR = "d", _("Falsk konto eller etterligning")
    UNOFFICIAL = "e", _("Uoffisiell side eller gruppe")
    REFERENCE = "f", _("Oppslagsverk")
    RATING = "g", _("Kart- eller vurderingstjeneste")
    NEWS = "h", _("Nyhetssted eller forum")
    ACTOR = "i", _("Organisasjon eller offentlig rolle")
    EMPLOYEE = "j", _("Ansatt som uttaler seg faglig")
    SEARCH = "k", _("Søkeresultat")
    ELSEWHERE = "l", _("Vårt innhold hos andre")


class Official(TextChoices):
    """Whether the agency itself stands behind it."""

    YES = "yes", _("Ja")
    NO = "no", _("Nei")
    UNKNOWN = "unknown", _("Vet ikke")


class Party(TextChoices):
    """Who is behind it; a private person is never registered as supporter or opponent."""

    US = "us", _("Virksomheten selv")
    ORGANISATION = "organisation", _("En organisasjon eller virksomhet")
    PUBLIC_ROLE = "public_role", _("En person i offentlig rolle")
    PERSON = "person", _("En privatperson")
    UNKNOWN = "unknown", _("Vet ikke")


class Stance(TextChoices):
    """What an organised actor stands for, as far as our field goes."""

    NONE = "", _("Ikke aktuelt")
    SUPPORTER = "supporter", _("Støtter oss")
    OPPONENT = "opponent", _("Er imot oss")


class IdentityAction(TextChoices):
    """What we do about it."""

    NONE = "", _("Ikke bestemt")
    CLAIM = "claim", _("Ta over eller kreve")
    CORRECT = "correct", _("Be om retting")
    REPORT = "report", _("Melde til plattformen")
    FOLLOW = "follow", _("Følge med")
    CONTACT = "contact", _("Ta kontakt")
    CLOSE = "close", _("Legge ned")
    IGNORE = "ignore", _("La være")


class IdentityState(TextChoices):
    """How far the work with an item has come."""

    FOUND = "found", _("Funnet")
    VERIFIED = "verified", _("Kontrollert")
    ACTION = "action", _("Under arbeid")
    DONE = "done", _("Ferdig")
    IMPOSSIBLE = "impossible", _("Lot seg ikke gjøre")


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


# What is wrong with a search expression, and what to do; the place is shown beside.
MISTAKES = {
    Mistake.EMPTY: _("Skriv minst ett søkeord."),
    Mistake.OPEN_QUOTE: _("Anførselstegnet mangler makker. Sett ett på hver side av uttrykket."),
    Mistake.OPEN_BRACKET: _("Parentesen blir aldri lukket. Sett inn en sluttparentes."),
    Mistake.CLOSING_BRACKET: _("Sluttparentesen har ingen startparentes. Ta den bort."),
    Mistake.EMPTY_BRACKET: _(
        "Det står ingenting i parentesen. Skriv et ord i den, eller ta den bort."
    ),
    Mistake.NOTHING_BEFORE: _("Det må stå noe foran «%(sign)s»."),
    Mistake.NOTHING_AFTER: _("Det må stå noe etter «%(sign)s»."),
    Mistake.STAR_NOT_LAST: _("I «%(term)s» må stjernen stå sist."),
    Mistake.TOO_SHORT: _("«%(term)s» er for kort og vil treffe nesten alt. Skriv minst to tegn."),
    Mistake.TOO_LONG: _("Dette er for langt. Skriv høyst %(most)s tegn."),
    Mistake.UNKNOWN_FIELD: _(
        "Portalen kjenner ikke feltet «%(field)s». Bruk %(known)s, "
        "eller sett hele uttrykket i anførselstegn."
    ),
    Mistake.UNKNOWN_LANGUAGE: _("Portalen kjenner ikke språket «%(language)s». Bruk %(known)s."),
    Mistake.NEAR_WHAT: _("NEAR virker mellom ord og uttrykk, eller flere ord med OR i parentes."),
    Mistake.NEAR_TOO_FAR: _("Avstanden må være fra 1 til %(most)s ord."),
    Mistake.ONLY_NOT: _(
        "Uttrykket sier bare hva dere ikke vil ha. Skriv også minst ett ord å lete etter."
    ),
    Mistake.TOO_MANY: _("Dette er flere enn %(most)s ord. Lag heller to overvåkinger."),
    Mistake.TOO_DEEP: _("Så mange parenteser inni hverandre kan portalen ikke lese."),
}
