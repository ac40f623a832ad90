"""The report of a period: what is counted, beside the one before, and where numbers lead."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from difi_sosial.core.clock import OSLO, local_date, now
from difi_sosial.core.pdf import PdfUnavailable
from difi_sosial.dialogue import queries
from difi_sosial.dialogue.enums import State
from difi_sosial.dialogue.queries import Stretch
from difi_sosial.people.enums import Role
from tests.factories.dialogue import TriageFactory
from tests.factories.monitoring import ChannelFactory, MentionFactory, SourceFactory

pytestmark = pytest.mark.django_db
REPORT = "/omtaler/rapport/"
NOVEMBER = Stretch(date(2026, 11, 1), date(2026, 11, 30))


def at(day, hour=12, month=11):
    return datetime(2026, month, day, hour, tzinfo=OSLO)


@pytest.fixture
def blog():
    return SourceFactory(channel=ChannelFactory(slug="blogger"))


@pytest.fixture
def november(blog):
    """Three in a blog (one before), none in a wiki that fell silent."""
    wiki = SourceFactory(channel=ChannelFactory(slug="wikipedia", category="wiki"))
    for day in (2, 2, 30):
        MentionFactory(source=blog, posted_at=at(day, 0))
    MentionFactory(source=blog, posted_at=at(31, 23, month=10))
    for _number in range(6):
        MentionFactory(source=wiki, posted_at=at(20, month=10), status=State.CLOSED)
    return queries.report(NOVEMBER, at(30, 23))


def lines(report, part):
    return {str(line.label): (line.now, line.before) for line in report.parts[part]}


def test_a_period_is_counted_beside_the_one_before(november):
    assert (november.total.now, november.total.before, november.waiting) == (3, 7, 3)
    assert november.total.change == "−4"
    assert lines(november, "channel") == {"Blogger": (3, 1), "Wikipedia": (0, 6)}
    assert lines(november, "status")["Lukket"] == (0, 6)
    assert [line.has_fallen for line in november.parts["channel"]] == [False, True]
    assert [one.label for one in november.quiet] == ["Wikipedia"]


def test_every_day_stands_there_and_leads_to_its_mentions(november, client_for):
    assert len(november.buckets) == 30
    assert {one.label: one.total for one in november.buckets if one.total} == {
        "2. november 2026": 2,
        "30. november 2026": 1,
    }
    second = november.buckets[1]
    assert second.url == "/omtaler/?posted_from=2026-11-02&posted_to=2026-11-02"
    assert client_for(Role.ADVISER).get(second.url).context["overview"].total == 2


@pytest.mark.parametrize(
    ("first", "count", "begins"),
    [
        (date(2026, 10, 1), 10, [(1, 4), (5, 11)]),  # weeks, the first one cut
        (date(2026, 1, 15), 11, [(15, 31), (1, 28)]),  # months
    ],
)
def test_long_periods_are_drawn_in_weeks_or_months(blog, first, count, begins):
    MentionFactory(source=blog, posted_at=at(10))
    found = queries.report(Stretch(first, date(2026, 11, 30)), at(30)).buckets
    days = [(one.stretch.first.day, one.stretch.last.day) for one in found]
    assert (len(found), days[:2]) == (count, begins)
    assert sum(one.total for one in found) == 1


def test_answers_are_measured_against_their_deadlines(blog):
    for responded, state in ((10, State.ANSWERED), (20, State.ANSWERED), (None, State.TRIAGED)):
        triage = TriageFactory(
            mention__source=blog,
            mention__posted_at=at(2, 9),
            state=state,
            due_at=at(2, 16),
            responded_at=responded and at(2, responded),
        )
        assert triage.pk
    TriageFactory(mention__source=blog, state=State.NO_ANSWER, due_at=at(2, 16))
    (answered,) = queries.report(NOVEMBER, at(30)).answered
    assert (answered.due, answered.in_time, answered.share) == (3, 1, 33)
    assert answered.share_before is None
    assert answered.took == timedelta(hours=6)
    assert answered.took_in_words == "6 t 0 min"


@pytest.mark.parametrize(
    ("given", "first", "last"),
    [
        ({}, -29, 0),
        ({"period": "7"}, -6, 0),
        ({"period": "tull"}, -29, 0),
        ({"posted_from": "i går"}, -29, 0),
    ],
)
def test_a_period_is_chosen_in_the_address(client_for, given, first, last):
    stretch = client_for(Role.ADVISER).get(REPORT, given).context["report"].stretch
    today = local_date(now())
    assert stretch == Stretch(today + timedelta(days=first), today + timedelta(days=last))


def test_own_dates_are_kept_within_three_years(client_for):
    given = {"posted_from": "1990-01-01", "posted_to": "2026-03-31"}
    stretch = client_for(Role.ADVISER).get(REPORT, given).context["report"].stretch
    assert (stretch.last, stretch.days) == (date(2026, 3, 31), 3 * 366 + 1)


def test_the_page_has_pictures_with_links_and_tables(blog, client_for):
    MentionFactory(source=blog, posted_at=now() - timedelta(hours=1))
    page = client_for(Role.DPO).get(REPORT).text
    assert page.count("<svg") >= 5
    assert 'class="picture__link"' in page
    assert "Aldri lest" not in page
    assert client_for(Role.READER).get(REPORT).status_code == 403


def test_an_empty_period_says_so(client_for):
    assert "Ingen omtaler i perioden" in client_for(Role.ADVISER).get(REPORT).text


def test_the_page_asks_equally_often_whatever_there_is(client_for, blog):
    kari, asked = client_for(Role.ADVISER), []
    for length in (1, 30):
        for _number in range(length):
            TriageFactory(mention__source=blog, mention__posted_at=now(), due_at=now())
        with CaptureQueriesContext(connection) as found:
            kari.get(REPORT)
        asked.append(len(found))
    assert asked[0] == asked[1] <= 8


def test_the_report_is_a_pdf_too(blog, client_for):
    MentionFactory(source=blog, posted_at=now())
    try:
        answer = client_for(Role.ADVISER).get("/omtaler/rapport/pdf/?period=7")
    except PdfUnavailable:
        pytest.skip("no Pango on this machine")
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"].startswith('attachment; filename="Omtaler-')
