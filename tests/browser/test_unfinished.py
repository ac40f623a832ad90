"""Pages of what is under way, which the example agency has nothing of."""

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.urls import reverse

from difi_sosial.core.clock import now
from difi_sosial.guidelines import services as guidelines
from difi_sosial.journal import services as journal
from difi_sosial.people.enums import Role
from difi_sosial.people.models import Unit, User
from difi_sosial.strategy.enums import State
from tests.factories.strategy import VersionFactory

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def made(site: object, django_db_blocker: object) -> SimpleNamespace:
    """A strategy that is sent in, a guideline being written, and an extraction being made."""
    with django_db_blocker.unblock():
        adviser = User.objects.get(email="kari@testetaten.example")
        archivist = User.objects.get(email="sigrid@testetaten.example")
        strategy = VersionFactory(state=State.SUBMITTED)
        checked = VersionFactory(state=State.QUALITY)
        guideline = guidelines.create(
            title="Regler for prøvekanalen",
            unit=Unit.objects.first(),
            is_public=False,
            language="nb",
            by=adviser,
            at=now(),
        )
        job = journal.request_extraction(year=2025, by=archivist, at=now())
    return SimpleNamespace(strategy=strategy, checked=checked, guideline=guideline, job=job)


def of_strategy(made: SimpleNamespace, name: str) -> str:
    return reverse(f"strategy:{name}", args=[made.strategy.pk])


def of_guideline(made: SimpleNamespace, name: str, *more: str) -> str:
    return reverse(f"guidelines:{name}", args=[made.guideline.slug, 1, *more])


def section(made: SimpleNamespace) -> str:
    return str(made.guideline.versions.get().sections.first().anchor)


PAGES = {
    "strategi-godkjenn": (lambda made: of_strategy(made, "version-approve"), Role.MANAGER),
    "strategi-send-paa-horing": (
        lambda made: reverse("strategy:version-hearing", args=[made.checked.pk]),
        Role.HEAD,
    ),
    "strategi-kvalitet": (
        lambda made: reverse("strategy:version-detail", args=[made.checked.pk]),
        Role.HEAD,
    ),
    "strategi-returner": (lambda made: of_strategy(made, "version-return"), Role.MANAGER),
    "retningslinje-kladd": (lambda made: of_guideline(made, "version-show"), Role.ADVISER),
    "retningslinje-skriv": (lambda made: of_guideline(made, "version-edit"), Role.ADVISER),
    "retningslinje-opplysninger": (
        lambda made: of_guideline(made, "version-details"),
        Role.ADVISER,
    ),
    "retningslinje-del": (
        lambda made: of_guideline(made, "section-edit", section(made)),
        Role.ADVISER,
    ),
    "retningslinje-del-fjern": (
        lambda made: of_guideline(made, "section-remove", section(made)),
        Role.ADVISER,
    ),
    "uttrekk-jobb": (
        lambda made: reverse("journal:extract-detail", args=[made.job.pk]),
        Role.ARCHIVIST,
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_page_is_sound(name: str, made: SimpleNamespace, look: Callable) -> None:
    path, role = PAGES[name]
    look(name, path(made), role)
