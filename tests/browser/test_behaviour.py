"""What a person does with keyboard and mouse on the pages that everybody meets."""

import pytest

from difi_sosial.people.enums import Role

pytestmark = pytest.mark.browser
# Words that stand on two lines; a line may break after a hyphen or a slash, and before a part of an
# address, where the page has said so.
TORN = """() => {
  const torn = [], texts = document.createTreeWalker(document.querySelector("main"), 4);
  while (texts.nextNode()) {
    const text = texts.currentNode, box = text.parentElement;
    if (!box.checkVisibility() || box.closest(".ds-sr-only")) continue;
    for (const word of text.data.matchAll(/(?<!\\S)-[^\\s\\-–/]+|[^\\s\\-–/]+/g)) {
      const range = document.createRange();
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const lines = [...range.getClientRects()].filter(box => box.width > 1);
      if (new Set(lines.map(box => Math.round(box.top / 6))).size > 1) torn.push(word[0]);
    }
  }
  return torn;
}"""


def test_first_tab_offers_to_skip_the_menu(visit):
    page = visit("/", Role.ADVISER, judge=False, shared=True)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "ds-skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innhold"


@pytest.mark.parametrize("javascript", [True, False])
def test_refused_form_puts_the_focus_on_what_must_be_mended(visit, javascript):
    page = visit(
        "/personer/ny/", Role.ADMINISTRATOR, javascript=javascript, expect=(422,), judge=False
    )
    page.click("text=Legg til personen")
    assert page.title().startswith("Feil: ")
    assert page.evaluate("document.activeElement.id") == "feil"
    page.visit.judge(axe=javascript)


def test_link_in_the_error_summary_leads_to_the_field(visit):
    page = visit("/personer/ny/", Role.ADMINISTRATOR, expect=(422,), judge=False)
    page.click("text=Legg til personen")
    page.click("#feil a >> nth=0")
    assert page.evaluate("document.activeElement.id") == "id_name"


def test_menu_for_the_person_closes_on_escape_and_gives_the_focus_back(visit):
    page = visit("/", Role.ADVISER, judge=False, shared=True)
    page.click(".person-menu summary")
    assert page.locator(".menu__panel").is_visible()
    page.visit.judge()
    page.keyboard.press("Escape")
    assert not page.locator(".menu__panel").is_visible()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_narrow_menu_opens_without_script(visit):
    page = visit("/", Role.ADVISER, width=320, javascript=False, judge=False)
    page.click("text=Meny >> nth=-1")
    assert page.locator(".main-nav--narrow nav").is_visible()


def test_colours_and_language_are_chosen_without_script(visit):
    page = visit("/offentlig/", javascript=False, judge=False)
    page.click("button:has-text('Mørke')")
    assert page.get_attribute("html", "data-color-scheme") == "dark"
    page.click("button:has-text('Nynorsk')")
    assert page.get_attribute("html", "lang") == "nn"


def test_task_can_be_clicked_anywhere_in_its_row(visit):
    page = visit("/", Role.ADVISER, judge=False, shared=True)
    row = page.locator(".tasks__task").first.bounding_box()
    page.mouse.click(row["x"] + row["width"] - 12, row["y"] + row["height"] / 2)
    page.wait_for_url("**/forstaa/**")


def test_paper_shows_the_text_and_not_the_menus(visit):
    page = visit("/forstaa/hva/", Role.ADVISER, judge=False)
    page.emulate_media(media="print")
    assert page.locator(".prose").is_visible()
    assert not page.locator(".top").is_visible()
    assert not page.locator(".foot").is_visible()


def test_forced_colours_keep_the_page_sound(visit):
    page = visit("/", Role.ADVISER, judge=False)
    page.emulate_media(forced_colors="active")
    page.visit.judge(axe=False)
    assert page.locator(".chain").is_visible()


@pytest.mark.parametrize(
    "path",
    ["/kanaler/kanal/bluesky/", "/offentlig/kontoer/", "/nettidentitet/funn/5/", "/omtaler/"],
)
def test_no_word_is_torn_in_a_narrow_window(visit, path):
    page = visit(path, Role.ADVISER, width=320, judge=False, shared=True)
    assert page.evaluate(TORN) == []
