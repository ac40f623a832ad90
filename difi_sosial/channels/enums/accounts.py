"""States, actions and kinds of accounts and their profile texts."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class TextLanguage(TextChoices):
    """A language that an account or a text is written in; labels as the languages are called."""

    NB = "nb", _("Bokmål")
    NN = "nn", _("Nynorsk")
    SE = "se", _("Nordsamisk")
    EN = "en", _("Engelsk")


class PublicStatus(TextChoices):
    """What the public register says about an account."""

    OPEN = "open", _("Offisiell konto")
    CLOSING = "closing", _("Legges snart ned")
    SUSPENDED = "suspended", _("Midlertidig stengt")
    PLANNED = "planned", _("Under oppretting")
    RESERVED = "reserved", _("Bare navnet er reservert")
    CLOSED = "closed", _("Lagt ned")

    @property
    def promises(self) -> bool:
        """Whether somebody follows the account and answers there now."""
        return self in (PublicStatus.OPEN, PublicStatus.CLOSING)

    @property
    def is_in_use(self) -> bool:
        """Whether the agency uses it, also while it is shut for a time."""
        return self.promises or self == PublicStatus.SUSPENDED


class AccountUse(TextChoices):
    """What an account is for."""

    INFORM = "inform", _("Informere")
    LISTEN = "listen", _("Lytte")
    ANSWER = "answer", _("Svare på spørsmål")
    SHARE = "share", _("Dele innhold")
    TAKE_PART = "take_part", _("Delta i debatt")
    RECRUIT = "recruit", _("Rekruttere")
    CRISIS = "crisis", _("Varsle i kriser")


class ActivityLevel(TextChoices):
    """How often the account posts something of its own."""

    DAILY = "daily", _("Hver dag")
    WEEKLY = "weekly", _("Hver uke")
    MONTHLY = "monthly", _("Hver måned")
    SELDOM = "seldom", _("Bare når det er noe nytt")


class DirectMessages(TextChoices):
    """Whether letters to the account are read."""

    OPEN = "open", _("Leses og besvares")
    CLOSED = "closed", _("Er slått av eller leses ikke")


class MessageKind(TextChoices):
    """Kinds of message with a promise of their own; the values are dialogue's kinds of mention."""

    QUESTION = "question", _("Spørsmål")
    CRITICISM = "criticism", _("Kritikk")
    FACTUAL_ERROR = "factual_error", _("Faktafeil")
    COMPLAINT = "complaint", _("Klage")
    TIP = "tip", _("Tips")


class Weekday(IntegerChoices):
    """Days of the week as Python counts them."""

    MONDAY = 0, _("Mandag")
    TUESDAY = 1, _("Tirsdag")
    WEDNESDAY = 2, _("Onsdag")
    THURSDAY = 3, _("Torsdag")
    FRIDAY = 4, _("Fredag")
    SATURDAY = 5, _("Lørdag")
    SUNDAY = 6, _("Søndag")


class AlarmCause(TextChoices):
    """Why an administrator may no longer need the access."""

    DEACTIVATED = "deactivated", _("Sperret i portalen")
    MOVED = "moved", _("Byttet enhet")


class Method(TextChoices):
    """Whether the portal saw it itself, or a person looked."""

    AUTO = "auto", _("Portalen")
    MANUAL = "manual", _("En person")


class ProfileReader(TextChoices):
    """How the portal reads the published profile."""

    NONE = "", _("Portalen kan ikke lese den. En person kontrollerer hver 90. dag.")
    MASTODON = "mastodon", _("Mastodon og andre i fediverset")
    BLUESKY = "bluesky", _("Bluesky")
    MEDIAWIKI = "mediawiki", _("Brukerside i en wiki (MediaWiki)")
    WEBPAGE = "webpage", _("En nettside")


class ProfileState(TextChoices):
    """Where a profile text is (domain: generert, tilpasset, godkjent, publisert …)."""

    GENERATED = "generated", _("Generert")
    ADAPTED = "adapted", _("Til godkjenning")
    APPROVED = "approved", _("Godkjent, ikke publisert")
    PUBLISHED = "published", _("Publisert")
    DEVIATION = "deviation", _("Avvik")
    OUTDATED = "outdated", _("Foreldet")
    SUPERSEDED = "superseded", _("Erstattet")


class ProfileAction(TextChoices):
    """What can be done with a profile text."""

    ADAPT = "adapt", _("Tilpass teksten")
    APPROVE = "approve", _("Godkjenn teksten")
    RETURN = "return", _("Send tilbake")
    PUBLISH = "publish", _("Meld som publisert")
    CONTROL = "control", _("Kontroller profilen")
    DEVIATE = "deviate", _("Meld avvik")
    OUTDATE = "outdate", _("Foreldet")
    SUPERSEDE = "supersede", _("Erstattet")


class CheckOutcome(TextChoices):
    """What a look at the published profile found."""

    OK = "ok", _("Teksten står der")
    DEVIATION = "deviation", _("Teksten er en annen")
    UNREACHABLE = "unreachable", _("Profilen kunne ikke leses")


class TextPart(TextChoices):
    """The parts of the long text, in order; each has a heading among the sentences."""

    ABOUT = "about", _("Om kontoen")
    ANSWERS = "answers", _("Svar")
    CASES = "cases", _("Saker")
    BEHAVIOUR = "behaviour", _("Skikk og bruk")
    PRIVACY = "privacy", _("Personvern og arkiv")


class TextForm(TextChoices):
    """In which of the two texts a sentence may stand."""

    BOTH = "both", _("Kort og lang tekst")
    SHORT = "short", _("Bare kort tekst")
    LONG = "long", _("Bare lang tekst")


class Counting(TextChoices):
    """How a platform counts the length of a profile text."""

    CHARACTERS = "characters", _("tegn")
    GRAPHEMES = "graphemes", _("synlige tegn (grafemer)")
    LINKS_23 = "links_23", _("synlige tegn (grafemer), der hver lenke teller 23")
