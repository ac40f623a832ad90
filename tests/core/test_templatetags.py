"""The portal's own tags, one sentence each."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from difi_sosial.core.clock import now
from difi_sosial.core.templatetags import sosial

NOON = datetime(2026, 11, 22, 11, 46, tzinfo=UTC)


@pytest.fixture(autouse=True)
def bokmaal():
    with translation.override("nb"):
        yield


def drawn(text, path="/", **context):
    request = RequestFactory().get(path)
    return Template(text).render(Context({"request": request, **context}))


def test_status_has_the_colour_of_its_state():
    assert 'data-color="success"' in sosial.status("in_force", "Gjeldende")
    assert 'data-color="danger"' in sosial.status("returned", "Returnert")


def test_unknown_state_is_grey():
    assert 'data-color="neutral"' in sosial.status("whatever", "Noe")


def test_icon_is_silent_without_a_label():
    assert 'aria-hidden="true"' in sosial.icon("clock")
    assert 'aria-label="Tid"' in sosial.icon("clock", "Tid")


def test_person_has_initials_that_nobody_hears():
    assert '<span class="person__mark" aria-hidden="true">KN</span> Kari Anne Nordli' in (
        sosial.person("Kari Anne Nordli")
    )


def test_nobody_is_the_portal():
    assert "Portalen" in sosial.person(None)


def test_name_cannot_smuggle_markup():
    assert "<b>" not in sosial.person("<b>Kari</b>")


def test_time_is_told_on_the_norwegian_clock():
    assert sosial.moment(NOON) == "22. november 2026 kl. 12.46"
    assert 'datetime="2026-11-22T12:46:00+01:00"' in sosial.when(NOON)


def test_day_is_told_in_words():
    assert sosial.day(date(2026, 3, 1)) == "1. mars 2026"
    assert sosial.day(None) == "–"


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (timedelta(seconds=5), "nå nettopp"),
        (timedelta(days=3), "for 3 dager siden"),
    ],
)
def test_age_is_told_as_people_tell_it(age, expected):
    assert sosial.relative(now() - age) == expected


def test_old_things_are_told_by_their_day():
    assert sosial.relative(now() - timedelta(days=30)) == sosial.day(now() - timedelta(days=30))


@pytest.mark.parametrize(
    ("size", "expected"),
    [(0, "0 byte"), (999, "999 byte"), (1234567, "1,2 MB"), (None, "–")],
)
def test_size_is_told_in_thousands(size, expected):
    assert sosial.file_size(size) == expected


def test_checksum_can_be_read_and_broken():
    assert "<span>abcdefgh</span><wbr><span>12345678</span>" in sosial.checksum("abcdefgh12345678")


def test_query_string_keeps_what_is_not_changed():
    assert drawn("{% query_replace page=2 %}", "/?q=a&page=1") == "?q=a&amp;page=2"
    assert drawn('{% query_replace page="" %}', "/?page=1") == "?"


def test_pagination_keeps_the_filter_and_marks_the_page():
    page = drawn("{% pagination page %}", "/?q=a", page=Paginator(range(100), 10).page(4))
    assert 'href="?q=a&amp;page=5"' in page
    assert 'aria-current="true"' in page


def test_one_page_needs_no_pagination():
    assert "<nav" not in drawn("{% pagination page %}", page=Paginator([1], 10).page(1))


def test_sorting_turns_round_on_the_second_click():
    first = drawn('{% sort_header "name" "Navn" %}')
    again = drawn('{% sort_header "name" "Navn" %}', "/?sort=name&page=3")
    assert 'aria-sort="none"' in first
    assert 'href="?sort=name"' in first
    assert 'aria-sort="ascending"' in again
    assert 'href="?sort=-name"' in again


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("@etaten@sosial.example", "@etaten<wbr>@sosial<wbr>.example"),
        ("https://a.example/@b", "https://a<wbr>.example<wbr>/@b"),
        ("<b>.c", "&lt;b&gt;.c"),
    ],
)
def test_an_address_breaks_before_its_next_part(given, shown):
    text = "{% load breaking %}{{ given|address }}"
    assert drawn(text, given=given) == f'<span class="unhyphened">{shown}</span>'


def test_words_are_no_address_and_a_minus_stays_with_its_word():
    text = "{% load breaking %}{{ given|address }} {{ given|held }}"
    assert drawn(text, given="søk -frist.") == (
        'søk -frist. søk <span class="nowrap">-frist</span>.'
    )
    assert drawn("{% load breaking %}{{ given|held }}", given="e-post <b>") == "e-post &lt;b&gt;"
    markup = '<a title="søk -frist">søk</a>'
    assert drawn("{% load breaking %}{{ given|safe|held }}", given=markup) == markup
