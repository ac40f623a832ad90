"""What waits for one person about channels."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from django.utils.translation import gettext as _

from difi_sosial.channels.enums import IN_USE, DecisionState, PilotState
from difi_sosial.channels.models import Decision
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
    for decision in facts.channels.waiting_for(facts.person):
        yield _about(decision, "decision", decision.get_state_display())
    for permissions, build in KINDS:
        if any(may(facts.person, permission) for permission in permissions):
            yield from build(facts)


def _about(decision: Decision, kind: str, label: Text) -> Task:
    url = url_of("channels:channel-detail", decision.channel.slug)
    return Task(f"{kind}-{decision.pk}", decision.channel.name, label, url)


def _recommended(facts: Facts) -> Iterator[Task]:
    for pilot in facts.channels.pilots:
        if pilot.state in RECOMMENDED:
            yield _about(pilot.decision, "pilot", _("Prøven er evaluert og venter på deg"))


def _stopped(facts: Facts) -> Iterator[Task]:
    for decision in facts.channels.held(DecisionState.SUSPENDED):
        if decision.stop_confirmed_at is None:
            label = _("Bekreft eller opphev den midlertidige stengingen")
            yield _about(decision, "stop", label)


def _met(facts: Facts) -> Iterator[Task]:
    for criterion in facts.channels.raised:
        label = _("Et kriterium for å legge ned er oppfylt")
        yield _about(criterion.decision, f"criterion-{criterion.pk}", label)


def _running_out(facts: Facts) -> Iterator[Task]:
    last, held = facts.today + SOON, facts.channels.held(*IN_USE)
    ending = [(end, one) for one in held if (end := one.valid_to) and end <= last]
    for end, decision in sorted(ending, key=lambda row: row[0]):
        gone = end < facts.today
        label = _("Beslutningen gikk ut %(day)s") if gone else _("Beslutningen går ut %(day)s")
        yield _about(decision, "expires", label % {"day": day(end)})


def _ready(facts: Facts) -> Iterator[Task]:
    for channel in facts.channels.ready:
        url = url_of("channels:readiness-show", channel.slug)
        yield Task(f"ready-{channel.pk}", channel.name, _("Kan åpnes nå"), url)


def _pilots(facts: Facts) -> Iterator[Task]:
    last = facts.today + PILOT_SOON
    for pilot in sorted(facts.channels.pilots, key=lambda pilot: pilot.ends_on):
        if pilot.state == PilotState.EVALUATING:
            label = _("Evaluer prøven, og anbefal hva dere skal gjøre")
            yield _about(pilot.decision, "pilot", label)
        elif pilot.state == PilotState.RUNNING and pilot.ends_on <= last:
            label = _("Prøven slutter %(day)s") % {"day": day(pilot.ends_on)}
            yield _about(pilot.decision, "pilot", label)


def _to_capture(facts: Facts) -> Iterator[Task]:
    for decision in facts.channels.held(DecisionState.CLOSING):
        if decision.captured_at is None:
            label = _("Ta vare på innholdet før kanalen legges ned")
            yield _about(decision, "capture", label)


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
