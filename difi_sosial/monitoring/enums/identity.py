"""The kinds of traces on the net, who is behind them, and what is done."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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
