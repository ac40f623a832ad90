"""Every page of strategy and channels, in light and dark, narrow and without JavaScript."""

from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.urls import reverse

from difi_sosial.channels import services as channels
from difi_sosial.channels.enums import Action
from difi_sosial.channels.models import Decision
from difi_sosial.people.enums import Role
from difi_sosial.strategy import queries as strategy_queries
from difi_sosial.strategy import services as strategies
from difi_sosial.strategy.enums import Section, State
from difi_sosial.strategy.models import StrategyVersion
from tests.factories.channels import AccountFactory, ChannelFactory, DecisionFactory
from tests.factories.people import UserFactory
from tests.factories.strategy import StrategyFactory, TargetGroupFactory, VersionFactory

pytestmark = pytest.mark.browser
AT = datetime(2026, 4, 1, 10, 0, tzinfo=UTC)
# The sections that differ in kind: rows, rows with choices, radio buttons, plain texts.
SECTIONS = (Section.GOALS, Section.TARGET_GROUPS, Section.USES, Section.SPECIAL)
KINDS = (
    "strategi-maalgrupper",
    "strategi-kladd",
    "strategi-sammenlign",
    "kanal-matrise",
    "kanal-side",
)


@pytest.fixture(scope="module")
def made(site, django_db_blocker) -> SimpleNamespace:
    """A strategy in force with a second version as draft, one sent in, and a proposed channel."""
    with django_db_blocker.unblock():
        adviser, manager = UserFactory(roles=[Role.ADVISER]), UserFactory(roles=[Role.MANAGER])
        strategy = StrategyFactory(title="Strategi for kampanjen Trygg på nett")
        old = VersionFactory(strategy=strategy, number=1, state=State.SUBMITTED, author=adviser)
        for name in ("Skoleungdom", "Næringsdrivende"):
            TargetGroupFactory(version=old, name=name)
        old = strategies.approve(version=old, by=manager, at=AT)
        draft = strategies.new_version(version=old, by=adviser, at=AT)
        content = {"staffing": "Fire rådgivere og en vikar."}
        strategies.save_section(
            version=draft, section=Section.RESOURCES, edition=1, values=content, by=adviser, at=AT
        )
        sent = VersionFactory(state=State.SUBMITTED)
        decision = _proposed(adviser)
        chosen = _chosen(adviser, manager)
        account = AccountFactory(channel=chosen.channel, opening_hours="Hverdager kl. 8–15.30")
        return SimpleNamespace(
            old=old,
            draft=draft,
            sent=sent,
            decision=decision,
            chosen=chosen,
            account=account,
            idle=ChannelFactory(),
        )


def _proposed(adviser) -> Decision:
    channel = ChannelFactory(name="Korte filmer", device_rule="not-on-work-device")
    _assess(channel, adviser, level=1)
    return channels.propose(
        channel=channel, purpose="Nå skoleungdom med korte videoer.", by=adviser, at=AT
    )


def _chosen(adviser, manager) -> Decision:
    channel = ChannelFactory(name="Fagwikien", category="wiki")
    _assess(channel, adviser, level=3)
    decision = DecisionFactory(channel=channel, proposed_by=adviser)
    return channels.decide(
        decision=decision, action=Action.CHOOSE, by=manager, at=AT, reason="Målgruppen er der."
    )


def _assess(channel, adviser, *, level) -> None:
    cell = {"level": level, "source": "Medietilsynet", "year": 2025, "reason": "Undersøkelsen."}
    channels.save_assessment(
        channel=channel,
        edition=0,
        values={"privacy": "Mange er under 15 år.", "archiving": "Vi tar skjermbilder."},
        reaches={group.key: cell for group in strategy_queries.target_groups()},
        by=adviser,
        at=AT,
    )


def _strategy(name: str, version: StrategyVersion, *args: str) -> str:
    return reverse(f"strategy:{name}", args=(version.pk, *args))


def pages(made: SimpleNamespace) -> dict[str, tuple[str, str]]:
    """Every page, and a role that may open it."""
    channel = made.decision.channel.slug
    adviser, manager, head = Role.ADVISER, Role.MANAGER, Role.HEAD
    sections = {
        f"strategi-{section}": (_strategy("section-edit", made.draft, section), adviser)
        for section in SECTIONS
    }
    return sections | {
        "strategi-liste": (reverse("strategy:strategy-list"), adviser),
        "strategi-ny": (reverse("strategy:strategy-create"), adviser),
        "strategi-kladd": (_strategy("version-detail", made.draft), adviser),
        "strategi-gjeldende": (_strategy("version-detail", made.old), manager),
        "strategi-dokument": (_strategy("version-document", made.old), manager),
        "strategi-sammenlign": (_strategy("version-compare", made.draft), adviser),
        "strategi-godkjenn": (_strategy("version-approve", made.sent), manager),
        "strategi-returner": (_strategy("version-return", made.sent), manager),
        "kanal-katalog": (reverse("channels:channel-list"), head),
        "kanal-matrise": (reverse("channels:matrix-show"), adviser),
        "kanal-side": (reverse("channels:channel-detail", args=(channel,)), adviser),
        "kanal-valgt": (
            reverse("channels:channel-detail", args=(made.chosen.channel.slug,)),
            manager,
        ),
        "kanal-endre": (reverse("channels:channel-edit", args=(channel,)), head),
        "kanal-vurder": (reverse("channels:assessment-edit", args=(channel,)), adviser),
        "kanal-foreslaa": (reverse("channels:decision-propose", args=(made.idle.slug,)), adviser),
        "kanal-beslutt": (reverse("channels:decision-decide", args=(made.decision.pk,)), manager),
        "kanal-legg-ned": (reverse("channels:decision-close", args=(made.chosen.pk,)), manager),
        "kontoer": (reverse("channels:account-list"), adviser),
        "konto-ny": (reverse("channels:account-create"), adviser),
        "konto-endre": (reverse("channels:account-edit", args=(made.account.pk,)), adviser),
    }


def judged(names, visit: Callable, picture: Callable, way: str = "", **how) -> None:
    """Open every page in turn; all that is wrong is told at once."""
    faults = []
    for name, (path, role) in names.items():
        page = visit(path, role, **how, judge=False)
        picture(page, f"{name}-{way}" if way else name)
        try:
            page.visit.judge(axe=how.get("javascript", True))
        except AssertionError as error:
            faults.append(f"{name}: {error}")
        page.context.close()
    assert not faults, "\n\n".join(faults)


def test_every_page_is_sound(made, visit: Callable, picture: Callable) -> None:
    judged(pages(made), visit, picture)


def test_pages_of_every_kind_are_sound_in_the_dark(made, visit: Callable, picture) -> None:
    some = {name: pages(made)[name] for name in KINDS}
    judged(some, visit, picture, "dark", scheme="dark")


def test_pages_of_every_kind_are_sound_on_a_telephone(made, visit: Callable, picture) -> None:
    some = {name: pages(made)[name] for name in KINDS}
    judged(some, visit, picture, "narrow", width=320, javascript=False)
