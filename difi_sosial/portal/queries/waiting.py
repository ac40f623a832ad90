"""What waits for one person: the first thing to look at in the morning."""

from collections.abc import Iterator
from copy import copy
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from difi_sosial.core.templatetags.sosial import day
from difi_sosial.guidelines import queries as guidelines
from difi_sosial.identity import queries as identity
from difi_sosial.monitoring.enums import TROUBLES
from difi_sosial.people import queries as people
from difi_sosial.people.models import Delegation
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may
from difi_sosial.portal.queries.account_waiting import waiting_accounts
from difi_sosial.portal.queries.channel_waiting import waiting_channels
from difi_sosial.portal.queries.facts import Facts
from difi_sosial.portal.queries.menu import url_of
from difi_sosial.portal.queries.tasks import Task

SOURCES_NAMED = 3
LIST = "monitoring:source-list"


def waiting(facts: Facts) -> list[Task]:
    """Everything that only goes on when this person acts, also in the place of one away."""
    texts = (_hearings, _reading, _decided)
    kinds = (*texts, _identity, _mentions, _sources, _journal, _letters)
    return [task for kind in kinds for task in kind(facts)]


def _decided(facts: Facts) -> Iterator[Task]:
    """What needs a right: one's own first, then that of each one who is away."""
    known: set[str] = set()
    for standing in (None, *facts.person.stands_in):
        for task in _in_the_right_of(facts, standing):
            if task.key not in known:
                known.add(task.key)
                yield task if standing is None else _for(task, standing)


def _for(task: Task, standing: Delegation) -> Task:
    facts = {"hint": task.hint, "name": standing.principal.name}
    return replace(task, hint=_("%(hint)s, på vegne av %(name)s") % facts)


def _in_the_right_of(facts: Facts, standing: Delegation | None) -> list[Task]:
    """The tasks as they are when this is all that the person stands in for."""
    if not facts.person.stands_in:
        return [task for kind in RIGHTS for task in kind(facts)]
    person = copy(facts.person)
    person.stands_in = (standing,) if standing else ()
    seen = facts.seen_by(person)
    return [task for kind in RIGHTS for task in kind(seen)]


def _hearings(facts: Facts) -> Iterator[Task]:
    for one in facts.hearings:
        hint = _("På høring hos deg. Frist %(day)s") % {"day": day(one.deadline)}
        yield Task(f"hearing-{one.pk}", one.title, hint, url_of("hearing:hearing-detail", one.pk))


def _reading(facts: Facts) -> Iterator[Task]:
    for asked in facts.to_confirm:
        hint = _("Les og bekreft innen %(day)s") % {"day": day(asked.deadline)}
        if asked.deadline < facts.today:
            hint = _("Les og bekreft. Fristen var %(day)s") % {"day": day(asked.deadline)}
        url = url_of("guidelines:receipt-confirm", asked.campaign_id)
        yield Task(f"reading-{asked.pk}", str(asked.campaign.version), hint, url)
    if count := guidelines.open_questions(facts.person):
        title = ngettext(
            "%(count)d leser venter på svar", "%(count)d lesere venter på svar", count
        ) % {"count": count}
        yield Task("readers", title, _("Retningslinjer"), url_of("guidelines:campaign-list"))


def _texts(facts: Facts) -> Iterator[Task]:
    for one in facts.strategies.waiting_for(facts.person):
        yield Task(f"strategy-{one.version.pk}", str(one.version), one.label, one.path)
    for text in facts.texts.waiting_for(facts.person, today=facts.today):
        url = url_of("guidelines:version-show", text.guideline.slug, text.number)
        yield Task(f"guideline-{text.pk}", str(text), text.get_state_display(), url)


def _identity(facts: Facts) -> Iterator[Task]:
    for one in identity.waiting_for(facts.person, facts.identity_rows):
        hint = one.label
        if one.day:
            hint = _("%(what)s. Frist %(day)s") % {"what": one.label, "day": day(one.day)}
        yield Task(one.key, one.title, hint, one.path)


def _mentions(facts: Facts) -> Iterator[Task]:
    if not may(facts.person, Permission.DIALOGUE_WRITE):
        return
    if mine := facts.load.mine:
        title = ngettext("%(count)d omtale er din", "%(count)d omtaler er dine", mine) % {
            "count": mine
        }
        yield Task("mine", title, _("Tildelt deg"), url_of("dialogue:my-mentions"))
    if unsorted := facts.load.unsorted:
        title = ngettext("%(count)d usortert omtale", "%(count)d usorterte omtaler", unsorted) % {
            "count": unsorted
        }
        url = f"{url_of('monitoring:mention-list')}?status=new"
        yield Task("unsorted", title, _("Felles innboks"), url)


def _sources(facts: Facts) -> Iterator[Task]:
    """The sources that nothing is heard from before a person acts, each with what to do."""
    if not may(facts.person, Permission.MONITORING_WRITE):
        return
    for source in facts.troubled[:SOURCES_NAMED]:
        title = _("Kilden «%(name)s» trenger deg") % {"name": source.name}
        trouble = TROUBLES.get(source.trouble)
        url = url_of("monitoring:source-detail", source.pk)
        yield Task(f"source-{source.pk}", title, str(trouble[1]) if trouble else "", url)
    more = facts.sources_in_trouble - SOURCES_NAMED
    if more > 0:
        title = ngettext("%(count)d kilde til", "%(count)d kilder til", more) % {"count": more}
        yield Task("sources", title, _("Trenger at noen ser på dem"), url_of(LIST))


def _journal(facts: Facts) -> Iterator[Task]:
    count = facts.entries["registered"] if may(facts.person, Permission.JOURNAL_WRITE) else 0
    if count:
        title = ngettext(
            "%(count)d post skal journalføres", "%(count)d poster skal journalføres", count
        ) % {"count": count}
        url = f"{url_of('journal:entry-list')}?view=to-journal"
        yield Task("registered", title, _("Journalen"), url)


def _letters(facts: Facts) -> Iterator[Task]:
    if not may(facts.person, Permission.PEOPLE_WRITE):
        return
    if count := people.outbox(facts.at).given_up:
        title = ngettext(
            "%(count)d e-post kom ikke fram", "%(count)d e-poster kom ikke fram", count
        ) % {"count": count}
        hint = _("Send på nytt, eller si fra på en annen måte")
        yield Task("letters", title, hint, url_of("people:letter-list"))


# What is done in somebody's right.
RIGHTS = (_texts, waiting_channels, waiting_accounts)
