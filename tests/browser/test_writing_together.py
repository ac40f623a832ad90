"""Writing a guideline with mouse and keyboard: the toolbar, comments, and a second person."""

import json
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from difi_sosial.core.clock import now
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.models import Section, Thread, WritingSign
from difi_sosial.guidelines.services import SectionText
from difi_sosial.people.models import User

pytestmark = pytest.mark.browser
BODY = "Vi svarer innen to timer. Om natten svarer vi ikke.\n\nVi svarer alltid vennlig."


@pytest.fixture
def made(site, db):
    """A section of a draft of its own, and three people of the example agency."""
    kari, ase, lars = (
        User.objects.get(email=f"{name}@testetaten.example") for name in ("kari", "ase", "lars")
    )
    guideline = guidelines.create(title="Regler for skriving", by=kari, at=now())
    section = guideline.versions.get().sections.get(kind="tone")
    text = SectionText(section.pk, section.edition, section.heading, BODY)
    guidelines.save_sections(version=section.version, texts=[text], by=kari, at=now())
    return SimpleNamespace(section=section, kari=kari, ase=ase, lars=lars)


def of_section(made, name):
    version = made.section.version
    place = [version.guideline.slug, version.number, made.section.anchor]
    return reverse(f"guidelines:{name}", args=place)


def of_version(made, name):
    version = made.section.version
    return reverse(f"guidelines:{name}", args=[version.guideline.slug, version.number])


def choose(page, words):
    """Select words in the text box."""
    page.evaluate(
        """words => {
          const box = document.querySelector("#id_body");
          const start = box.value.indexOf(words);
          box.focus();
          box.setSelectionRange(start, start + words.length);
        }""",
        words,
    )


@pytest.mark.parametrize(
    ("button", "words", "result"),
    [
        ("Halvfet", "to timer", "innen **to timer**."),
        ("Kursiv", "to timer", "innen *to timer*."),
        ("Lenke", "to timer", "innen [to timer](https://)."),
        ("Punktliste", "to timer", "- Vi svarer innen to timer."),
        ("Nummerert liste", "to timer", "1. Vi svarer innen to timer."),
        ("Sitat", "to timer", "> Vi svarer innen to timer."),
        ("Overskrift", "to timer", "## Vi svarer innen to timer."),
        ("Fotnote", "to timer", "to timer[^1]. Om natten"),
        ("Tabell", "alltid vennlig.", "| --- | --- |"),
    ],
)
def test_every_button_of_the_toolbar_does_its_work_and_can_be_undone(
    visit, made, button, words, result
):
    page = visit(of_section(made, "section-edit"), made.kari, judge=False, shared=True)
    choose(page, words)
    page.get_by_role("button", name=button, exact=True).click()
    box = page.locator("#id_body")
    assert result in box.input_value()
    for _press in range(3):
        page.keyboard.press("Control+z")
    assert box.input_value() == BODY


def test_a_second_press_takes_the_marks_away(visit, made):
    page = visit(of_section(made, "section-edit"), made.kari, judge=False, shared=True)
    for button in ("Halvfet", "Punktliste", "Nummerert liste"):
        choose(page, "to timer")
        for _press in range(2):
            page.get_by_role("button", name=button, exact=True).click()
        assert page.locator("#id_body").input_value() == BODY


def test_the_toolbar_is_one_stop_for_tab_and_arrows_go_on(visit, made):
    page = visit(of_section(made, "section-edit"), made.kari, judge=False, shared=True)
    page.get_by_role("button", name="Overskrift", exact=True).focus()
    focused = "document.activeElement.getAttribute('aria-label')"
    page.keyboard.press("ArrowRight")
    assert page.evaluate(focused) == "Halvfet"
    page.keyboard.press("End")
    assert page.evaluate(focused) == "Fotnote"
    page.keyboard.press("ArrowRight")
    assert page.evaluate(focused) == "Overskrift"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "id_body"


def test_keys_make_words_bold(visit, made):
    page = visit(of_section(made, "section-edit"), made.kari, judge=False, shared=True)
    choose(page, "vennlig")
    page.keyboard.press("Control+b")
    assert "**vennlig**" in page.locator("#id_body").input_value()


def test_without_script_there_is_no_toolbar_and_the_marks_are_told(visit, made):
    page = visit(of_section(made, "section-edit"), made.kari, javascript=False)
    assert not page.locator("[role=toolbar]").is_visible()
    page.click("text=Slik formaterer du")
    assert page.locator("text=halvfet").is_visible()


def test_a_section_saves_itself_and_says_when(visit, made):
    page = visit(of_section(made, "section-edit"), made.kari, judge=False)
    page.locator("#id_body").fill("Skrevet uten å trykke på noe.")
    page.locator("text=Lagret kl.").wait_for(timeout=10_000)
    assert Section.objects.get(pk=made.section.pk).body == "Skrevet uten å trykke på noe."
    page.visit.judge()


def test_a_page_that_is_only_open_gives_a_sign_of_life_and_saves_nothing(visit, made):
    page = visit(of_section(made, "section-edit"), made.kari, judge=False)
    page.clock.install()
    page.reload()
    sign = WritingSign.objects.filter(section=made.section)
    earlier = now() - timedelta(minutes=9)
    sign.update(since=earlier, seen_at=earlier)
    edition = Section.objects.get(pk=made.section.pk).edition
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.clock.fast_forward(120_000)
    page.locator("#autosave.htmx-request").wait_for(state="detached")
    assert sign.get().seen_at > now() - timedelta(minutes=1)
    assert Section.objects.get(pk=made.section.pk).edition == edition
    assert page.locator("#autosave").inner_text() == ""
    page.locator("#id_body").fill("Skrevet etter tegnet.")
    page.clock.fast_forward(3_000)
    page.locator("text=Lagret kl.").wait_for(timeout=10_000)
    assert Section.objects.get(pk=made.section.pk).body == "Skrevet etter tegnet."


def test_a_clause_goes_in_where_the_cursor_stands_and_can_be_undone(visit, made):
    made.section = made.section.version.sections.get(kind="effort")  # its clauses take facts
    Section.objects.filter(pk=made.section.pk).update(body=BODY)
    page = visit(of_section(made, "section-edit"), made.kari, judge=False)
    choose(page, "vi ikke.")
    button = page.locator("[data-clause]:not([data-facts='{}'])").first
    words, facts = (button.get_attribute(f"data-{name}") for name in ("clause", "facts"))
    for heading in page.locator(".clause > summary").all():
        heading.click()
    button.click()
    box = page.locator("#id_body")
    before, after = BODY.split("\n\n")
    assert box.input_value() == f"{before}\n\n{words}\n\n{after}"
    for _press in range(9):
        page.keyboard.press("Control+z")
    assert box.input_value() == BODY
    button.click()
    page.click("button:has-text('Lagre') >> nth=0")
    page.wait_for_url(lambda url: "/deler/" not in url)
    made.section.refresh_from_db()
    assert words in made.section.body
    assert dict(made.section.facts.values_list("fact", "value")) == json.loads(facts)


@pytest.mark.parametrize("javascript", [True, False])
def test_the_second_person_takes_over_and_the_first_sees_both_texts(visit, made, javascript):
    first = visit(
        of_section(made, "section-edit"),
        made.kari,
        judge=False,
        javascript=javascript,
        expect=(409,),
    )
    second = visit(of_section(made, "section-edit"), made.ase, javascript=javascript)
    # Åse reads the portal in nynorsk.
    assert second.locator("h2:has-text('Kari Nordli skriv her sidan kl.')").is_visible()
    second.click("text=Ta over skrivinga")
    second.locator("#id_body").fill("Teksten til Åse.")
    second.click("button:has-text('Lagre') >> nth=0")
    first.locator("#id_body").fill("Teksten til Kari.")
    first.get_by_role("button", name="Lagre", exact=True).click()
    assert first.locator(".diff").is_visible()
    assert first.locator("#id_body").input_value() == "Teksten til Kari."
    first.visit.judge(axe=javascript)
    first.get_by_role("button", name="Lagre", exact=True).click()
    assert Section.objects.get(pk=made.section.pk).body == "Teksten til Kari."


def test_words_that_are_selected_become_a_comment(visit, made):
    page = visit(of_version(made, "version-show"), made.lars, judge=False)
    page.evaluate(
        """anchor => {
          const text = document.querySelector(`#${anchor} .prose p`).firstChild;
          const range = document.createRange();
          range.setStart(text, text.data.indexOf("innen"));
          range.setEnd(text, text.data.indexOf(". Om"));
          document.getSelection().removeAllRanges();
          document.getSelection().addRange(range);
        }""",
        made.section.anchor,
    )
    page.click("text=Kommenter det du har merket")
    page.wait_for_url("**/kommentarer/?**")
    assert page.locator("textarea[name=quote]").input_value() == "innen to timer"
    page.locator("textarea[name=text]").first.fill("Gjelder det helgen også?")
    page.click("text=Send kommentaren")
    thread = Thread.objects.order_by("-pk")[0]
    assert (thread.quote, thread.position) == ("innen to timer", 10)
    assert page.locator("mark.passage").inner_text() == "innen to timer"
    page.visit.judge()


def test_a_comment_is_answered_and_closed_where_it_stands(visit, made):
    version = made.section.version
    given = {"anchor": made.section.anchor, "text": "Hva med helg?"}
    thread = guidelines.comment(version=version, by=made.lars, at=now(), **given)
    page = visit(of_version(made, "version-show"), made.kari, judge=False)
    card = page.locator(f"#{thread.key}")
    card.locator("summary").click()
    card.locator("textarea").fill("Da også.")
    card.locator("text=Send svaret").click()
    card.locator("text=Da også.").wait_for()
    card.locator("button:has-text('Merk som løst')").click()
    card.locator("text=Løst av Kari Nordli").wait_for()
    expect(page.locator(f"#{thread.key}")).to_be_focused()
    page.visit.judge()
