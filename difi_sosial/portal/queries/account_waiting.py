"""What waits for one person about our accounts."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from difi_sosial.channels import queries as channels
from difi_sosial.channels.enums.accounts import ProfileState
from difi_sosial.channels.rules import may_approve_profile
from difi_sosial.people.permissions import Permission
from difi_sosial.people.rules import may
from difi_sosial.portal.queries.facts import Facts
from difi_sosial.portal.queries.menu import url_of
from difi_sosial.portal.queries.tasks import Task

MENDED = (ProfileState.DEVIATION, ProfileState.OUTDATED)


def waiting_accounts(facts: Facts) -> Iterator[Task]:
    """Accounts: access to confirm or take away, texts to approve, publish or mend."""
    person = facts.person
    for account in channels.waiting_accounts(person, facts.channels):
        url = url_of("channels:account-confirm", account.pk)
        yield Task(f"confirm-{account.pk}", str(account), _("Bekreft hvem som har tilgang"), url)
    if may(person, Permission.ACCOUNT_LEAD):
        for alarm in facts.channels.alarms:
            url = url_of("channels:alarm-close", alarm.pk)
            title = f"{alarm.administrator}: {alarm.administrator.account}"
            yield Task(f"alarm-{alarm.pk}", title, alarm.get_cause_display(), url)
    yield from _texts(facts)


def _texts(facts: Facts) -> Iterator[Task]:
    person, wanted = facts.person, set()
    if may(person, Permission.ACCOUNT_LEAD):
        wanted.add(ProfileState.ADAPTED)
    if may(person, Permission.CHANNEL_WRITE):
        wanted |= {ProfileState.APPROVED, *MENDED}
    if not wanted:
        return
    order = {row.account.pk: number for number, row in enumerate(facts.channels.accounts)}
    texts = [text for text in facts.channels.texts if text.state in wanted]
    for text in sorted(texts, key=lambda text: (order[text.account_id], text.language)):
        if text.state == ProfileState.ADAPTED and not may_approve_profile(person, text):
            continue
        label = _("Profilteksten: %(state)s") % {"state": text.get_state_display()}
        url = url_of("channels:profile-detail", text.pk)
        yield Task(f"profile-{text.pk}", str(text.account), label, url)
