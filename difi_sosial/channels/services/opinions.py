"""What the data protection officer does: advise."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from difi_sosial.audit import services as audit
from difi_sosial.audit.enums import Event
from difi_sosial.channels.enums import ENDED, DecisionState
from difi_sosial.channels.enums.assessment import Stance
from difi_sosial.channels.models import Channel, DpoOpinion
from difi_sosial.channels.queries import edition_of, opinion_of
from difi_sosial.channels.rules import may_advise
from difi_sosial.channels.services.guard import guard
from difi_sosial.channels.services.reading import check_read
from difi_sosial.core.clock import local_date
from difi_sosial.core.db import lock
from difi_sosial.core.errors import Invalid, NotAllowed
from difi_sosial.people.models import User
from difi_sosial.people.permissions import Permission
from difi_sosial.people.queries import people_who_may
from difi_sosial.people.services import tell

SUBJECT = gettext_lazy("Personvernombudet har uttalt seg om %(channel)s")
TEXT = gettext_lazy(
    "Personvernombudet har uttalt seg om %(channel)s: %(stance)s. Les uttalelsen. "
    "Går beslutningen mot rådet, må den som beslutter skrive hvorfor."
)
CHANGED = gettext_lazy("Vurderingen av %(channel)s er endret etter uttalelsen")
CHANGED_TEXT = gettext_lazy(
    "%(name)s har endret vurderingen etter at personvernombudet uttalte seg. Se hvilke deler det "
    "gjelder, og skriv en ny uttalelse hvis rådet ikke lenger passer."
)
# Where the officer has been asked and will not be asked again before it is used.
ADVISED_ON = (
    set(DecisionState)
    - ENDED
    - {DecisionState.PROPOSED, DecisionState.ASSESSING, DecisionState.CLOSING}
)


@transaction.atomic
def give_opinion(
    *,
    channel: Channel,
    stance: str,
    text: str,
    by: User,
    at: datetime,
    edition: int | None = None,
) -> DpoOpinion:
    """Log what the data protection officer advises. Advice, never an approval (GDPR art. 39).

    The opinion is about the assessment as it stands now; the newest proposer gets a letter. Raises
    NotAllowed for others than the officer and for an officer who proposed the channel, Invalid
    without a text, and Conflict when the assessment is newer than the `edition` that was read.
    """
    guard(by, Permission.CHANNEL_ADVISE)
    channel = lock(channel)
    refuse_proposer(channel, by)
    if not text.strip():
        raise Invalid(_("Skriv hva du rår til, og hvorfor."))
    if edition is not None:
        check_read(channel, edition)
    opinion = DpoOpinion.objects.create(
        channel=channel,
        stance=Stance(stance),
        text=text.strip(),
        by=by,
        at=at,
        assessment_edition=edition_of(channel),
    )
    _tell_proposer(opinion)
    audit.record(
        Event.OPINION_GIVEN, by=by, thing=channel, at=at, after=opinion.stance, reason=opinion.text
    )
    return opinion


def refuse_proposer(channel: Channel, by: User) -> None:
    """Raises NotAllowed for an officer who proposes the channel: nobody advises themselves."""
    if not may_advise(by, channel):
        raise NotAllowed(
            _("Du har selv foreslått kanalen og kan ikke uttale deg om den. Be en annen om det.")
        )


def tell_of_change(*, channel: Channel, by: User, at: datetime) -> int:
    """Tell the officers that the assessment is not what was advised on; how many letters.

    Once a day and opinion: a later change the same day is not told again.
    """
    decision = channel.decisions.filter(state__in=ADVISED_ON).first()
    opinion = opinion_of(decision) if decision else None
    if opinion is None:
        return 0
    return tell(
        to=[one for one in people_who_may(Permission.CHANNEL_ADVISE) if one != by],
        subject=CHANGED,
        text=CHANGED_TEXT,
        path=reverse("channels:assessment-edit", args=[channel.slug]) + "#opinions-heading",
        key=f"channels.opinion:{opinion.pk}:changed:{local_date(at)}",
        at=at,
        facts={"channel": channel.name, "name": by.name},
    )


def _tell_proposer(opinion: DpoOpinion) -> None:
    proposal = opinion.channel.decisions.select_related("proposed_by").order_by("-proposed_at")
    tell(
        to=[decision.proposed_by for decision in proposal[:1]],
        subject=SUBJECT,
        text=TEXT,
        path=reverse("channels:channel-detail", args=[opinion.channel.slug]),
        key=f"channels.opinion:{opinion.pk}",
        at=opinion.at,
        facts={"channel": opinion.channel.name, "stance": Stance(opinion.stance).label},
    )
