"""A strategy from the first word to the day it counts, by the pages alone."""

import io
import re
from collections.abc import Callable

import pikepdf
import pytest
from playwright.sync_api import Page, expect

from difi_sosial.core.clock import now
from difi_sosial.journal import services as journal
from tests.browser.strategy_texts import FORGOTTEN, SECTIONS
from tests.browser.walk import (
    fill,
    follow,
    heading,
    main,
    menu,
    mine,
    part,
    press,
    says,
)

pytestmark = pytest.mark.browser


def begin(page: Page, title: str) -> None:
    """From the front page to a new strategy, and on to its first page."""
    menu(page, "Strategi")
    follow(page, "Ny strategi")
    fill(page, {"Tittel": title})
    press(page, "Opprett strategien")
    assert heading(page) == title
    follow(page, "Om strategien")


def write(page: Page) -> None:
    """Every page of the strategy, one after the other; some things are forgotten."""
    for title, words in SECTIONS.items():
        assert heading(page).startswith(title)
        fill(page, words)
        press(page, "Lagre og gå videre")


def arrange_goals(page: Page) -> None:
    """A third goal is added, becomes the first, and is thought better of."""
    follow(page, "Mål", within=main(page).locator(".tasks"))
    fill(page, {"Mål 3": {"Mål": "Vi får flere følgere."}})
    press(page, "Flytt opp Mål 3")
    press(page, "Flytt opp Mål 2")
    press(page, "Lagre")
    assert statement(page, 1) == "Vi får flere følgere."
    assert statement(page, 3) == "Flere låner utstyret."
    press(page, "Fjern Mål 1")
    press(page, "Lagre")
    assert [statement(page, number) for number in (1, 2)] == [
        "Vi svarer raskere.",
        "Flere låner utstyret.",
    ]
    follow(page, "Til oversikten")


def statement(page: Page, number: int) -> str:
    return part(page, f"Mål {number}").get_by_role("textbox").first.input_value()


def send_in(page: Page) -> None:
    """What is missing is told with links to the fields; it is mended, and the text goes in."""
    press(page, "Send til faglig kvalitetssikring")
    assert heading(page) == "Strategien er ikke ferdig"
    told = main(page).locator(".ds-error-summary")
    assert told.locator("li").count() == len(FORGOTTEN), told.inner_text()
    overview = page.url.removesuffix("handling/")
    for words, text in FORGOTTEN.items():
        told.get_by_role("link", name=re.compile(re.escape(words))).click()
        field = main(page).locator(re.sub(".*#", "#", page.url))
        expect(field).to_be_in_viewport()
        field.fill(text)
        if "år" in words:
            main(page).get_by_label("År", exact=False).first.fill("2025")
        press(page, "Lagre")
        follow(page, "Til oversikten")
        assert page.url == overview
        press(page, "Send til faglig kvalitetssikring")
    assert "sendt til faglig kvalitetssikring" in says(page)


def is_heard(at: Callable[..., Page], title: str) -> None:
    """The head asks one person, answers what is said, and sends the text on."""
    oddvar = mine(at("oddvar"), title)
    follow(oddvar, "Send på høring")
    while (chosen := main(oddvar).get_by_role("checkbox", checked=True)).count():
        chosen.first.uncheck()
    fill(oddvar, {"Hvem skal bli hørt?": ["Tone Lie"]})
    press(oddvar, "Send på høring")
    tone = mine(at("tone"), title)
    fill(tone, {"Innspill": "Skriv også hva som skjer når utstyret kommer skadd tilbake."})
    press(tone, "Gi innspill")
    oddvar = mine(at("oddvar"), title)
    if (go := main(oddvar).get_by_role("link", name="Gå til høringen")).count():
        go.first.click()
    follow(oddvar, "Svar")
    fill(oddvar, {"Hva fører": ("Tatt til følge",), "Svar": "Det kommer i versjonen."})
    press(oddvar, "Lagre svaret")
    follow(oddvar, "Gå til teksten for å avslutte høringen")
    press(oddvar, "Avslutt høringen og send til godkjenning")
    assert "sendt til godkjenning" in says(oddvar)


def test_a_strategy_is_written_heard_returned_approved_and_put_in_force(
    at: Callable[..., Page],
) -> None:
    title = "Strategi for utlån av måleutstyr"
    kari = at("kari", expect=(422,))
    begin(kari, title)
    write(kari)
    arrange_goals(kari)
    send_in(kari)
    is_heard(at, title)

    ingrid = mine(at("ingrid"), title)
    follow(ingrid, "Returner")
    fill(ingrid, {"Begrunnelse": "Skriv hvem som betaler for skadd utstyr."})
    press(ingrid, "Returner strategien")

    kari = mine(at("kari"), title)
    assert "Skriv hvem som betaler for skadd utstyr." in main(kari).inner_text()
    press(kari, "Ta tilbake til kladd")
    follow(kari, "Ressurser", within=main(kari).locator(".tasks"))
    fill(kari, {"Budsjett": "Utlånet betaler for skadd utstyr."})
    kari.get_by_text("Lagret kl.").wait_for(timeout=10_000)
    follow(kari, "Til oversikten")
    press(kari, "Send til faglig kvalitetssikring")

    oddvar = mine(at("oddvar"), title)
    press(oddvar, "Send til godkjenning")
    ingrid = mine(at("ingrid"), title)
    follow(ingrid, "Godkjenn")
    assert "Utlånet betaler for skadd utstyr." in main(ingrid).inner_text()
    press(ingrid, "Godkjenn strategien")
    journal.render_waiting(at=now())  # the worker's part
    ingrid.reload()
    is_archivable(ingrid)

    sigrid = mine(at("sigrid"), title)
    follow(sigrid, "Gå til journalposten")
    press(sigrid, "Journalfør")
    oddvar = mine(at("oddvar"), title)
    press(oddvar, "Sett i kraft")
    assert "gjelder fra i dag" in says(oddvar)
    menu(kari, "Strategi")
    listed = main(kari).get_by_role("row").filter(has_text=title)
    assert re.search(r"Versjon 1 .* fra \d", " ".join(listed.inner_text().split()))
    kari.visit.judge()


def is_archivable(page: Page) -> None:
    """The approved text opens as tagged PDF/A."""
    link = (
        main(page)
        .get_by_role("link", name="Arkivert PDF")
        .or_(page.get_by_role("link", name="Arkivert PDF"))
    )
    address = link.first.get_attribute("href")
    answer = page.context.request.get(page.url.split("/strategi")[0] + str(address))
    content = answer.body()
    assert answer.ok
    assert content.startswith(b"%PDF-")
    with pikepdf.open(io.BytesIO(content)) as document:
        assert document.Root.MarkInfo.Marked
        with document.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")


def test_a_strategy_is_written_and_sent_in_without_javascript(at: Callable[..., Page]) -> None:
    kari = at("kari", javascript=False, expect=(422,))
    begin(kari, "Strategi for utlån i nord")
    write(kari)
    arrange_goals(kari)
    send_in(kari)
