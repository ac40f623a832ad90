"""The pictures, read as the XML they are."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from difi_sosial.core.pictures import (
    Bar,
    Column,
    Length,
    Risk,
    Tally,
    Zone,
    bars,
    columns,
    heat_map,
    lengths,
    risk_matrix,
    stacked,
    zone_of,
)

STEPS = ("Lav", "Moderat", "Høy", "Svært høy")
CSS = Path(__file__).parents[2] / "static" / "css" / "components" / "pictures.css"


def heat(**changes):
    given = {
        "key": "matrise",
        "title": "Rekkevidde",
        "rows": ["Mastodon", "Facebook"],
        "columns": ["Foreldre", "Unge <under 18>", "Næringsdrivende i distriktene"],
        "cells": [[0, 1, None], [3, 2, 1]],
        "legend": ["Når ikke", "Når få", "Når mange", "Når de fleste"],
        "totals": ("Poeng", ["17", "67"]),
    }
    return heat_map(**given | changes)


def risks(*found):
    return risk_matrix(found, key="risiko", title="Risiko", likelihoods=STEPS, consequences=STEPS)


def goals(*rows):
    return bars(rows, key="maal", title="Mål")


PICTURES = {
    "heat": heat,
    "risks": lambda: risks(Risk(1, 4, 3, (2, 3)), Risk(2, 1, 1)),
    "goals": lambda: goals(Bar("Besvart innen fristen", 40, 62.5, 80, "%")),
    "columns": lambda: columns(
        [
            Column("2. november <2026>", "2.", (1, 0, 2)),
            Column("3. november 2026", "3.", (0, 0, 0)),
        ],
        series=["Fulgt opp", "Under arbeid", "Ikke begynt"],
        key="tid",
        title="Over tid",
    ),
    "lengths": lambda: lengths([Length("Blogger & wikier", 3, 7)], key="kanal", title="Kanal"),
}


def words(picture):
    return ["".join(node.itertext()) for node in ElementTree.fromstring(picture).iter("text")]


def classes(picture):
    return set(" ".join(re.findall(r'class="([^"]*)"', picture)).split())


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_is_one_image_with_a_name_and_a_description(kind):
    root = ElementTree.fromstring(PICTURES[kind]())

    assert (root.tag, root.get("role")) == ("svg", "img")
    heading, description = root.get("aria-labelledby").split()
    assert root.find("title").get("id") == heading
    assert root.find("desc").get("id") == description
    assert root.find("title").text and root.find("desc").text


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_has_no_colour_of_its_own(kind):
    picture = PICTURES[kind]()

    assert "style" not in picture
    fills = re.findall(r'(?:fill|stroke)="([^"]*)"', picture)
    assert all(fill.startswith("url(#") for fill in fills)


@pytest.mark.parametrize("kind", PICTURES)
def test_every_class_is_in_the_style_sheet_or_says_what_it_is(kind):
    css = CSS.read_text()
    plain = {
        "picture__name",
        "heat__box--0",
        "heat__number--0",
        "risk__number--after",
        "risk__mark",
        "risk__box",
    }
    unknown = {name for name in classes(PICTURES[kind]()) if f".{name}" not in css}

    assert unknown - plain <= {f"picture--{kind}"}


def test_every_cell_has_its_number_and_nothing_is_hidden_in_the_colour():
    assert [word for word in words(heat()) if len(word) == 1] == ["0", "1", "–", "3", "2", "1"]
    assert {"heat__box--0", "heat__box--3", "heat__box--none"} <= classes(heat())


def test_the_heat_map_says_how_much_is_judged():
    assert "5 av 6 ruter er vurdert" in heat()


def test_names_are_escaped_and_broken_into_lines():
    picture = heat()

    assert "&lt;under" in picture
    spans = [node.text for node in ElementTree.fromstring(picture).iter("tspan")]
    assert max(len(span) for span in spans) <= 15


def test_a_row_without_all_its_cells_is_refused():
    with pytest.raises(ValueError, match="one cell"):
        heat(cells=[[1, 2], [1, 2, 3]])


@pytest.mark.parametrize(
    ("likelihood", "consequence", "zone"),
    [(1, 3, Zone.LOW), (2, 2, Zone.MEDIUM), (2, 4, Zone.MEDIUM), (3, 3, Zone.HIGH)],
)
def test_likelihood_times_consequence_gives_the_zone(likelihood, consequence, zone):
    assert zone_of(likelihood, consequence) == zone


def test_the_zones_of_five_steps():
    assert [zone_of(1, 4, steps=5), zone_of(1, 5, steps=5), zone_of(3, 5, steps=5)] == list(Zone)


def test_a_risk_stands_where_it_is_and_where_the_measures_bring_it():
    root = ElementTree.fromstring(risks(Risk(7, 4, 3, (2, 3))))
    marks = {node.get("class").split("--")[1]: node for node in root.iter("circle")}

    assert float(marks["before"].get("cy")) < float(marks["after"].get("cy"))
    assert [word for word in words(risks(Risk(7, 4, 3, (2, 3)))) if word == "7"] == ["7", "7"]
    assert len(list(root.iter("line"))) == 1


def test_risks_in_one_cell_do_not_cover_one_another():
    root = ElementTree.fromstring(risks(*(Risk(number, 2, 2) for number in range(1, 7))))
    places = {(node.get("cx"), node.get("cy")) for node in root.iter("circle")}

    assert len(places) == 6


def test_a_measure_that_changes_nothing_moves_no_mark():
    assert "risk__path" not in classes(risks(Risk(1, 2, 2, (2, 2))))


def test_a_goal_says_its_three_numbers():
    assert any(
        word == "Utgangspunkt: 40 % · Nå: 62,5 % · Mål: 80 %"
        for word in words(goals(Bar("Besvart", 40, 62.5, 80, "%")))
    )


@pytest.mark.parametrize(
    ("bar", "reached"),
    [
        (Bar("Opp", 40, 80, 80), True),
        (Bar("Opp", 40, 79, 80), False),
        (Bar("Ned", 48, 20, 24), True),
        (Bar("Ned", 48, 25, 24), False),
        (Bar("Ukjent", 48, None, 24), None),
        (Bar("Uten mål", 48, 5, None), None),
    ],
)
def test_a_goal_is_reached_upwards_or_downwards(bar, reached):
    assert bar.is_reached is reached
    picture = goals(bar)
    assert ("goal__now--reached" in classes(picture)) is (reached is True)


def test_goals_of_nothing_and_below_nothing_can_be_drawn():
    for bar in (Bar("Null", 0, 0, 0), Bar("Under null", -5, -2, 3), Bar("Tomt", None, None, None)):
        root = ElementTree.fromstring(goals(bar))
        assert all(float(node.get("width")) >= 0 for node in root.iter("rect"))


def test_a_bar_leads_to_what_it_counts():
    rows = [Length("Blogger", 3, 1, "/omtaler/?channel=1&a=b"), Length("Wiki", 0, 4, "/omtaler/")]
    picture = ElementTree.fromstring(lengths(rows, key="kanal", title="Kanal"))
    found = picture.findall(".//a")
    assert [link.get("href") for link in found] == ["/omtaler/?channel=1&a=b"]
    assert found[0].get("aria-label") == "Blogger: 3 (før 1)"
    assert picture.get("role") == "group"


def test_tallies_are_as_long_as_they_count_and_say_it_in_words():
    rows = [Tally("A Kontoer", (6, 2)), Tally("B Navn", (4, 0)), Tally("C Tomt", (0, 0))]
    picture = ElementTree.fromstring(stacked(rows, key="funn", title="Funn"))
    first, second, third = (float(node.get("width").rstrip("%")) for node in picture.iter("rect"))
    assert (round(first / second), round(first / third, 1)) == (3, 1.5)
    assert picture.find("desc").text == "A Kontoer: 8. B Navn: 4. C Tomt: 0."
    assert all(node.get("fill") for node in picture.iter("rect"))  # a document has no stylesheet
