"""States, kinds and outcomes, with the words a person sees."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What kind of trace of the agency a finding is: A to L in the guidance's map."""

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

    @property
    def letter(self) -> str:
        """As the guidance writes it."""
        return str(self.value).upper()


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


class Tone(TextChoices):
    """How a page or a group speaks of us: of the place as a whole, never of one who writes."""

    UNKNOWN = "", _("Ikke vurdert")
    FRIENDLY = "friendly", _("Vennlig")
    NEUTRAL = "neutral", _("Saklig")
    MIXED = "mixed", _("Blandet")
    CRITICAL = "critical", _("Kritisk")
    HOSTILE = "hostile", _("Fiendtlig")


class Level(TextChoices):
    """Three steps and «not judged», for accuracy and risk."""

    UNKNOWN = "", _("Ikke vurdert")
    NONE = "0", _("0 Ingen")
    LOW = "1", _("1 Liten")
    MEDIUM = "2", _("2 Middels")
    HIGH = "3", _("3 Stor")


class Accuracy(TextChoices):
    """How right what stands there is."""

    UNKNOWN = "", _("Ikke vurdert")
    WRONG = "0", _("0 Stort sett feil")
    POOR = "1", _("1 Flere feil")
    FAIR = "2", _("2 Små feil")
    RIGHT = "3", _("3 Riktig")


class FindingState(TextChoices):
    """What we know about a finding."""

    FOUND = "found", _("Funnet")
    VERIFIED = "verified", _("Kontrollert")
    GONE = "gone", _("Borte fra nettet")
    DISMISSED = "dismissed", _("Ikke om oss")


LIVE = frozenset({FindingState.FOUND, FindingState.VERIFIED})
DUE = "due"  # in filters beside the states: those on the net whose day of the next check has come


class FindingAction(TextChoices):
    """What can be done with a finding."""

    VERIFY = "verify", _("Bekreft at vi har kontrollert det")
    GONE = "gone", _("Det er borte fra nettet")
    DISMISS = "dismiss", _("Det handler ikke om oss")
    REOPEN = "reopen", _("Ta opp igjen")


class MeasureKind(TextChoices):
    """What we do about a finding."""

    CLAIM = "claim", _("Ta over eller kreve")
    CORRECT = "correct", _("Be om retting")
    REPORT = "report", _("Melde til plattformen")
    FOLLOW = "follow", _("Følge med")
    CONTACT = "contact", _("Ta kontakt")
    CLOSE = "close", _("Legge ned")


class MeasureState(TextChoices):
    """How far a measure has come."""

    PLANNED = "planned", _("Planlagt")
    RUNNING = "running", _("Under arbeid")
    DONE = "done", _("Gjort")
    IMPOSSIBLE = "impossible", _("Lot seg ikke gjøre")
    DROPPED = "dropped", _("Lagt bort")


UNFINISHED = frozenset({MeasureState.PLANNED, MeasureState.RUNNING})


class MeasureAction(TextChoices):
    """What can be done with a measure."""

    START = "start", _("Begynn")
    FINISH = "finish", _("Det er gjort")
    GIVE_UP = "give-up", _("Det lot seg ikke gjøre")
    DROP = "drop", _("Legg bort tiltaket")
    REOPEN = "reopen", _("Ta opp igjen")


class CheckKind(TextChoices):
    """Why a check is made."""

    YEARLY = "yearly", _("Årlig sjekk")
    QUARTERLY = "quarterly", _("Kvartalssjekk")
    EVENT = "event", _("Sjekk etter en hendelse")


class CheckState(TextChoices):
    """Where a check is."""

    OPEN = "open", _("Pågår")
    SUBMITTED = "submitted", _("Venter på kommunikasjonssjefen")
    NOTED = "noted", _("Tatt til etterretning")
    CANCELLED = "cancelled", _("Avbrutt")


class CheckAction(TextChoices):
    """What can be done with a check."""

    SUBMIT = "submit", _("Avslutt og send til kommunikasjonssjefen")
    RETURN = "return", _("Send tilbake")
    NOTE = "note", _("Ta sjekken til etterretning")
    CANCEL = "cancel", _("Avbryt sjekken")


class Sight(TextChoices):
    """What a check saw of a finding."""

    NEW = "new", _("Nytt")
    SAME = "same", _("Uendret")
    CHANGED = "changed", _("Endret")
    GONE = "gone", _("Borte")


class EvidenceKind(TextChoices):
    """Where evidence comes from."""

    UPLOAD = "upload", _("Fil dere la ved")
    FETCHED = "fetched", _("Kopi portalen hentet")


class CaseState(TextChoices):
    """Where a case about impersonation is."""

    SUSPECTED = "suspected", _("Mistenkt")
    DOCUMENTED = "documented", _("Dokumentert")
    REPORTED = "reported", _("Meldt til plattformen")
    FOLLOWED_UP = "followed_up", _("Fulgt opp")
    REMOVED = "removed", _("Fjernet")
    NOT_REMOVED = "not_removed", _("Ikke fjernet")
    TOLD = "told", _("Publikum er varslet")
    CLOSED = "closed", _("Avsluttet uten varsel")
    DISMISSED = "dismissed", _("Ingen etterligning")


CASE_OVER = frozenset({CaseState.TOLD, CaseState.CLOSED, CaseState.DISMISSED})


class CaseAction(TextChoices):
    """What can be done with a case about impersonation."""

    DOCUMENT = "document", _("Bevisene er sikret")
    REPORT = "report", _("Meld til plattformen")
    FOLLOW_UP = "follow-up", _("Skriv ned en purring")
    REMOVED = "removed", _("Plattformen har fjernet den")
    REFUSED = "refused", _("Plattformen fjerner den ikke")
    TELL = "tell", _("Varsle publikum")
    CLOSE = "close", _("Avslutt uten varsel")
    DISMISS = "dismiss", _("Dette er ingen etterligning")


class Way(TextChoices):
    """How an impersonation was reported."""

    FORM = "form", _("Skjema hos plattformen")
    MAIL = "mail", _("E-post")
    CONTACT = "contact", _("Kontaktperson hos plattformen")
    POLICE = "police", _("Anmeldelse til politiet i tillegg til plattformen")
