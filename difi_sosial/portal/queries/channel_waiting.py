"""What waits for one person about channels; one query for each kind of thing."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from difi_sosial.channels import queries as channels
from difi_sosial.channels.enums import IN_USE, DecisionState, PilotState
from difi_sosial.channels.models import Decision, Pilot
from difi_sosial.channels.queries import criteria
from difi_sosial.core.templatetags.sosial import day
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may
from difi_sosial.portal.queries.facts import Facts
from difi_sosial.portal.queries.menu import url_of
from difi_sosial.portal.queries.tasks import Task, Text

SOON = timedelta(days=30)
PILOT_SOON = timedelta(days=14)
RECOMMENDED = (PilotState.RECOMMENDED_CONTINUE, PilotState.RECOMMENDED_STOP)


def waiting_channels(facts: Facts) -> Iterator[Task]:
    """Channels: to advise on, decide, confirm, evaluate, renew, open or close."""
    for decision in channels.waiting_for(facts.person):
        yield _about(decision, "decision", decision.get_state_display())
    for permissions, build in KINDS:
        if any(may(facts.person, permission) for permission in permissions):
            yield from build(facts)


def _about(decision: Decision, kind: str, label: Text) -> Task:
    url = url_of("channels:channel-detail", decision.channel.slug)
    return Task(f"{kind}-{decision.pk}", decision.channel.name, label, url)


def _tried() -> QuerySet[Pilot]:
    """Pilots of channels that are tried: when one is closed or stopped, nobody can judge it."""
    found = Pilot.objects.filter(decision__state=DecisionState.PILOT)
    return found.select_related("decision__channel")


def _recommended(facts: Facts) -> Iterator[Task]:
    for pilot in _tried().filter(state__in=RECOMMENDED):
        yield _about(pilot.decision, "pilot", _("Prøven er evaluert og venter på deg"))


def _stopped(facts: Facts) -> Iterator[Task]:
    stopped = Decision.objects.filter(state=DecisionState.SUSPENDED, stop_confirmed_at=None)
    for decision in stopped.select_related("channel"):
        yield _about(decision, "stop", _("Bekreft eller opphev den midlertidige stengingen"))


def _met(facts: Facts) -> Iterator[Task]:
    for criterion in criteria.raised():
        label = _("Et kriterium for å legge ned er oppfylt")
        yield _about(criterion.decision, f"criterion-{criterion.pk}", label)


def _running_out(facts: Facts) -> Iterator[Task]:
    held = Decision.objects.filter(state__in=IN_USE, valid_to__lte=facts.today + SOON)
    for decision in held.select_related("channel").order_by("valid_to"):
        gone = decision.valid_to is not None and decision.valid_to < facts.today
        label = _("Beslutningen gikk ut %(day)s") if gone else _("Beslutningen går ut %(day)s")
        yield _about(decision, "expires", label % {"day": day(decision.valid_to)})


def _ready(facts: Facts) -> Iterator[Task]:
    for board in facts.boards:
        if board.is_ready:
            url = url_of("channels:readiness-show", board.channel.slug)
            yield Task(f"ready-{board.channel.pk}", board.channel.name, _("Kan åpnes nå"), url)


def _pilots(facts: Facts) -> Iterator[Task]:
    ending = Q(state=PilotState.RUNNING, ends_on__lte=facts.today + PILOT_SOON)
    found = _tried().filter(ending | Q(state=PilotState.EVALUATING))
    for pilot in found.order_by("ends_on"):
        label = _("Prøven slutter %(day)s") % {"day": day(pilot.ends_on)}
        if pilot.state == PilotState.EVALUATING:
            label = _("Evaluer prøven, og anbefal hva dere skal gjøre")
        yield _about(pilot.decision, "pilot", label)


def _to_capture(facts: Facts) -> Iterator[Task]:
    closing = Decision.objects.filter(state=DecisionState.CLOSING, captured_at=None)
    for decision in closing.select_related("channel"):
        yield _about(decision, "capture", _("Ta vare på innholdet før kanalen legges ned"))


P = Permission
KINDS: tuple[tuple[tuple[Permission, ...], Callable[[Facts], Iterator[Task]]], ...] = (
    ((P.CHANNEL_DECIDE,), _recommended),
    ((P.CHANNEL_DECIDE,), _stopped),
    ((P.CHANNEL_DECIDE, P.CHANNEL_RUN), _met),
    ((P.CHANNEL_DECIDE, P.CHANNEL_RUN), _running_out),
    ((P.CHANNEL_RUN,), _ready),
    ((P.CHANNEL_WRITE,), _pilots),
    ((P.JOURNAL_WRITE,), _to_capture),
)
