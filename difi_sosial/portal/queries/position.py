"""The second step: purpose, target groups, messages, ways of use, what is special, channels."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from difi_sosial.channels.enums import UNDECIDED
from difi_sosial.core.templatetags.sosial import day
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may
from difi_sosial.portal.enums import TaskColor
from difi_sosial.portal.queries.facts import Facts
from difi_sosial.portal.queries.menu import url_of
from difi_sosial.portal.queries.tasks import Row, Task, Text, done, locked, not_begun
from difi_sosial.strategy.enums import Section, State
from difi_sosial.strategy.models import StrategyVersion


def _sections(key: str, title: Text, *sections: Section) -> Callable[[Facts], Task]:
    """A task that is done when these sections of the strategy are."""

    def build(facts: Facts) -> Task:
        version = facts.strategies.newest
        if version is None:
            return _no_strategy(key, title, facts)
        if version.approved_at:
            return done(key, title, _about(version), _section_url(facts, version, sections[0]))
        found = [facts.sections[section] for section in sections]
        left = [status for status in found if not status.is_finished]
        url = _section_url(facts, version, (left or found)[0].section)
        if not left:
            return done(key, title, _about(version), url)
        missing = [item for status in left for item in status.missing]
        hint = missing[0].message if missing else _("Ikke fylt ut")
        if all(status.is_empty for status in found):
            return not_begun(key, title, _about(version), url)
        hint = _about(version, hint)
        return Task(key, title, hint, url, _("Påbegynt"), TaskColor.BEGUN)

    return build


def _about(version: StrategyVersion, advice: Text = "") -> str:
    """Which version the task is about, because an agency may have several strategies."""
    facts = {"title": version.strategy.title, "number": version.number}
    name = _("%(title)s, versjon %(number)d") % facts
    return f"{name}: {advice}" if advice else name


def _no_strategy(key: str, title: Text, facts: Facts) -> Task:
    if key != "purpose":
        return locked(key, title, _("strategien er ikke opprettet."))
    writes = may(facts.person, Permission.STRATEGY_WRITE)
    url = url_of("strategy:strategy-create") if writes else url_of("strategy:strategy-list")
    return not_begun(key, title, _("Begynn med hvorfor dere vil være i sosiale medier."), url)


def _section_url(facts: Facts, version: StrategyVersion, section: Section) -> str:
    if version.state == State.DRAFT and may(facts.person, Permission.STRATEGY_WRITE):
        return url_of("strategy:section-edit", version.pk, section.value)
    return url_of("strategy:version-detail", version.pk)


def approval(facts: Facts) -> Task:
    """From finished text to a strategy in force."""
    key, title = "approval", _("Godkjenning av strategien")
    version = facts.strategies.newest
    unfinished = [status for status in facts.sections.values() if not status.is_finished]
    if version is None or (version.state == State.DRAFT and unfinished):
        return locked(key, title, _("alle delene av strategien må være ferdige."))
    url = url_of("strategy:version-detail", version.pk)
    if version.state == State.IN_FORCE:
        hint = _("%(version)s gjelder fra %(day)s") % {
            "version": _about(version),
            "day": day(version.in_force_on),
        }
        return done(key, title, hint, url)
    label, color, advice = _APPROVAL[State(version.state)]
    return Task(key, title, _about(version, advice), url, label, color)


_APPROVAL: dict[State, tuple[Text, str, Text]] = {
    State.DRAFT: (
        _("Klar til å sendes"),
        TaskColor.BEGUN,
        _("Send strategien til faglig kvalitetssikring."),
    ),
    State.QUALITY: (_("Til faglig kvalitetssikring"), TaskColor.WAITS, ""),
    State.HEARING: (_("På høring"), TaskColor.WAITS, _("Svar på innspillene.")),
    State.SUBMITTED: (_("Venter på godkjenning"), TaskColor.WAITS, ""),
    State.RETURNED: (_("Returnert"), TaskColor.WRONG, _("Les begrunnelsen og rett teksten.")),
    State.APPROVED: (
        _("Godkjent, gjelder ikke ennå"),
        TaskColor.WAITS,
        _("Arkivaren journalfører, og så kan strategien settes i kraft."),
    ),
    State.SUPERSEDED: (_("Erstattet"), TaskColor.NONE, ""),
    State.WITHDRAWN: (_("Trukket tilbake"), TaskColor.NONE, ""),
}


def channels(facts: Facts) -> Task:
    """Which channels, decided by a manager."""
    key, title, url = "channels", _("Valg av kanaler"), url_of("channels:channel-list")
    if facts.strategies.current is None:
        return locked(key, title, _("strategien må være godkjent og gjelde."))
    waits, chosen = facts.decisions["to_decide"], facts.channels_in_use
    if met := len(facts.channels.raised):
        label = ngettext(
            "%(count)d kriterium for nedlegging er oppfylt",
            "%(count)d kriterier for nedlegging er oppfylt",
            met,
        ) % {"count": met}
        return Task(key, title, _chosen(chosen), url, label, TaskColor.WRONG)
    if waits:
        label = ngettext(
            "%(count)d venter på beslutning", "%(count)d venter på beslutning", waits
        ) % {"count": waits}
        return Task(key, title, _chosen(chosen), url, label, TaskColor.WAITS)
    assessed = sum(facts.decisions[state] for state in UNDECIDED)
    if assessed:
        label = ngettext("%(count)d vurderes", "%(count)d vurderes", assessed) % {"count": assessed}
        return Task(key, title, _chosen(chosen), url, label, TaskColor.BEGUN)
    if chosen:
        return done(key, title, _chosen(chosen), url)
    return not_begun(key, title, _("Vurder hver målgruppe mot hver kanal."), url)


def _chosen(count: int) -> str:
    return ngettext("%(count)d kanal er valgt", "%(count)d kanaler er valgt", count) % {
        "count": count
    }


SECTION_ROWS = (
    _sections(
        "purpose",
        _("Grunnlag, formål og mål"),
        Section.ABOUT,
        Section.MANDATE,
        Section.SITUATION,
        Section.PURPOSES,
        Section.GOALS,
    ),
    _sections("target-groups", _("Målgrupper"), Section.TARGET_GROUPS),
    _sections("messages", _("Budskap"), Section.MESSAGES),
    _sections("uses", _("Formidle, lytte, dele og delta"), Section.USES, Section.CHANNELS),
    _sections("special", _("Svar på det som er særskilt for forvaltningen"), Section.SPECIAL),
    _sections(
        "plan",
        _("Ressurser, roller og krise"),
        Section.RESOURCES,
        Section.DUTIES,
        Section.CRISIS,
        Section.LANGUAGE,
    ),
    _sections(
        "follow-up",
        _("Risiko og evaluering"),
        Section.RISKS,
        Section.PILOT,
        Section.EVALUATION,
        Section.PUBLICATION,
    ),
)
ROWS: tuple[Row, ...] = (
    *((Permission.STRATEGY_READ, build) for build in SECTION_ROWS),
    (Permission.STRATEGY_READ, approval),
    (Permission.CHANNEL_READ, channels),
)
