"""A channel from a proposal to an open account, and on until it is agreed to stop."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Page

from difi_sosial.channels import services
from difi_sosial.channels.models import Account
from difi_sosial.core.clock import now
from tests.browser.channel_texts import (
    ABOUT,
    ACCOUNT,
    CHECKLIST,
    DECISION,
    HOURS,
    LAST_DAY,
    OPINION,
    PARTS,
    PICTURE,
    PLAN,
    PROPOSAL,
    TRIAL,
)
from tests.browser.walk import begins, fill, follow, heading, main, menu, mine, person, press

pytestmark = pytest.mark.browser
NAME = "Lærerforumet"
DECIDED = "Kanalen er valgt og forberedt"


def channel(page: Page) -> Page:
    """From anywhere to the channel's page."""
    menu(page, "Kanaler")
    follow(page, NAME)
    assert heading(page) == NAME
    return page


def state(page: Page) -> str:
    """The state of the channel, as its page says it first."""
    return main(channel(page)).locator(".ds-tag").first.inner_text().strip()


def propose(at: Callable[..., Page]) -> None:
    """The head puts the channel in the catalogue, and an adviser proposes it."""
    oddvar = at("oddvar")
    menu(oddvar, "Kanaler")
    follow(oddvar, "Ny kanal")
    fill(oddvar, ABOUT)
    press(oddvar, "Lagre kanalen")
    kari = channel(at("kari"))
    follow(kari, "Foreslå kanalen")
    fill(kari, PROPOSAL)
    press(kari, "Foreslå kanalen")
    press(kari, "Begynn vurderingen")


def assess(at: Callable[..., Page]) -> None:
    """Every part of the assessment, and off to the data protection officer."""
    kari = channel(at("kari"))
    follow(kari, "Vurder kanalen")
    follow(kari, "Målgruppene", within=main(kari).locator(".tasks"))
    for title, words in PARTS.items():
        assert heading(kari).startswith(title)
        fill(kari, words)
        press(kari, "Lagre og gå videre")
    assert "11 av" in main(kari).inner_text()
    press(channel(kari), "Send til personvernombudet")


def decide(at: Callable[..., Page]) -> None:
    """The data protection officer advises, and a manager chooses."""
    maret = mine(at("maret"), NAME)
    follow(maret, "Uttal deg")
    fill(maret, OPINION)
    press(maret, "Logg uttalelsen")
    press(channel(at("kari")), "Send til beslutning")
    ingrid = mine(at("ingrid"), NAME)
    follow(ingrid, "Beslutt")
    assert OPINION["Uttalelse"] in main(ingrid).inner_text()
    fill(ingrid, DECISION)
    press(ingrid, "Lagre beslutningen")


def board(page: Page) -> Page:
    """From anywhere to the channel's board."""
    follow(channel(page), "Se hva som gjenstår")
    return page


def red(page: Page) -> list[str]:
    """What is red on the board."""
    return main(page).locator(".light--red .light__label").all_inner_texts()


def mend(page: Page, light: str, link: str) -> Page:
    """From a red light to the next act, by the light's own link."""
    lamp = main(page).locator(".light--red").filter(has_text=light)
    follow(page, link, within=lamp)
    return page


def make_ready(at: Callable[..., Page]) -> None:
    """Every red light by its own link."""
    kari = board(at("kari"))
    assert red(kari) == [
        *(DECIDED, "Profilteksten er godkjent og publisert", "To administratorer"),
        *("Arkivmetoden er prøvd", "Overvåkingen er i gang"),
    ]
    mend(kari, DECIDED, "Fyll ut åpningslisten")
    while (line := main(kari).locator(".checks__item textarea")).count():
        line.first.fill(CHECKLIST)
        main(kari).get_by_role("button", name=begins("Kryss av")).first.click()
    follow(kari, "Klar – Ferdig – Gå")
    mend(kari, DECIDED, "Legg til et kriterium")
    follow(kari, "For få innlegg")
    fill(kari, {"Færre innlegg enn": "3", "På så mange uker": "1"})
    press(kari, "Legg til kriteriet")
    mend(board(kari), DECIDED, "Lag planen")
    fill(kari, PLAN)
    press(kari, "Lagre planen")
    register(at)
    publish(at)

    mend(board(kari), "Arkivmetoden", "Prøv metoden")
    fill(kari, TRIAL)
    press(kari, "Lagre prøven")
    assert red(board(kari)) == []


def register(at: Callable[..., Page]) -> None:
    """The account, and the two who have access to it."""
    kari = at("kari")
    mend(board(kari), "To administratorer", "Registrer kontoen")
    fill(kari, ACCOUNT)
    press(kari, "Lagre kontoen")
    mend(board(kari), "To administratorer", "Legg til en administrator")
    for name in ("Kari Nordli", "Oddvar Hauge"):
        follow(kari, "Legg til administrator")
        fill(kari, {"Person i portalen": (name,)})
        press(kari, "Legg til")
    mend(board(kari), "Overvåkingen", "Se kontoene")
    follow(kari, ACCOUNT["Kontonavn"])
    follow(kari, "Endre")
    press(kari, "Legg til en åpningstid")
    fill(kari, HOURS)
    press(kari, "Lagre kontoen")


def publish(at: Callable[..., Page]) -> None:
    """The profile text: made, mended, approved by the head, and put on the profile."""
    kari = mend(board(at("kari")), "Profilteksten", "Gå til profilteksten")
    press(kari, "Lag teksten")
    follow(kari, "Tilpass og send til godkjenning")
    press(kari, "Send til godkjenning")
    oddvar = mine(at("oddvar"), ACCOUNT["Kontonavn"])
    press(oddvar, "Godkjenn teksten")
    mend(board(kari), "Profilteksten", "Gå til profilteksten")
    follow(kari, "Versjon")
    follow(kari, "Meld som publisert")
    kari.get_by_label("Bevis").set_input_files(PICTURE)
    press(kari, "Teksten er publisert")


def test_a_channel_goes_from_a_proposal_to_open_and_is_agreed_to_stop(
    at: Callable[..., Page], visit: Callable[..., Page]
) -> None:
    propose(at)
    assess(at)
    decide(at)
    make_ready(at)

    oddvar = mine(at("oddvar"), NAME)
    press(oddvar, f"Åpne {NAME}")
    assert state(oddvar) == "Åpen"
    public = visit("/offentlig/", judge=False)
    follow(public, "Alle kontoene våre")
    follow(public, ACCOUNT["Visningsnavn"])
    assert "spørsmål og svar om måleutstyr" in main(public).inner_text()
    public.visit.judge()

    falls_silent(at)
    kari = channel(at("kari"))
    assert "Færre enn 3 innlegg på 1 uker Møtt" in " ".join(main(kari).inner_text().split())
    follow(kari, "Endre planen")
    fill(kari, LAST_DAY)
    press(kari, "Lagre planen")
    ingrid = mine(at("ingrid"), NAME)
    rules = ingrid.get_by_role("region", name="Når vi har avtalt å slutte")
    follow(ingrid, "Varsle nedlegging", within=rules)
    assert "Færre enn 3 innlegg" in main(ingrid).get_by_label("Begrunnelse").input_value()
    press(ingrid, "Varsle nedlegging")
    assert state(ingrid) == "Nedlegging er varslet"
    ingrid.visit.judge()


def falls_silent(at: Callable[..., Page]) -> None:
    """Two posts in a week: told on the account's page now, and eight days on to the portal."""
    kari = channel(at("kari"))
    follow(kari, ACCOUNT["Kontonavn"], within=kari.get_by_role("region", name="Kontoene våre her"))
    follow(kari, "Skriv inn tall")
    fill(kari, {"Innlegg i alt": "20", "Kilde": "Forumets egen statistikk"})
    press(kari, "Lagre tallene")
    account = Account.objects.get(handle=ACCOUNT["Kontonavn"])
    later = {"posts_total": 22, "source": "Forumets egen statistikk"}
    by = person("kari")
    services.note_activity(account=account, by=by, at=now() + timedelta(days=3), **later)
    services.measure_all(at=now() + timedelta(days=8))
