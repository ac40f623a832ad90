"""What waits for one person: the first thing to look at in the morning."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from difi_sosial.core.templatetags.sosial import day
from difi_sosial.guidelines import queries as guidelines
from difi_sosial.hearing import queries as hearing
from difi_sosial.people import queries as people
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may
from difi_sosial.portal.queries.account_waiting import waiting_accounts
from difi_sosial.portal.queries.channel_waiting import waiting_channels
from difi_sosial.portal.queries.facts import Facts
from difi_sosial.portal.queries.menu import url_of
from difi_sosial.portal.queries.tasks import Task
from difi_sosial.strategy import queries as strategy


def waiting(facts: Facts) -> list[Task]:
    """Everything that only goes on when this person acts."""
    texts = (_hearings, _reading, _texts)
    kinds = (*texts, waiting_channels, waiting_accounts, _mentions, _journal, _letters)
    return [task for kind in kinds for task in kind(facts)]


def _hearings(facts: Facts) -> Iterator[Task]:
    for one in hearing.waiting_for(facts.person):
        hint = _("På høring hos deg. Frist %(day)s") % {"day": day(one.deadline)}
        yield Task(f"hearing-{one.pk}", one.title, hint, url_of("hearing:hearing-detail", one.pk))


def _reading(facts: Facts) -> Iterator[Task]:
    for asked in guidelines.to_confirm(facts.person):
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
    for one in strategy.waiting_for(facts.person, facts.today):
        yield Task(f"strategy-{one.version.pk}", str(one.version), one.label, one.path)
    for text in guidelines.waiting_for(facts.person, today=facts.today):
        url = url_of("guidelines:version-show", text.guideline.slug, text.number)
        yield Task(f"guideline-{text.pk}", str(text), text.get_state_display(), url)


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
