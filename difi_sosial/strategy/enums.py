"""States, actions, sections and the guidance's own lists of choices."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where a version of the strategy is."""

    DRAFT = "draft", _("Kladd")
    QUALITY = "quality", _("Til faglig kvalitetssikring")
    HEARING = "hearing", _("På høring")
    SUBMITTED = "submitted", _("Til godkjenning")
    RETURNED = "returned", _("Returnert")
    APPROVED = "approved", _("Godkjent")
    IN_FORCE = "in_force", _("Gjeldende")
    SUPERSEDED = "superseded", _("Erstattet")
    WITHDRAWN = "withdrawn", _("Trukket tilbake")


class Action(TextChoices):
    """What can be done with a version."""

    SUBMIT = "submit", _("Send til faglig kvalitetssikring")
    OPEN_HEARING = "open-hearing", _("Send på høring")
    FORWARD = "forward", _("Send til godkjenning")
    SKIP_HEARING = "skip-hearing", _("Send til godkjenning uten høring")
    CLOSE_HEARING = "close-hearing", _("Avslutt høringen og send til godkjenning")
    REVISE = "revise", _("Avslutt høringen og bearbeid teksten")
    APPROVE = "approve", _("Godkjenn")
    RETURN = "return", _("Returner")
    REOPEN = "reopen", _("Ta tilbake til kladd")
    PUT_IN_FORCE = "put-in-force", _("Sett i kraft")
    KEEP = "keep", _("Behold uten endring")
    SUPERSEDE = "supersede", _("Erstatt")
    WITHDRAW = "withdraw", _("Trekk tilbake")


class Scope(TextChoices):
    """How far a strategy reaches."""

    AGENCY = "agency", _("Hele virksomheten")
    UNIT = "unit", _("En enhet")
    CAMPAIGN = "campaign", _("En kampanje eller et prosjekt")


class Section(TextChoices):
    """The pages that a version is written on, in their order. The value is the page's address."""

    ABOUT = "om", _("Om strategien")
    MANDATE = "forankring", _("Oppdrag og forankring")
    SITUATION = "situasjon", _("Situasjonen i dag")
    PURPOSES = "formaal", _("Formål")
    GOALS = "maal", _("Mål")
    TARGET_GROUPS = "maalgrupper", _("Målgrupper")
    MESSAGES = "budskap", _("Budskap")
    USES = "bruk", _("Fire måter å bruke sosiale medier på")
    CHANNELS = "kanaler", _("Kanalvalg")
    SPECIAL = "saerpreg", _("Forvaltningens særpreg")
    RESOURCES = "ressurser", _("Ressurser")
    DUTIES = "roller", _("Roller og ansvar")
    CRISIS = "krise", _("Krise")
    LANGUAGE = "spraak", _("Språk")
    RISKS = "risiko", _("Risiko og tiltak")
    PILOT = "pilot", _("Pilot")
    EVALUATION = "evaluering", _("Evaluering")
    PUBLICATION = "publisering", _("Godkjenning og publisering")


class Principle(TextChoices):
    """The six principles of the state's communication policy of 2009."""

    OPENNESS = "openness", _("Åpenhet: folk får innsyn i det dere gjør")
    PARTICIPATION = "participation", _("Medvirkning: de som blir berørt, blir tatt med")
    REACH_ALL = "reach-all", _("Nå alle: informasjonen når fram til dem den gjelder")
    ACTIVE = "active", _("Aktiv: dere forteller uten å bli spurt, og i tide")
    RESPONSIBILITY = "line", _("Linje: den som har ansvar for saken, snakker om den")
    COHERENCE = "coherence", _("Helhet: det dere sier, henger sammen med det andre i staten sier")


class Heard(TextChoices):
    """Who should have been asked before a strategy is decided."""

    UNIONS = "unions", _("Tillitsvalgte og verneombud")
    DPO = "dpo", _("Personvernombudet")
    ARCHIVE = "archive", _("Arkivet")
    LEGAL = "legal", _("Jurister")
    SECURITY = "security", _("De som har ansvar for informasjonssikkerhet")
    SUBJECT = "subject", _("Fagavdelingene")
    USERS = "users", _("Brukere og organisasjonene deres")
    COUNCIL = "council", _("Styre, råd eller kommunestyre")


class Purpose(TextChoices):
    """What the agency wants with social media; the guidance of 2010 and the note of 2014."""

    REPUTATION = "reputation", _("Helhetlig kommunikasjon og omdømme")
    CAMPAIGN = "campaign", _("Kampanje eller prosjekt")
    KNOWLEDGE_WORK = "knowledge-work", _("Kunnskapsarbeid og faglige nettverk")
    SERVICE = "service", _("Service og veiledning")
    PARTICIPATION = "participation", _("Medvirkning og høring")
    RECRUITMENT = "recruitment", _("Rekruttering")
    CRISIS = "crisis", _("Krisekommunikasjon")
    INTERNAL = "internal", _("Intern kommunikasjon")


class Level(IntegerChoices):
    """How much a way of using social media is meant to be used."""

    NONE = 0, _("Brukes ikke")
    LITTLE = 1, _("Litt")
    SOME = 2, _("Jevnlig")
    MUCH = 3, _("Mest av alt")


class Access(TextChoices):
    """What a target group needs to be reached at all."""

    PLAIN = "plain", _("Ekstra enkelt språk")
    LANGUAGES = "languages", _("Andre språk enn norsk")
    SAMI = "sami", _("Samisk")
    VISION = "vision", _("Synstolking, alternativ tekst og kontrast")
    HEARING = "hearing", _("Teksting og tegnspråk")
    OFFLINE = "offline", _("Deler av gruppen er ikke på nett")


class Children(TextChoices):
    """The youngest that the group is likely to hold: rules follow at 13, 15 and 18 years."""

    NONE = "none", _("Bare voksne")
    UNDER_18 = "under-18", _("Også ungdom under 18 år")
    UNDER_15 = "under-15", _("Også barn under 15 år")
    UNDER_13 = "under-13", _("Også barn under 13 år")


class Likelihood(IntegerChoices):
    """How likely a risk is."""

    RARE = 1, _("1 – svært lite sannsynlig")
    UNLIKELY = 2, _("2 – lite sannsynlig")
    POSSIBLE = 3, _("3 – kan skje")
    LIKELY = 4, _("4 – sannsynlig")
    SURE = 5, _("5 – svært sannsynlig")


class Consequence(IntegerChoices):
    """How bad it is when it happens."""

    HARMLESS = 1, _("1 – ubetydelig")
    SMALL = 2, _("2 – liten")
    MEDIUM = 3, _("3 – merkbar")
    SERIOUS = 4, _("4 – alvorlig")
    CRITICAL = 5, _("5 – svært alvorlig")


class GoalStatus(TextChoices):
    """Where a goal stands against its target and its date."""

    UNMEASURED = "unmeasured", _("Ikke målt ennå")
    AWAY = "away", _("Går feil vei")
    NO_CHANGE = "no-change", _("Ingen endring")
    ON_THE_WAY = "on-the-way", _("På vei")
    REACHED = "reached", _("Nådd")
    MISSED = "missed", _("Fristen er ute")


# What still is worked on; a strategy has at most one such version.
OPEN = (State.DRAFT, State.QUALITY, State.HEARING, State.SUBMITTED, State.RETURNED)
# What has been decided, and never changes again.
FROZEN = (State.APPROVED, State.IN_FORCE, State.SUPERSEDED)
