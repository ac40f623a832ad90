"""States, actions and the guidance's categories."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Category(TextChoices):
    """The guidance's six kinds of social media, in its order."""

    FORUM = "forum", _("Diskusjonsforum")
    BLOG = "blog", _("Blogger")
    MICROBLOG = "microblog", _("Mikroblogger")
    WIKI = "wiki", _("Wikier")
    NETWORK = "network", _("Nettsamfunn")
    SHARING = "sharing", _("Delingsmedier og sosial bokmerking")


class DeviceRule(TextChoices):
    """On which devices the channel's app may stand."""

    OPEN = "open", _("Ingen særskilt begrensning")
    CAUTION = "caution", _("Bruk nettleser eller egen enhet")
    NOT_ON_WORK_DEVICE = "not-on-work-device", _("Ikke på tjenesteenhet")


class DecisionState(TextChoices):
    """Where a decision about a channel is (domain.md 6a no. 2)."""

    PROPOSED = "proposed", _("Foreslått")
    ASSESSING = "assessing", _("Vurderes")
    PRIVACY = "privacy", _("Hos personvernombudet")
    TO_DECIDE = "to_decide", _("Til beslutning")
    PILOT = "pilot", _("Prøvedrift")
    CHOSEN = "chosen", _("Valgt, gjøres klar")
    OPEN = "open", _("Åpen")
    LIMITED = "limited", _("Begrenset")
    SUSPENDED = "suspended", _("Midlertidig stengt")
    RESERVED = "reserved", _("Bare navnet er reservert")
    CLOSING = "closing", _("Nedlegging er varslet")
    CLOSED = "closed", _("Lagt ned")
    DECLINED = "declined", _("Avslått")


# Nothing more happens to a decision in these; the channel can be proposed anew.
ENDED = frozenset({DecisionState.CLOSED, DecisionState.DECLINED})
# On the way to a manager's decision.
UNDECIDED = frozenset(
    {
        DecisionState.PROPOSED,
        DecisionState.ASSESSING,
        DecisionState.PRIVACY,
        DecisionState.TO_DECIDE,
    }
)
# What we use, or are about to use.
IN_USE = frozenset(
    {DecisionState.PILOT, DecisionState.CHOSEN, DecisionState.OPEN, DecisionState.LIMITED}
)


class Action(TextChoices):
    """What can be done with a decision."""

    ASSESS = "assess", _("Begynn vurderingen")
    SEND_TO_PRIVACY = "send-to-privacy", _("Send til personvernombudet")
    TAKE_BACK = "take-back", _("Ta tilbake til vurdering")
    SUBMIT = "submit", _("Send til beslutning")
    RETURN = "return", _("Send tilbake til vurdering")
    PILOT = "pilot", _("Prøv kanalen først")
    CHOOSE = "choose", _("Velg kanalen")
    RESERVE = "reserve", _("Reserver bare navnet")
    DECLINE = "decline", _("Avslå kanalen")
    RECONSIDER = "reconsider", _("Ta opp igjen")
    MAKE_ORDINARY = "make-ordinary", _("Gå over til vanlig drift")
    OPEN = "open", _("Åpne kanalen")
    LIMIT = "limit", _("Begrens kanalen")
    LIFT = "lift", _("Opphev begrensningen")
    KEEP = "keep", _("Behold kanalen")
    SUSPEND = "suspend", _("Steng midlertidig")
    CONFIRM_STOP = "confirm-stop", _("Bekreft stengingen")
    RESUME = "resume", _("Åpne igjen etter stengingen")
    ANNOUNCE = "announce", _("Varsle nedlegging")
    CLOSE = "close", _("Legg ned kanalen")


class LightKey(TextChoices):
    """The seven lights of Klar–Ferdig–Gå."""

    STRATEGY = "strategy", _("Strategien gjelder")
    DECISION = "decision", _("Kanalen er valgt og forberedt")
    GUIDELINES = "guidelines", _("Retningslinjene gjelder")
    PROFILE = "profile", _("Profilteksten er godkjent og publisert")
    ADMINS = "admins", _("To administratorer")
    WATCH = "watch", _("Overvåkingen er i gang")
    ARCHIVE = "archive", _("Arkivmetoden er prøvd")


class LightGroup(TextChoices):
    """The three parts of the board, as on the guidance's last slide."""

    READY = "ready", _("Klar")
    SET = "set", _("Ferdig")
    GO = "go", _("Gå")


class OpeningItem(TextChoices):
    """What somebody must have seen to before a channel is opened (domain.md 6b no. 11)."""

    NEED = "need", _("Behovet er beskrevet")
    RESOURCES = "resources", _("Folk og tid er satt av")
    ADMINS = "admins", _("Minst to administratorer er pekt ut")
    MONITORING = "monitoring", _("Rutine for å følge med er laget")
    CONTENT = "content", _("Plan for innhold er laget")
    CRISIS = "crisis", _("Beredskapsvakten har tilgang")
    SECURITY = "security", _("Sikkerheten er satt opp")
    LANGUAGE = "language", _("Språk og målform er avklart")
    TRAINING = "training", _("De som svarer, har fått opplæring")


class CriterionKind(TextChoices):
    """When we have agreed to stop (domain.md 2.3). The first ones can be measured."""

    FEW_POSTS = "few-posts", _("For få innlegg")
    LATE_ANSWERS = "late-answers", _("Svarfristen holdes ikke")
    LATE_CONFIRMATION = "late-confirmation", _("Kontoen er ikke bekreftet i tide")
    EXPIRED = "expired", _("Beslutningen er gått ut")
    PROJECT_ENDED = "project-ended", _("Prosjektet er slutt")
    RULES_CHANGED = "rules-changed", _("Loven eller leverandøren har endret seg")
    GROUP_LEFT = "group-left", _("Målgruppen har forlatt kanalen")
    RESOURCES_GONE = "resources-gone", _("Vi har ikke lenger folk til kanalen")
    DPIA = "dpia", _("Personvernrisikoen kan ikke godtas")

    @property
    def is_measured(self) -> bool:
        """Whether the portal looks every day; the others are marked by a person with evidence."""
        return self in MEASURED

    @property
    def parts(self) -> tuple[str, ...]:
        """The fields of a criterion that this kind needs."""
        return PARTS.get(self, ())


PARTS = {
    CriterionKind.FEW_POSTS: ("limit", "period"),
    CriterionKind.LATE_ANSWERS: ("limit", "period"),
    CriterionKind.LATE_CONFIRMATION: ("limit",),
    CriterionKind.PROJECT_ENDED: ("day",),
}
MEASURED = frozenset({*PARTS, CriterionKind.EXPIRED})


class CriterionState(TextChoices):
    """Where a closing criterion is."""

    WATCHED = "watched", _("Ikke oppfylt")
    MET = "met", _("Møtt")
    DISMISSED = "dismissed", _("Satt til side")


class Gap(TextChoices):
    """Why something could not be measured."""

    NO_NUMBERS = "no-numbers", _("Portalen har ikke tall for dette.")
    NO_ACCOUNTS = "no-accounts", _("Kanalen har ingen åpne kontoer.")
    TOO_EARLY = "too-early", _("Kanalen har ikke vært åpen en hel periode ennå.")
    NO_DAY = "no-day", _("Beslutningen har ingen siste dag.")


class HandleAfter(TextChoices):
    """What becomes of the account's name when the channel is closed."""

    KEEP = "keep", _("Behold navnet, slik at ingen andre kan bruke det")
    RELEASE = "release", _("Gi fra oss navnet")


class PilotState(TextChoices):
    """Where a pilot is (domain.md 6a no. 9)."""

    PLANNED = "planned", _("Planlagt")
    RUNNING = "running", _("Pågår")
    EVALUATING = "evaluating", _("Evalueres")
    RECOMMENDED_CONTINUE = "recommended_continue", _("Anbefalt videreført")
    RECOMMENDED_STOP = "recommended_stop", _("Anbefalt stoppet")
    ORDINARY = "ordinary", _("Vanlig drift")
    STOPPED = "stopped", _("Stoppet")


class PilotAction(TextChoices):
    """What can be done with a pilot."""

    START = "start", _("Start prøven")
    EVALUATE = "evaluate", _("Avslutt prøven og evaluer")
    RECOMMEND_CONTINUE = "recommend-continue", _("Anbefal å fortsette")
    RECOMMEND_STOP = "recommend-stop", _("Anbefal å stoppe")
    EXTEND = "extend", _("Forleng prøven")
    CONTINUE = "continue", _("Gå over til vanlig drift")
    STOP = "stop", _("Stopp prøven")


class ReachLevel(IntegerChoices):
    """How well a channel reaches a target group."""

    NONE = 0, _("Når ikke")
    LITTLE = 1, _("Når få")
    SOME = 2, _("Når mange")
    MUCH = 3, _("Når de fleste")


class Dialogue(TextChoices):
    """How open the channel is for answers from people."""

    OPEN = "open", _("Åpent for kommentarer")
    LIMITED = "limited", _("Begrenset")
    CLOSED = "closed", _("Stengt for kommentarer")


class Advice(TextChoices):
    """What the score says; it never decides."""

    FOR = "for", _("Taler for")
    AGAINST = "against", _("Taler mot")
    INCOMPLETE = "incomplete", _("Ikke vurdert ferdig")
