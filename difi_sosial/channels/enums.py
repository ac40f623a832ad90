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
    """Where a decision about a channel is."""

    PROPOSED = "proposed", _("Foreslått")
    CHOSEN = "chosen", _("Valgt")
    DECLINED = "declined", _("Avslått")
    CLOSED = "closed", _("Lagt ned")


class Action(TextChoices):
    """What can be done with a decision."""

    CHOOSE = "choose", _("Velg kanalen")
    DECLINE = "decline", _("Avslå kanalen")
    CLOSE = "close", _("Legg ned kanalen")


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
