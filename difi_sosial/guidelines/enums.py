"""The closed lists of the guidelines: states, actions, and the parts a guideline has."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where a version is between first draft and superseded."""

    DRAFT = "draft", _("Kladd")
    HEARING = "hearing", _("På høring")
    SUBMITTED = "submitted", _("Til godkjenning")
    RETURNED = "returned", _("Returnert")
    APPROVED = "approved", _("Godkjent")
    IN_FORCE = "in_force", _("Gjeldende")
    SUPERSEDED = "superseded", _("Erstattet")
    EXPIRED = "expired", _("Utløpt")
    WITHDRAWN = "withdrawn", _("Trukket tilbake")


# A guideline has at most one version in these: the one being worked on.
OPEN_STATES = (State.DRAFT, State.HEARING, State.SUBMITTED, State.RETURNED, State.APPROVED)


class Action(TextChoices):
    """What can be done to a version."""

    SUBMIT = "submit", _("Send til godkjenning")
    OPEN_HEARING = "open_hearing", _("Send på høring")
    CLOSE_HEARING = "close_hearing", _("Avslutt høringen og send til godkjenning")
    REVISE = "revise", _("Avslutt høringen og ta teksten tilbake til kladd")
    APPROVE = "approve", _("Godkjenn")
    RETURN = "return", _("Returner")
    REOPEN = "reopen", _("Ta tilbake til kladd")
    PUT_IN_FORCE = "put_in_force", _("Sett i kraft")
    KEEP = "keep", _("Behold uten endring")
    EXPIRE = "expire", _("La den gå ut")
    SUPERSEDE = "supersede", _("Erstatt med ny versjon")
    WITHDRAW = "withdraw", _("Trekk tilbake")


class Approver(TextChoices):
    """Who takes a step of the approval."""

    HEAD = "head", _("Kommunikasjonssjef")
    MANAGER = "manager", _("Leder")
    OTHER_MANAGER = "other_manager", _("Leder i en annen enhet")


class Language(TextChoices):
    """The written form a guideline is in; not the language of the screen."""

    NB = "nb", _("Bokmål")
    NN = "nn", _("Nynorsk")


class SectionKind(TextChoices):
    """What a section is about, in the order a whole document has them; last the agency's own."""

    GOAL = "goal", _("Mål med bruken")
    SCOPE = "scope", _("Hvem og hva retningslinjene gjelder for")
    DECISION = "decision", _("Hvem bestemmer kanaler og følger opp")
    PROCEDURES = "procedures", _("Prosedyrer")
    EFFORT = "effort", _("Krav til innsats og oppfølging")
    ROLE = "role", _("Privat og profesjonell rolle")
    TONE = "tone", _("Språk, tone og nettikette")
    WORKING_HOURS = "working_hours", _("Bruk i arbeidstiden")
    EXPRESSION = "expression", _("Ytringsfrihet")
    HOUSE_RULES = "house_rules", _("Husregler og moderering")
    PRIVACY = "privacy", _("Personvern, bilder og samtykke")
    COPYRIGHT = "copyright", _("Opphavsrett og musikk")
    ACCESSIBILITY = "accessibility", _("Universell utforming")
    ARCHIVE = "archive", _("Arkiv, journal og innsyn")
    SECURITY = "security", _("Sikkerhet")
    ELECTIONS = "elections", _("Valg, politikk og annonser")
    LISTENING = "listening", _("Lytting og nettidentitet")
    THREATS = "threats", _("Trusler og omsorg for ansatte")
    TRAINING = "training", _("Opplæring")
    EVALUATION = "evaluation", _("Evaluering og revisjon")
    OWN = "own", _("Egen del")


# The eight parts of the guidance: no guideline is without them.
MANDATORY = (
    SectionKind.GOAL,
    SectionKind.DECISION,
    SectionKind.PROCEDURES,
    SectionKind.EFFORT,
    SectionKind.ROLE,
    SectionKind.TONE,
    SectionKind.WORKING_HOURS,
    SectionKind.EXPRESSION,
)
OPTIONAL = tuple(
    kind for kind in SectionKind if kind not in MANDATORY and kind is not SectionKind.OWN
)


class ThreadState(TextChoices):
    """Whether somebody still has to do something about a comment."""

    OPEN = "open", _("Åpen")
    RESOLVED = "resolved", _("Løst")


class ThreadAction(TextChoices):
    """What can be done to a comment."""

    RESOLVE = "resolve", _("Merk som løst")
    REOPEN = "reopen", _("Åpne igjen")


# A version can be commented on while it can still be changed.
COMMENTED_STATES = (State.DRAFT, State.HEARING, State.SUBMITTED, State.RETURNED)


class LintRule(TextChoices):
    """What the portal points out in a text. Nothing of it stops anybody."""

    COMMENTERS = "commenters", _("Griper inn i ytringsfriheten til publikum")
    EMPLOYEES = "employees", _("Griper inn i ytringsfriheten til ansatte")
    PRIVATE_USE = "private_use", _("Krever godkjenning av privat bruk")
    DELETION = "deletion", _("Sletting uten begrunnelse")
    GUIDANCE = "guidance", _("Mangler veiledning videre")
    RESPONSE_TIME = "response_time", _("En annen svartid enn kontoene lover")
    BLANK = "blank", _("Noe skal fylles inn")
    ALT_TEXT = "alt_text", _("Bilde uten alternativ tekst")
    HEADING_JUMP = "heading_jump", _("Overskrift hopper over et nivå")
    ABBREVIATION = "abbreviation", _("Forkortelse uten forklaring")
    LONG_SENTENCE = "long_sentence", _("Lang setning")


class Fact(TextChoices):
    """What a clause may ask the portal for; the value is what stands between {{ and }}."""

    AGENCY = "virksomhet", _("Navnet på virksomheten")
    RESPONSE_TIME = "svartid", _("Svartiden")
    OPENING_HOURS = "aapningstid", _("Når kontoene følges")
    CHANNELS = "kanaler", _("Kanalene dere bruker")
    DECIDERS = "hvem_bestemmer", _("Hvem som bestemmer kanaler")
    APPROVERS = "hvem_godkjenner", _("Hvem som godkjenner retningslinjer")
    CONTACT = "kontaktpunkt", _("Kontaktpunktet")
    DPO = "personvernombud", _("Personvernombudet")
    ARCHIVIST = "arkivansvarlig", _("Hvem som har ansvar for arkivet")
    HOUSE_RULES = "husregler", _("Husreglene")


class CampaignState(TextChoices):
    """Whether people are still asked to confirm."""

    OPEN = "open", _("Pågår")
    CLOSED = "closed", _("Avsluttet")


class CampaignAction(TextChoices):
    """What is done with people's being asked to confirm."""

    CLOSE = "close", _("Avslutt")
