"""What is chosen from when a channel is assessed (domain.md 2.3)."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What a channel is beside its category; it may be several of them."""

    MESSAGING = "messaging", _("Meldingstjeneste")
    SHORT_VIDEO = "short-video", _("Kortvideo")
    PROFESSIONAL = "professional", _("Faglig nettverk")
    FEDERATED = "federated", _("Føderert (flere tjenere)")
    REVIEWS = "reviews", _("Vurderinger og anmeldelser")
    AUDIO = "audio", _("Lyd")


class Part(TextChoices):
    """The parts of an assessment, in the order of the task list; the value stands in the URL."""

    REACH = "maalgrupper", _("Målgruppene")
    USE = "bruk", _("Bruk og dialog")
    ALTERNATIVES = "alternativer", _("Alternativer")
    RESOURCES = "ressurser", _("Ressurser")
    PRIVACY = "personvern", _("Personvern")
    DPIA = "personvernkonsekvenser", _("Personvernkonsekvenser")
    SECURITY = "sikkerhet", _("Sikkerhet og enheter")
    DESIGN = "universell-utforming", _("Universell utforming")
    ARCHIVING = "arkivering", _("Arkivering")
    ETHICS = "reklame-og-politikk", _("Reklame, politikk og moderering")
    RISKS = "risiko", _("Risiko")


class Fit(IntegerChoices):
    """How well something fits, beside the reach."""

    NOT = 0, _("Passer ikke")
    BADLY = 1, _("Passer dårlig")
    FAIRLY = 2, _("Passer ganske godt")
    WELL = 3, _("Passer godt")


class UseLevel(IntegerChoices):
    """How much a channel is used for one of the four uses."""

    NONE = 0, _("Ikke")
    LITTLE = 1, _("Av og til")
    SOME = 2, _("Jevnlig")
    MUCH = 3, _("Hoveddelen")


class Answer(TextChoices):
    """Whether something holds."""

    YES = "yes", _("Ja")
    PARTLY = "partly", _("Delvis")
    NO = "no", _("Nei")


class Messages(TextChoices):
    """Whether people can write to the account in private."""

    OPEN = "open", _("Åpne")
    CLOSED = "closed", _("Stengt")


class Alternative(TextChoices):
    """What the agency already owns and could use instead."""

    WEBSITE = "website", _("Eget nettsted")
    NEWSLETTER = "newsletter", _("Nyhetsbrev")
    SMS = "sms", _("SMS")
    SERVICE_DESK = "service-desk", _("Telefon eller servicesenter")
    DIGITAL_POST = "digital-post", _("Digital post")
    PRESS = "press", _("Presse og lokalaviser")
    PARTNERS = "partners", _("Samarbeidspartnere")
    OTHER_CHANNEL = "other-channel", _("Et sosialt medium vi alt bruker")


class Controller(TextChoices):
    """Who decides why and how personal data are processed."""

    OURS = "ours", _("Vi alene; leverandøren er databehandler")
    JOINT = "joint", _("Vi og leverandøren sammen")
    SEPARATE = "separate", _("Vi og leverandøren hver for oss")


class DataType(TextChoices):
    """Which personal data pass through the channel."""

    NAMES = "names", _("Navn og brukernavn")
    OPINIONS = "opinions", _("Ytringer og meninger")
    PICTURES = "pictures", _("Bilder, video og lyd")
    CONTACT = "contact", _("Kontaktopplysninger")
    BEHAVIOUR = "behaviour", _("Atferd: visninger, klikk, plassering")
    EMPLOYEES = "employees", _("Opplysninger om ansatte")
    SPECIAL = "special", _("Særlige kategorier, som helse og politisk syn")
    CHILDREN = "children", _("Opplysninger om barn")


class Transfer(TextChoices):
    """Whether personal data leave the EEA, and on what ground."""

    NONE = "none", _("Nei, de blir i EØS")
    ADEQUACY = "adequacy", _("Ja, til et land eller en ordning EU har godkjent")
    CLAUSES = "clauses", _("Ja, med standardkontrakt og vurdering av landet")
    UNKNOWN = "unknown", _("Ja, men grunnlaget er ikke avklart")


class PrivacyMeasure(TextChoices):
    """What the agency can do itself to lower the risk to people."""

    NO_MESSAGES = "no-messages", _("Direktemeldinger er stengt")
    NO_AUDIENCES = "no-audiences", _("Ingen opplastede målgrupper i annonser")
    NO_PIXEL = "no-pixel", _("Ingen sporing fra leverandøren på nettstedet vårt")
    NO_NAMES = "no-names", _("Vi omtaler ikke privatpersoner")
    NO_CHILDREN = "no-children", _("Vi viser ikke bilder av barn")
    SHORT_STATISTICS = "short-statistics", _("Vi henter bare samlet statistikk")
    SAME_ELSEWHERE = "same-elsewhere", _("Alt innhold finnes også uten innlogging")
    NOTICE = "notice", _("Profilen lenker til personvernerklæringen vår")


class Criterion(TextChoices):
    """The nine criteria for high risk (WP 248 rev. 01); two or more mean as a rule a DPIA."""

    SCORING = "scoring", _("Vurdering eller profilering av personer")
    DECISIONS = "decisions", _("Automatiske avgjørelser med rettslig virkning")
    MONITORING = "monitoring", _("Systematisk overvåking")
    SENSITIVE = "sensitive", _("Særlige kategorier eller svært personlige opplysninger")
    SCALE = "scale", _("Behandling i stor skala")
    MATCHING = "matching", _("Datasett som kobles eller sammenstilles")
    VULNERABLE = "vulnerable", _("Sårbare personer, som barn, pasienter eller ansatte")
    NEW = "new", _("Ny teknologi eller ny bruk av den")
    HINDERS = "hinders", _("Hindrer folk i å bruke en rett eller en tjeneste")


class Dpia(TextChoices):
    """What the threshold test ended in."""

    NEEDED = "needed", _("Må gjøres")
    NOT_NEEDED = "not-needed", _("Trengs ikke")


class Grade(TextChoices):
    """How much risk is left."""

    LOW = "low", _("Lav")
    MEDIUM = "medium", _("Middels")
    HIGH = "high", _("Høy")


class ArchiveMethod(TextChoices):
    """How posts and conversations are taken care of."""

    PORTAL = "portal", _("Portalen henter innleggene")
    EXPORT = "export", _("Uttrekk fra leverandøren")
    MANUAL = "manual", _("Manuelt, med skjermbilde og tekst")
    NONE = "none", _("Ingen ennå")


class Advertising(TextChoices):
    """Whether the agency pays to be seen."""

    NONE = "none", _("Vi kjøper ikke annonser")
    NEUTRAL = "neutral", _("Vi betaler for å spre nøytral informasjon")
    TARGETED = "targeted", _("Vi betaler for å nå utvalgte grupper")


class Likelihood(IntegerChoices):
    """How likely something is to happen."""

    SMALL = 1, _("Liten")
    MODERATE = 2, _("Moderat")
    GREAT = 3, _("Stor")
    VERY_GREAT = 4, _("Svært stor")


class Consequence(IntegerChoices):
    """How much harm it does."""

    SMALL = 1, _("Liten")
    MODERATE = 2, _("Moderat")
    SERIOUS = 3, _("Alvorlig")
    CRITICAL = 4, _("Svært alvorlig")


class Stance(TextChoices):
    """What the data protection officer advises; it is never an approval."""

    ADVISES = "advises", _("Rår til")
    WITH_CONDITIONS = "with_conditions", _("Rår til på vilkår")
    ADVISES_AGAINST = "advises_against", _("Fraråder")
