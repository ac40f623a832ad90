"""The pages of monitoring behind the lists, with something on every one of them."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection, transaction

from difi_sosial.core.clock import now
from difi_sosial.monitoring.enums import Outcome, SourceState
from difi_sosial.monitoring.models import Mention, Run, Source, Watch
from difi_sosial.monitoring.services import mentions
from difi_sosial.people.enums import Role
from tests.factories.monitoring import MentionFactory, SourceFactory, WatchFactory

pytestmark = pytest.mark.browser

NAME = "Prøvekilden for nettleseren"
HTML = "<p>Hei <b>Testetaten</b>, når åpner <a href='https://x.example/skjema'>skjemaet</a>?</p>"


@pytest.fixture(scope="module")
def made(site, django_db_blocker) -> SimpleNamespace:
    """A watch in two versions, a source that works, one in trouble, a mention with its original."""
    with django_db_blocker.unblock():
        watch = WatchFactory(name="Prøveovervåking", any_of=["Testetaten", "Etaten for prøving"])
        good = SourceFactory(name=NAME, watches=[watch], last_ok_at=now(), due_at=now())
        for minutes, outcome in enumerate((Outcome.READ, Outcome.UNCHANGED, Outcome.LATER)):
            started_at = now() - timedelta(minutes=15 * minutes)
            Run.objects.create(source=good, started_at=started_at, outcome=outcome, seen=10)
        bad = SourceFactory(
            name=f"{NAME} (død)",
            watches=[watch],
            state=SourceState.PAUSED,
            pause_reason="Adressen finnes ikke lenger.",
            trouble="gone",
            last_error="HTTP 410 from blogg.example",
        )
        capture = mentions.pack(
            source=good,
            url="https://blogg.example/feed",
            status=200,
            content_type="application/rss+xml",
            body=b"<rss/>",
            at=now(),
            sha256="0123456789abcdef" * 4,
        )
        capture.save()
        mention = MentionFactory(
            source=good, capture=capture, html=HTML, author_handle="@kari@tut.example"
        )
    yield SimpleNamespace(watch=watch, good=good, bad=bad, mention=mention)
    with django_db_blocker.unblock():
        Mention.objects.filter(source=good).delete()
        good.captures.all().delete()
        # The portal never deletes a source; the other pages are not to see these.
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            Source.objects.filter(pk__in=[good.pk, bad.pk]).delete()
        # What a watch looked for stays, and so does the watch: ended, nobody sees it in a list.
        Watch.objects.filter(pk=watch.pk).update(is_active=False)


def test_a_post_is_shown_with_its_markup_made_safe(made, visit: Callable) -> None:
    page = visit(made.mention.get_absolute_url(), Role.ARCHIVIST)
    assert page.locator(".post b").inner_text() == "Testetaten"
    assert page.get_by_role("link", name="Last ned originalen").is_visible()


def test_terms_are_tried_without_losing_what_was_typed(made, visit: Callable) -> None:
    page = visit("/overvaking/ny/", Role.ADVISER)
    page.get_by_role("textbox", name="Navn").fill("Ny i nettleseren")
    page.get_by_label("Formål").fill("Svare dem som spør")
    page.get_by_label("Behandlingsgrunnlag").fill("Artikkel 6 nr. 1 e")
    page.get_by_label("Minst ett av disse").fill("testetat*")
    page.get_by_role("button", name="Prøv på lagrede omtaler").click()
    page.visit.judge()
    assert "passer" in page.get_by_role("status").inner_text()
    assert page.get_by_role("textbox", name="Navn").input_value() == "Ny i nettleseren"


def test_settings_are_tried_and_told_in_plain_words(made, visit: Callable) -> None:
    page = visit("/overvaking/kilder/ny/feeds/", Role.ADVISER)
    page.get_by_role("textbox", name="Navn").fill("Inne i huset")
    page.get_by_role("combobox", name="Kanal").select_option(index=1)
    page.get_by_label("Adressen til strømmen").fill("http://127.0.0.1/feed")
    page.get_by_label("Prøveovervåking").check()
    page.get_by_role("button", name="Prøv innstillingene").click()
    page.visit.judge()
    assert "Portalen henter ikke fra denne adressen" in page.content()


def test_single_keys_walk_the_list_and_tick(made, visit: Callable) -> None:
    page = visit("/personer/meg/", Role.ADVISER)
    page.get_by_role("button", name="Slå på hurtigtastene").click()
    page.goto(page.url.replace("/personer/meg/", "/omtaler/"))
    focused = "document.activeElement.closest('.mention__said')?.innerText"
    page.keyboard.press("j")
    first = page.evaluate(focused)
    page.keyboard.press("j")
    assert page.evaluate(focused) != first
    page.keyboard.press("k")
    assert page.evaluate(focused) == first
    page.keyboard.press("x")
    assert page.locator(".mention__pick input").first.is_checked()
    page.keyboard.press("?")
    assert page.locator("#keys-help").is_visible()
    page.visit.judge()
    page.keyboard.press("Escape")
    page.get_by_label("Søk i teksten").press_sequentially("jo?")
    assert page.get_by_label("Søk i teksten").input_value() == "jo?"
    page.goto(page.url.replace("/omtaler/", "/personer/meg/"))
    page.get_by_role("button", name="Slå av hurtigtastene").click()
