"""Writing a strategy in a real browser: a page that saves itself."""

import re
from typing import Any

import pytest
from django.conf.global_settings import CSRF_COOKIE_NAME, SESSION_COOKIE_NAME
from playwright.sync_api import Locator, Page, Response, expect

from difi_sosial.people.enums import Role
from difi_sosial.strategy.models import StrategyVersion
from tests.factories.strategy import VersionFactory

pytestmark = pytest.mark.browser
SOON = 15_000


@pytest.fixture
def draft(site, db):
    return VersionFactory(crisis_plan="Fra før", rows=False)


def address(draft: StrategyVersion, section: str) -> str:
    return f"/strategi/versjon/{draft.pk}/{section}/"


def write(page: Page, where: Locator, words: str) -> None:
    """Fill a field, and let the seconds pass at once that a page waits before it saves itself.

    The page's clock is installed; beside this its time goes as it does.
    """
    where.fill(words)
    page.clock.fast_forward(3_000)


def is_saved(answer: Response) -> bool:
    """Whether this is the server's word that a page has saved itself."""
    return answer.request.method == "POST" and answer.ok


def sign_out(page: Page) -> list[dict[str, Any]]:
    """As in another window; gives what signs in again."""
    session = [one for one in page.context.cookies() if one["name"] == SESSION_COOKIE_NAME]
    page.context.clear_cookies(name=SESSION_COOKIE_NAME)
    return session


def sign_in(page: Page, session: list[dict[str, Any]]) -> None:
    """As in another window: the pages from before have a token that no longer holds."""
    page.context.clear_cookies(name=CSRF_COOKIE_NAME)
    token = {"name": CSRF_COOKIE_NAME, "value": "n" * 32, "url": page.url}
    page.context.add_cookies([*session, token])


def test_a_page_saves_itself_some_seconds_after_typing_stops(visit, draft):
    page = visit(address(draft, "krise"), Role.ADVISER)
    page.clock.install()
    line = page.locator("#autosave")
    write(page, page.get_by_label("Beredskapsplanen"), "Planen ligger i permen.")
    expect(line).to_contain_text(re.compile(r"Lagret kl\. \d\d\.\d\d"), timeout=SOON)
    with page.expect_response(is_saved, timeout=SOON):
        write(page, page.get_by_label("Hvem overtar i en krise"), "Vakten.")
    expect(line).to_contain_text("Lagret kl.")
    draft.refresh_from_db()
    assert (draft.crisis_plan, draft.crisis_override) == ("Planen ligger i permen.", "Vakten.")
    page.get_by_role("button", name="Lagre og gå videre").click()
    page.wait_for_url("**/spraak/")
    page.visit.judge()


@pytest.mark.parametrize("javascript", [True, False])
def test_who_is_signed_out_while_writing_signs_in_and_loses_nothing(visit, draft, javascript):
    page = visit(address(draft, "krise"), Role.ADVISER, javascript=javascript, expect=(403,))
    session = sign_out(page)
    page.get_by_label("Beredskapsplanen").fill("Skrevet\netterpå: «æøå» & <b>")
    page.get_by_role("button", name="Lagre og gå videre").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ikke lagret ennå")
    expect(page.get_by_role("link", name="Logg inn i en ny fane")).to_be_visible()
    page.visit.judge(axe=javascript)
    sign_in(page, session)
    page.get_by_role("button", name="Send på nytt").click()
    if not javascript:
        expect(page.get_by_text("Du er nå logget inn som")).to_be_visible()
        page.get_by_role("button", name="Send på nytt").click()
    page.wait_for_url("**/spraak/")
    draft.refresh_from_db()
    assert draft.crisis_plan == "Skrevet\netterpå: «æøå» & <b>"


def test_a_page_saves_itself_again_when_its_writer_has_signed_in_elsewhere(visit, draft):
    page = visit(address(draft, "krise"), Role.ADVISER, expect=(403,))
    page.clock.install()
    line = page.locator("#autosave")
    session = sign_out(page)
    write(page, page.get_by_label("Beredskapsplanen"), "Mens ingen så det.")
    expect(line).to_contain_text("eller du er logget ut", timeout=SOON)
    title = page.title()
    sign_in(page, session)
    with page.expect_response(is_saved, timeout=SOON):
        write(page, page.get_by_label("Hvem overtar i en krise"), "Vakten.")
    expect(line).to_contain_text("Lagret kl.", timeout=SOON)
    draft.refresh_from_db()
    assert (draft.crisis_plan, draft.crisis_override) == ("Mens ingen så det.", "Vakten.")
    assert page.title() == title


def test_a_page_that_another_has_open_is_not_saved_in_ones_own_name(visit, draft):
    page = visit(address(draft, "krise"), Role.ADVISER, expect=(403,))
    page.clock.install()
    page.evaluate("document.body.dataset.person = '0'")  # who had the browser before
    write(page, page.get_by_label("Beredskapsplanen"), "Den andres ord")
    expect(page.locator("#autosave")).to_contain_text("Ikke lagret", timeout=SOON)
    page.get_by_role("button", name="Lagre og gå videre").click()
    expect(page.get_by_text("Du er nå logget inn som")).to_be_visible()
    draft.refresh_from_db()
    assert draft.crisis_plan == "Fra før"


def test_a_row_that_saves_itself_is_one_row(visit, draft):
    page = visit(address(draft, "roller"), Role.ADVISER)
    page.clock.install()
    write(page, page.locator("#id_duties-0-task"), "Svare")
    expect(page.locator("#autosave")).to_contain_text("Lagret kl.", timeout=SOON)
    with page.expect_response(is_saved, timeout=SOON):
        write(page, page.get_by_label("Gjør den"), "Rådgiverne")
    (duty,) = draft.duties.all()
    assert (duty.task, duty.does) == ("Svare", "Rådgiverne")


def test_somebody_elses_text_is_not_overwritten_and_both_are_shown(visit, draft):
    page = visit(address(draft, "krise"), Role.ADVISER, expect=(409,))
    StrategyVersion.objects.filter(pk=draft.pk).update(
        crisis_plan="Den andres plan", edition=7, editions={"krise": 7}
    )
    page.clock.install()
    write(page, page.get_by_label("Beredskapsplanen"), "Min plan")
    line = page.locator("#autosave")
    expect(line).to_contain_text("Ikke lagret.", timeout=SOON)
    page.visit.judge()
    line.get_by_role("button", name="Se begge tekstene").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ikke lagret ennå")
    expect(page.get_by_label("Beredskapsplanen")).to_have_value("Min plan")
    page.visit.judge()
    draft.refresh_from_db()
    assert draft.crisis_plan == "Den andres plan"


def leave_and_come_back(page: Page) -> None:
    """Another tab is looked at for a while."""
    for state in ("hidden", "visible"):
        page.evaluate(
            """state => {
              const now = {value: state, configurable: true};
              Object.defineProperty(document, "visibilityState", now);
              document.dispatchEvent(new Event("visibilitychange"));
            }""",
            state,
        )


def test_a_page_that_nobody_writes_in_never_saves_itself(visit, draft):
    page = visit(address(draft, "krise"), Role.ADVISER)
    sent = []
    page.on("request", lambda request: sent.append(request.method))
    leave_and_come_back(page)
    page.get_by_label("Beredskapsplanen").focus()
    page.get_by_label("Hvem overtar i en krise").focus()
    leave_and_come_back(page)
    assert "POST" not in sent
    expect(page.locator("#autosave")).to_be_empty()
    page.get_by_label("Beredskapsplanen").fill("Ny plan")
    with page.expect_response(is_saved, timeout=SOON):
        leave_and_come_back(page)
    sent.clear()
    expect(page.locator("#autosave")).to_contain_text("Lagret kl.")
    leave_and_come_back(page)
    assert "POST" not in sent


def test_what_is_taken_back_after_an_answer_was_lost_is_saved_too(visit, draft):
    page = visit(address(draft, "krise"), Role.ADVISER)

    def lose(route):
        """The server hears, and the page does not."""
        route.fetch()
        route.abort()

    page.route("**/lagre/", lose)
    page.clock.install()
    write(page, page.get_by_label("Beredskapsplanen"), "Feil ord")
    expect(page.locator("#autosave")).to_contain_text("Ikke lagret.", timeout=SOON)
    page.visit.faults.clear()  # the console tells of the lost answer
    draft.refresh_from_db()
    assert draft.crisis_plan == "Feil ord"
    page.unroute("**/lagre/")
    page.get_by_label("Beredskapsplanen").fill("")
    with page.expect_response(is_saved, timeout=SOON):
        leave_and_come_back(page)
    draft.refresh_from_db()
    assert draft.crisis_plan == ""


def test_a_row_that_was_added_and_left_is_saved_as_it_stands(visit, draft):
    page = visit(address(draft, "roller"), Role.ADVISER)
    page.locator("#id_duties-0-task").fill("Svare")
    page.get_by_role("button", name="Legg til oppgave").click()
    with page.expect_response(is_saved, timeout=SOON):
        leave_and_come_back(page)
    assert [duty.task for duty in draft.duties.all()] == ["Svare"]


def test_the_browser_does_not_fill_in_old_words_when_one_goes_back(visit, draft):
    page = visit(address(draft, "krise"), Role.ADVISER)
    page.get_by_label("Beredskapsplanen").fill("Gamle ord")
    page.goto(page.url.replace("krise", "spraak"))
    StrategyVersion.objects.filter(pk=draft.pk).update(
        crisis_plan="Den andres plan", edition=7, editions={"krise": 7}
    )
    page.go_back()
    expect(page.get_by_label("Beredskapsplanen")).to_have_value("Den andres plan")
