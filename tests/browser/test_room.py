"""Room for what is written: long words, wide tables, a bar that grows, pages that lead nowhere."""

import pytest
from playwright.sync_api import Page, expect

from difi_sosial.people.enums import Role
from difi_sosial.strategy.models import StrategyVersion
from tests.browser.test_behaviour import TORN
from tests.browser.walk import until
from tests.factories.strategy import RiskFactory, StrategyFactory, VersionFactory

pytestmark = pytest.mark.browser
SOON = 15_000
LONG = "Arbeidsmiljøundersøkelsesrapporteringspliktshåndteringsansvarlig"


@pytest.fixture
def draft(site, db):
    return VersionFactory(strategy=StrategyFactory(title=f"Strategi for {LONG}"), rows=False)


def tables_are_readable(page: Page) -> None:
    """A table's box can be reached and scrolled; the words in it stand whole."""
    box = page.locator(".prose .scroll").last
    assert box.get_by_role("table").count() == 1
    box.focus()
    expect(box).to_be_focused()
    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
    page.keyboard.press("ArrowRight")
    expect(box).not_to_have_js_property("scrollLeft", 0)
    assert torn(page, ".prose .scroll") == []


def torn(page: Page, where: str) -> list[str]:
    """The words in the first part of this kind that stand on two lines."""
    return page.evaluate(TORN.replace('querySelector("main")', f'querySelector("{where}")'))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_tables_in_the_strategy_are_readable_in_a_narrow_window(visit, draft, scheme):
    RiskFactory(version=draft)
    path = f"/strategi/versjon/{draft.pk}/dokument/"
    tables_are_readable(visit(path, Role.ADVISER, width=320, scheme=scheme))


def test_tables_in_a_public_guideline_are_readable_in_a_narrow_window(visit):
    path = "/offentlig/retningslinjer/retningslinjer-for-sosiale-medier/"
    tables_are_readable(visit(path, width=320))


def test_the_parts_of_an_assessment_stand_whole_in_a_narrow_window(visit):
    page = visit("/kanaler/kanal/bluesky/vurdering/", Role.ADVISER, width=320)
    assert torn(page, ".tasks") == []


def test_a_picture_wider_than_the_window_says_so(visit):
    page = visit("/kanaler/kanal/bluesky/vurdering/", Role.ADVISER, width=320, judge=False)
    words = page.get_by_text("Bildet er bredere enn skjermen.")
    assert words.is_visible()
    page.set_viewport_size({"width": 1280, "height": 900})
    assert not words.is_visible()


def test_a_long_word_in_the_title_does_not_make_the_page_wider(visit, draft):
    visit(f"/strategi/versjon/{draft.pk}/krise/", Role.ADVISER, width=320)


def test_what_has_the_focus_is_not_under_the_bar_when_the_bar_grows(visit, draft):
    page = visit(f"/strategi/versjon/{draft.pk}/krise/", Role.ADVISER, expect=(409,))
    page.set_viewport_size({"width": 1280, "height": 660})
    StrategyVersion.objects.filter(pk=draft.pk).update(
        crisis_plan="Den andres plan", edition=7, editions={"krise": 7}
    )
    page.clock.install()
    field = page.get_by_label("Hvem overtar i en krise")
    field.fill("Vakten")
    below = """field => {
      const bar = document.querySelector(".save-bar").getBoundingClientRect();
      window.scrollBy(0, field.getBoundingClientRect().bottom - bar.top + 4);
      return document.querySelector(".save-bar").offsetHeight;
    }"""
    low = field.evaluate(below)
    page.clock.fast_forward(3_000)
    expect(page.locator("#autosave")).to_contain_text("Ikke lagret.", timeout=SOON)
    bar = page.locator(".save-bar")
    assert bar.bounding_box()["height"] > low
    until(
        page,
        "() => document.activeElement.getBoundingClientRect().bottom"
        " <= document.querySelector('.save-bar').getBoundingClientRect().top",
    )


def test_the_matrix_shows_every_channel_with_the_head_in_sight(visit):
    page = visit("/kanaler/matrise/", Role.ADVISER)
    frame, table = page.locator(".matrix-frame"), page.locator(".matrix")
    assert frame.bounding_box()["height"] >= table.bounding_box()["height"]
    assert frame.evaluate("frame => frame.scrollWidth <= frame.clientWidth")
    page.locator(".matrix tbody tr").last.scroll_into_view_if_needed()
    assert page.locator(".matrix thead th").first.bounding_box()["y"] >= 0
    assert torn(page, ".matrix thead") == []


def test_a_long_name_of_a_group_does_not_make_the_matrix_wider_than_the_page(visit):
    page = visit("/kanaler/matrise/", Role.ADVISER, judge=False)
    heads = "heads => heads.slice(1, 6).forEach(head => { head.textContent = '%s'; })"
    page.locator(".matrix thead th").evaluate_all(heads % LONG)
    page.visit.judge(axe=False)


@pytest.mark.parametrize(("path", "status"), [("/finnes-ikke/", 404), ("/valg/maalform/", 405)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_address_that_leads_nowhere_is_a_sound_page(visit, path, status, scheme):
    page = visit(path, width=320, scheme=scheme, expect=(status,))
    page.get_by_role("link", name="Gå til de åpne sidene").click()
    page.wait_for_url("**/offentlig/")
