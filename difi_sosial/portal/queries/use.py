"""The third step: net identity, guidelines, accounts, listening, answering, keeping."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from difi_sosial.channels.queries import AccountRow
from difi_sosial.core.templatetags.sosial import day
from difi_sosial.people.permissions import Permission
from difi_sosial.portal.enums import TaskColor
from difi_sosial.portal.queries.facts import Facts
from difi_sosial.portal.queries.menu import url_of
from difi_sosial.portal.queries.tasks import Row, Task, Text, done, locked, not_begun

UP_TO_DATE = _("Ajour")


def identity(facts: Facts) -> Task:
    """Where the agency is spoken of already."""
    key, title, url = "identity", _("Sjekk nettidentiteten"), url_of("identity:overview")
    stands = facts.identity
    hint = ngettext("%(count)d tiltak gjenstår", "%(count)d tiltak gjenstår", stands.to_do)
    hint %= {"count": stands.to_do}
    if stands.open_check:
        return Task(key, title, hint, url, _("Sjekken pågår"), TaskColor.BEGUN)
    if stands.checked_on is None and not stands.live:
        return not_begun(key, title, _("Finn ut hvor dere alt er omtalt."), url)
    if stands.is_old:
        return Task(key, title, hint, url, _("Årlig sjekk mangler"), TaskColor.WAITS)
    if stands.to_do:
        return Task(key, title, hint, url, _("Påbegynt"), TaskColor.BEGUN)
    return done(key, title, "", url)


def guidelines(facts: Facts) -> Task:
    """Rules for those who write on the agency's behalf."""
    key, title, url = "guidelines", _("Retningslinjer"), url_of("guidelines:guideline-list")
    counts = facts.guidelines
    if not (
        counts.in_force
        or counts.submitted
        or counts.hearing
        or counts.draft
        or facts.channels_in_use
    ):
        return locked(key, title, _("minst én kanal må være valgt."))
    hint = ngettext(
        "%(count)d retningslinje gjelder", "%(count)d retningslinjer gjelder", counts.in_force
    ) % {"count": counts.in_force}
    for number, label, color in (
        (counts.returned, _("Returnert"), TaskColor.WRONG),
        (counts.submitted, _("Venter på godkjenning"), TaskColor.WAITS),
        (counts.hearing, _("På høring"), TaskColor.WAITS),
        (counts.due, _("Skal gjennomgås"), TaskColor.WAITS),
        (counts.draft, _("Påbegynt"), TaskColor.BEGUN),
    ):
        if number:
            return Task(key, title, hint, url, label, color)
    return done(key, title, hint, url) if counts.in_force else not_begun(key, title, "", url)


def accounts(facts: Facts) -> Task:
    """Our accounts, each with a promise about answers."""
    key, title, url = "accounts", _("Kontoer og løftet om svar"), url_of("channels:account-list")
    if not facts.channels_in_use:
        return locked(key, title, _("minst én kanal må være valgt."))
    if not facts.channels.accounts:
        return not_begun(key, title, _("Før opp kontoene dere har."), url)
    count = len(facts.channels.accounts)
    hint = ngettext("%(count)d konto", "%(count)d kontoer", count) % {"count": count}
    for label, color, wrong in _FAULTS:
        if number := sum(wrong(row) for row in facts.channels.accounts):
            return Task(key, title, hint, url, label % {"count": number}, color)
    return done(key, title, hint, url)


# The first that any account has is what the row says.
_FAULTS: tuple[tuple[Text, str, Callable[[AccountRow], bool]], ...] = (
    (_("Tilgang må ses på for %(count)d"), TaskColor.WRONG, lambda row: row.alarms > 0),
    (_("Avvik i %(count)d profil"), TaskColor.WRONG, lambda row: _state(row) == "deviation"),
    (_("Bekreftelse mangler for %(count)d"), TaskColor.WRONG, lambda row: row.is_overdue),
    (
        _("For få administratorer på %(count)d"),
        TaskColor.WRONG,
        lambda row: row.lacks_administrators,
    ),
    (
        _("Svartid mangler for %(count)d"),
        TaskColor.WRONG,
        lambda row: row.account.response_hours is None,
    ),
    (
        _("Profiltekst er ikke publisert for %(count)d"),
        TaskColor.BEGUN,
        lambda row: _state(row) != "published",
    ),
)


def _state(row: AccountRow) -> str:
    """Where the account's profile text is; empty when there is none."""
    return row.text.state if row.text else ""


def listening(facts: Facts) -> Task:
    """The sources that the portal reads."""
    key, title, url = "listening", _("Følg med på omtaler"), url_of("monitoring:watch-list")
    if not facts.sources:
        return not_begun(key, title, _("Skriv søkeord og legg til en kilde."), url)
    hint = ngettext("%(count)d kilde", "%(count)d kilder", facts.sources) % {"count": facts.sources}
    trouble = facts.sources_in_trouble
    if trouble:
        label = ngettext("%(count)d kilde må ses på", "%(count)d kilder må ses på", trouble) % {
            "count": trouble
        }
        return Task(key, title, hint, url_of("monitoring:source-list"), label, TaskColor.WRONG)
    if facts.sources_at_rest == facts.sources:
        at_rest = _("Alle kilder er på pause")
        return Task(key, title, hint, url_of("monitoring:source-list"), at_rest, TaskColor.WAITS)
    return done(key, title, hint, url, _("I gang"))


def opening(facts: Facts) -> Task:
    """From chosen to open: seven lights for every channel."""
    key, title = "readiness", _("Klar – Ferdig – Gå")
    url = url_of("channels:readiness-list")
    if not facts.channels_in_use:
        return locked(key, title, _("minst én kanal må være valgt."))
    opened = facts.decisions["open"] + facts.decisions["limited"]
    hint = ngettext("%(count)d kanal er åpen", "%(count)d kanaler er åpne", opened) % {
        "count": opened
    }
    ready = len(facts.channels.ready)
    if ready:
        label = ngettext("%(count)d kan åpnes", "%(count)d kan åpnes", ready) % {"count": ready}
        return Task(key, title, hint, url, label, TaskColor.WAITS)
    if count := len(facts.channels.chosen):
        label = ngettext("%(count)d gjøres klar", "%(count)d gjøres klare", count)
        return Task(key, title, hint, url, label % {"count": count}, TaskColor.BEGUN)
    return done(key, title, hint, url)


def answering(facts: Facts) -> Task:
    """Sorting and answering what was found."""
    key, title, url = "answering", _("Sorter og svar"), url_of("monitoring:mention-list")
    if not facts.sources:
        return locked(key, title, _("portalen følger ikke med på noen kilder."))
    load = facts.load
    hint = _("%(open)d til oppfølging") % {"open": load.open}
    if load.overdue:
        label = _("%(count)d over fristen") % {"count": load.overdue}
        return Task(key, title, hint, url, label, TaskColor.WRONG)
    if load.unsorted:
        label = ngettext("%(count)d ny", "%(count)d nye", load.unsorted) % {"count": load.unsorted}
        return Task(key, title, hint, url, label, TaskColor.WAITS)
    return done(key, title, hint, url, UP_TO_DATE)


def assessing(facts: Facts) -> Task:
    """Which mentions belong in the journal."""
    key, title, url = "assessing", _("Vurder for journalen"), url_of("dialogue:my-mentions")
    if not facts.sources:
        return locked(key, title, _("portalen følger ikke med på noen kilder."))
    if facts.load.to_assess:
        label = _("%(count)d venter") % {"count": facts.load.to_assess}
        return Task(key, title, "", url, label, TaskColor.WAITS)
    return done(key, title, "", url, UP_TO_DATE)


def journal(facts: Facts) -> Task:
    """Entries that the archivist must complete."""
    key, title, url = "journal", _("Journalfør"), url_of("journal:entry-list")
    total, registered = sum(facts.entries.values()), facts.entries["registered"]
    if not total:
        return locked(key, title, _("ingenting er godkjent, og ingen omtale skal journalføres."))
    hint = ngettext("%(count)d journalpost", "%(count)d journalposter", total) % {"count": total}
    if registered:
        label = _("%(count)d skal journalføres") % {"count": registered}
        return Task(key, title, hint, url, label, TaskColor.WAITS)
    return done(key, title, hint, url, UP_TO_DATE)


def extraction(facts: Facts) -> Task:
    """The year's journal as a Noark 5 extraction."""
    key, title = "extraction", _("Lag arkivuttrekk")
    url = url_of("journal:extract-list")
    if not (facts.entries["archived"] or facts.entries["journaled"]):
        return locked(key, title, _("ingen poster er journalført."))
    job = facts.newest_extraction
    if job is None:
        return not_begun(key, title, _("Når året er avsluttet, kan det avleveres."), url)
    hint = _("Bestilt %(day)s") % {"day": day(job.requested_at)}
    colors = {"done": TaskColor.DONE, "failed": TaskColor.WRONG, "refused": TaskColor.WRONG}
    color = colors.get(job.state, TaskColor.WAITS)
    return Task(key, title, hint, url, job.get_state_display(), color)


ROWS: tuple[Row, ...] = (
    (Permission.MONITORING_READ, identity),
    (Permission.GUIDELINE_READ, guidelines),
    (Permission.CHANNEL_READ, accounts),
    (Permission.MONITORING_READ, listening),
    (Permission.CHANNEL_READ, opening),
    (Permission.MONITORING_READ, answering),
    (Permission.MONITORING_READ, assessing),
    (Permission.JOURNAL_READ, journal),
    (Permission.JOURNAL_READ, extraction),
)
