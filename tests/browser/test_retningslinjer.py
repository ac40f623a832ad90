"""A guideline from the first clause to the day employees have confirmed it, by the pages alone."""

import io
import re
from collections.abc import Callable
from functools import partial
from urllib.parse import urlsplit

import pikepdf
import pytest
from django.core import mail
from playwright.sync_api import Locator, Page, expect

from difi_sosial.core.clock import now
from difi_sosial.journal import services as journal
from difi_sosial.people.services import send_due
from difi_sosial.portal.management.demo.people import PASSWORD
from tests.browser.walk import fill, follow, heading, main, menu, mine, part, press, says
from tests.core.test_pdf import text_of

pytestmark = pytest.mark.browser
LINK = re.compile(r"https?://[^/\s]+(/retningslinjer/til-godkjenning/\S+/)")
COMMENTS = {"lars": "Gjelder dette vikarer også?", "tone": "Fint at dette er kort."}
WANTED = "Skriv at lånet er gratis."
MENDED = "Lånet er gratis for alle skoler."


def begin(page: Page, title: str) -> None:
    """From the front page to a new guideline that anybody may read."""
    menu(page, "Retningslinjer")
    follow(page, "Ny retningslinje")
    fill(page, {"Tittel": title})
    main(page).get_by_label("Alle kan lese den gjeldende versjonen").check()
    press(page, "Lag retningslinjen")
    assert heading(page) == title


def write(page: Page) -> None:
    """Every section from the first clause that is offered for it."""
    count = main(page).get_by_role("link", name="Rediger").count()
    follow(page, "Rediger")
    for _section in range(count):
        clause = main(page).locator(".clause").first
        clause.locator("summary").click()
        clause.get_by_role("button").click()
        expect(text_box(page)).not_to_have_value("")
        press(page, "Lagre og gå til neste del")


def go(page: Page, place: str) -> None:
    """To an address inside the portal."""
    page.goto(re.sub(r"(https?://[^/]+).*", r"\1", page.url) + place)


def text_box(page: Page) -> Locator:
    return main(page).locator("#id_body")


def is_commented(at: Callable[..., Page], place: str) -> None:
    """Two people say something; the one is answered, the other is met, and both are closed."""
    for who, words in COMMENTS.items():
        page = at(who)
        go(page, place)
        follow(page, "Kommenter")
        fill(page, {"Kommentar": words})
        press(page, "Send kommentaren")
        assert words in main(page).inner_text()
    kari = at("kari")
    go(kari, place)
    asked = main(kari).locator(".thread").filter(has_text=COMMENTS["lars"]).first
    asked.locator("summary").click()
    asked.get_by_label("Svaret ditt").fill("Ja, fra første dag.")
    asked.get_by_role("button", name="Send svaret").click()
    expect(main(kari).get_by_text("Ja, fra første dag.")).to_be_visible()
    go(kari, place)
    while (closing := main(kari).get_by_role("button", name="Merk som løst")).count():
        number = closing.count()
        closing.first.click()
        expect(closing).to_have_count(number - 1)


def is_heard(at: Callable[..., Page], title: str, place: str) -> None:
    """The employees' representative is asked, heard and answered; the text goes to approval."""
    kari = at("kari")
    go(kari, place)
    follow(kari, "Send på høring")
    fill(part(kari, "Hvem taler for de ansatte?"), {"Talspersoner": ["Tone Lie"]})
    others = part(kari, "Hvem skal ellers bli hørt?").get_by_role("checkbox", checked=True)
    while others.count():  # the hearing waits for everybody who is asked
        others.first.uncheck()
    press(kari, "Send på høring")
    tone = mine(at("tone"), title)
    fill(tone, {"Innspill": "De ansatte er fornøyd med dette."})
    press(tone, "Gi innspill")
    kari = at("kari")
    go(kari, place)
    follow(kari, "Høringen ")
    follow(kari, "Svar")
    fill(kari, {"Hva fører": ("Tatt til følge",), "Svar": "Det skal stå fast."})
    press(kari, "Lagre svaret")
    follow(kari, "Gå til teksten for å avslutte høringen")
    press(kari, "Avslutt høringen og send til godkjenning")
    assert "endt til godkjenning" in says(kari)


def is_returned_and_mended(at: Callable[..., Page], title: str, place: str) -> None:
    """The one whose step it is sends one section back; the adviser finds the reason there."""
    ingrid = mine(at("ingrid"), title)
    follow(ingrid, "Returner")
    fill(ingrid, {"Prosedyrer": WANTED})
    press(ingrid, "Returner versjonen")
    kari = mine(at("kari"), title)
    assert WANTED in main(kari).inner_text()
    press(kari, "Ta tilbake til kladd")
    section = main(kari).locator("section.document__part").filter(has_text="Prosedyrer").first
    follow(kari, "Rediger", within=section)
    assert WANTED in main(kari).inner_text()
    text_box(kari).fill(f"{text_box(kari).input_value()}\n\n{MENDED}")
    press(kari, "Lagre")
    go(kari, place)
    press(kari, "Send til godkjenning")
    assert "endt til godkjenning" in says(kari)


def approve_from_the_letter(visit: Callable[..., Page], who: str, javascript: bool) -> Page:
    """The link in the letter asks who opens it, and then shows what is to be approved."""
    mail.outbox.clear()
    send_due(at=now())  # the worker's part
    address = f"{who}@testetaten.example"
    bodies = [letter.body for letter in mail.outbox if address in letter.to]
    link = [found for body in bodies for found in LINK.findall(body)][-1]
    page = visit(link, judge=False, javascript=javascript)
    assert heading(page) == "Logg inn"
    assert MENDED not in main(page).inner_text()
    page.locator("#id_login").fill(address)
    page.locator("#id_password").fill(PASSWORD)
    press(page, "Logg inn")
    assert heading(page) == "Godkjenn retningslinjen"
    assert MENDED in main(page).inner_text()
    press(page, "Godkjenn versjonen")
    return page


def is_put_in_force(at: Callable[..., Page], title: str, place: str) -> None:
    """The archivist journals the approval, and then those who wrote put the version in force."""
    journal.render_waiting(at=now())  # the worker's part
    sigrid = at("sigrid")
    sigrid.get_by_role("link", name=re.compile("skal journalføres")).first.click()
    main(sigrid).get_by_role("link", name=re.compile(re.escape(title))).first.click()
    press(sigrid, "Journalfør")
    kari = at("kari")
    go(kari, place)
    press(kari, "Sett i kraft")
    assert "gjelder" in says(kari)


def is_confirmed(at: Callable[..., Page], title: str, place: str) -> None:
    """Two are asked to read and understand; one does, and the overview says so."""
    oddvar = at("oddvar")
    go(oddvar, place)
    follow(oddvar, "Be om bekreftelse")
    main(oddvar).get_by_label("Alle som bruker portalen").uncheck()
    fill(oddvar, {"Personer": ["Lars Vik", "Tone Lie"]})
    press(oddvar, "Be om bekreftelse")
    lars = mine(at("lars"), title)
    assert MENDED in main(lars).inner_text()
    main(lars).locator("#bekreft").get_by_role("button").click()
    expect(main(lars).get_by_text("Kvitteringen din")).to_be_visible()
    go(oddvar, place)
    follow(oddvar, "Se hvem som har bekreftet")
    told = main(oddvar).get_by_role("heading", name=re.compile("har bekreftet")).inner_text()
    assert told == "1 av 2 har bekreftet"


def is_open_to_all(page: Page, title: str) -> None:
    """Somebody who is not signed in reads the text, and the PDF carries it."""
    follow(page, title)
    assert MENDED in main(page).inner_text()
    link = main(page).get_by_role("link", name=re.compile("PDF")).first.get_attribute("href")
    answer = page.context.request.get(re.sub(r"(https?://[^/]+).*", r"\1", page.url) + str(link))
    assert answer.ok
    with pikepdf.open(io.BytesIO(answer.body())) as document:
        assert document.Root.MarkInfo.Marked
        words = text_of(document)  # without spaces
    assert "".join(MENDED.split()) in words
    assert "".join(title.split()) in words


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_a_guideline_is_written_heard_returned_approved_and_confirmed(
    at: Callable[..., Page], visit: Callable[..., Page], javascript: bool
) -> None:
    title = f"Regler for utlån {'med' if javascript else 'uten'} skript"
    at = partial(at, javascript=javascript)
    kari = at("kari")
    begin(kari, title)
    place = urlsplit(kari.url).path
    write(kari)
    is_commented(at, place)
    is_heard(at, title, place)
    is_returned_and_mended(at, title, place)
    ingrid = approve_from_the_letter(visit, "ingrid", javascript)
    assert "Godkjent" in main(ingrid).inner_text()
    is_put_in_force(at, title, place)
    is_confirmed(at, title, place)
    is_open_to_all(visit("/offentlig/", judge=False, javascript=javascript), title)
    kari.visit.judge(axe=javascript)
