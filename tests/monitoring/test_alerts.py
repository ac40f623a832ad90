"""Who is told, when and of what; and what is unusual."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from difi_sosial.core.clock import local
from difi_sosial.monitoring import rules
from difi_sosial.monitoring.enums import AlertPace, FindingKind
from difi_sosial.monitoring.models import Alert, AlertLetter, Finding, Mention, Watch, WatchVersion
from difi_sosial.monitoring.queries.findings import in_words
from difi_sosial.monitoring.rules import Hours
from difi_sosial.monitoring.services import alerts, findings, searches
from difi_sosial.monitoring.services.alerts import Choice
from difi_sosial.people.enums import Role
from difi_sosial.people.models import Letter
from tests.factories.monitoring import MOMENT, MentionFactory, SourceFactory, WatchFactory

in_database = pytest.mark.django_db
# MOMENT is Friday 20 November 2026 at 10 in Oslo.
ALWAYS = Hours(time(0), time(0), workdays_only=False)


def at(day, hour, minute=0):
    """A moment of November 2026 on a Norwegian clock (UTC+1)."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=1)


@pytest.mark.parametrize(
    ("hours", "moment", "may"),
    [
        (Hours(), at(20, 10), True),
        (Hours(), at(20, 21), False),
        (Hours(), at(20, 6, 59), False),
        (Hours(), at(21, 10), False),  # a Saturday
        (Hours(workdays_only=False), at(21, 10), True),
        (Hours(time(12), time(13)), at(20, 12, 30), False),
        (Hours(time(12), time(13)), at(20, 22), True),
        (ALWAYS, at(21, 3), True),
        (Hours(), datetime(2026, 12, 25, 10, tzinfo=UTC), False),
    ],
)
def test_nobody_is_written_to_in_quiet_hours_or_on_days_off(hours, moment, may):
    assert rules.may_write(moment, hours) is may


@pytest.mark.parametrize(
    ("pace", "hours", "now", "slot"),
    [
        ("daily", Hours(), at(20, 10), at(20, 7, 30)),
        ("daily", Hours(), at(20, 7, 29), at(19, 7, 30)),
        ("daily", Hours(), at(22, 12), at(20, 7, 30)),  # Sunday: what came on Friday
        ("daily", Hours(workdays_only=False), at(22, 12), at(22, 7, 30)),
        ("daily", Hours(quiet_to=time(9)), at(20, 10), at(20, 9)),
        ("weekly", Hours(), at(20, 10), at(16, 7, 30)),
        ("weekly", Hours(), at(16, 7), at(9, 7, 30)),
        # Easter Monday is a day off: the week's letter comes on Tuesday.
        (
            "weekly",
            Hours(),
            datetime(2026, 4, 9, 10, tzinfo=UTC),
            datetime(2026, 4, 7, 5, 30, tzinfo=UTC),
        ),
    ],
)
def test_a_digest_is_due_in_the_morning_of_a_day_that_letters_come(pace, hours, now, slot):
    assert rules.newest_slot(now, pace, hours) == slot


@pytest.mark.parametrize(
    ("count", "earlier", "limit"),
    [
        (24, [2, 3, 0, 4, 2, 1, 2, 3], 2 + 4 * 1.4826),
        (4, [0, 0, 0, 0], None),  # never fewer than five
        (5, [0, 0, 0, 0], 4.0),
        (24, [2, 3, 0], None),  # three weeks say nothing
        (30, [25, 24, 28, 22, 26], None),  # chance alone
        (60, [25, 24, 300, 22, 26], 25 + 4 * 5.0),  # one wild week hides nothing
    ],
)
def test_a_surge_is_more_than_the_median_and_four_spreads(count, earlier, limit):
    usual = rules.surge(count, earlier)
    assert (usual is None) is (limit is None)
    if usual:
        assert usual.limit == pytest.approx(limit)


@pytest.mark.parametrize(
    ("count", "earlier", "is_little"),
    [
        (1, [12, 9, 11, 14], True),
        (4, [12, 12, 12, 12], True),
        (5, [12, 12, 12, 12], False),
        (0, [5, 5, 5, 5], False),  # five a week is little already
        (1, [12, 1, 11, 14], False),  # it has been as low before
    ],
)
def test_little_interest_is_a_third_of_what_is_usual(count, earlier, is_little):
    assert (rules.little(count, earlier) is not None) is is_little


@pytest.fixture
def listening(person):
    """A person told at once, any hour, of a watch with one source."""
    source = SourceFactory()
    who, watch = person(Role.ADVISER), source.watches.get()
    choose(who, watch, AlertPace.AT_ONCE)
    return who, source


def choose(who, watch, pace=AlertPace.NEVER, hours=ALWAYS, moment=MOMENT, **more):
    choice = Choice(watch, pace, **more)
    return alerts.choose(person=who, choices=[choice], hours=hours, at=moment)


def found(source, moment, **more):
    return MentionFactory(source=source, posted_at=moment, found_at=moment, **more)


@in_database
def test_new_mentions_are_told_once_and_never_with_nothing(listening):
    _who, source = listening
    found(source, MOMENT - timedelta(hours=1))  # there before the alert
    assert alerts.tell_due(at=MOMENT + timedelta(minutes=5)) == 0
    found(source, MOMENT + timedelta(minutes=6), text="Hemmelig om meg")
    found(source, MOMENT + timedelta(minutes=6), withheld_at=MOMENT, withheld_reason="Slettet")
    later = MOMENT + timedelta(minutes=10)
    assert [alerts.tell_due(at=later), alerts.tell_due(at=later)] == [1, 0]
    letter, told = Letter.objects.get(), AlertLetter.objects.get()
    assert letter.subject == f"1 ny omtale: {source.watches.get().name}"
    assert source.name in letter.text and "/overvaking/varsler/" in letter.text
    assert "Hemmelig" not in letter.text
    assert (told.count, told.parts) == (1, {source.watches.get().name: 1})
    # What comes within a quarter of an hour waits for the next letter.
    found(source, later)
    assert alerts.tell_due(at=later + timedelta(minutes=5)) == 0
    assert alerts.tell_due(at=later + timedelta(minutes=16)) == 1


@in_database
def test_a_saved_search_tells_of_its_own_hits_and_a_post_counts_once_in_the_sum(listening):
    who, source = listening
    kept = {"name": "Frister", "query": f"q=frist&source={source.pk}", "is_shared": False}
    search = searches.save_search(**kept, by=who, at=MOMENT)
    wanted = Choice(None, AlertPace.AT_ONCE, search=search)
    for _time in range(2):
        alerts.choose(person=who, choices=[wanted], hours=ALWAYS, at=MOMENT)
    assert Alert.objects.filter(search=search).count() == 1
    found(source, MOMENT + timedelta(minutes=6), text="Når er fristen?")
    found(source, MOMENT + timedelta(minutes=6), text="Noe annet")
    assert alerts.tell_due(at=MOMENT + timedelta(minutes=10)) == 1
    letter, told = Letter.objects.get(), AlertLetter.objects.get()
    assert letter.subject == "2 nye omtaler"
    assert f"Frister: 1 ny ({source.name} 1)" in letter.text
    assert search.get_absolute_url() in letter.text
    assert (told.count, told.parts["Frister"]) == (2, 1)

    searches.delete_search(search=search, by=who, at=MOMENT)
    choose(who, source.watches.get())  # the watch is stopped
    found(source, MOMENT + timedelta(hours=1), text="Fristen igjen")
    assert alerts.tell_due(at=MOMENT + timedelta(hours=2)) == 0
    searches.restore_search(search=search, by=who, at=MOMENT)
    assert alerts.tell_due(at=MOMENT + timedelta(hours=2)) == 1
    assert Letter.objects.latest("pk").subject == "1 ny omtale: Frister"


@in_database
def test_an_alert_is_of_a_watch_or_of_a_search(person):
    with pytest.raises(IntegrityError), transaction.atomic():
        Alert.objects.create(person=person(Role.ADVISER), pace=AlertPace.DAILY, told_until=MOMENT)


@in_database
def test_the_page_of_alerts_offers_saved_searches(client_for):
    kari = client_for(Role.ADVISER)
    kept = {"name": "Frister", "query": "q=frist", "is_shared": False}
    search = searches.save_search(**kept, by=kari.person, at=MOMENT)
    page = kari.get("/overvaking/varsler/")
    assert f'id="sok-{search.pk}"' in page.text
    form = {"quiet_from": "20:00", "quiet_to": "07:00", f"search_{search.pk}": "weekly"}
    assert kari.post("/overvaking/varsler/", form).status_code == 302
    assert Alert.objects.get().search == search


@in_database
def test_what_is_barely_stored_waits_for_the_next_beat(listening):
    _who, source = listening
    found(source, MOMENT + timedelta(minutes=5))
    assert alerts.tell_due(at=MOMENT + timedelta(minutes=6)) == 0
    assert alerts.tell_due(at=MOMENT + timedelta(minutes=8)) == 1


@in_database
def test_a_digest_gathers_the_watches_of_a_person_in_one_letter(person):
    one, other = SourceFactory(name="Forum"), SourceFactory(name="Blogg")
    who = person(Role.ADVISER)
    for source in (one, other):
        choose(who, source.watches.get(), AlertPace.DAILY, hours=Hours(), moment=at(19, 12))
    for source in (one, one, other):
        found(source, at(19, 15))
    assert alerts.tell_due(at=at(19, 23)) == 0
    assert alerts.tell_due(at=at(20, 7)) == 0
    assert alerts.tell_due(at=at(20, 7, 40)) == 1
    assert alerts.tell_due(at=at(20, 7, 41)) == 0
    letter = Letter.objects.get()
    assert letter.subject == "3 nye omtaler"
    assert "2 nye (Forum 2)" in letter.text and "1 ny (Blogg 1)" in letter.text
    assert alerts.tell_due(at=at(23, 7, 40)) == 0  # nothing new over the week-end


@in_database
def test_at_once_waits_for_the_end_of_the_quiet_hours(person):
    source, who = SourceFactory(), person(Role.ADVISER)
    choose(who, source.watches.get(), AlertPace.AT_ONCE, hours=Hours())
    found(source, at(20, 22))
    for moment in (at(20, 22, 10), at(21, 12), at(23, 6)):
        assert alerts.tell_due(at=moment) == 0
    assert alerts.tell_due(at=at(23, 7, 1)) == 1


@in_database
def test_stopping_keeps_the_record_and_starting_again_tells_nothing_old(listening):
    who, source = listening
    watch = source.watches.get()
    choose(who, watch, moment=MOMENT + timedelta(hours=1))
    assert Alert.objects.get().ended_at == MOMENT + timedelta(hours=1)
    found(source, MOMENT + timedelta(hours=2))
    assert alerts.tell_due(at=MOMENT + timedelta(hours=3)) == 0
    choose(who, watch, AlertPace.AT_ONCE, moment=MOMENT + timedelta(hours=4))
    assert alerts.tell_due(at=MOMENT + timedelta(hours=5)) == 0
    assert Alert.objects.count() == 2
    # Another pace goes on from where the first had come.
    found(source, MOMENT + timedelta(hours=5))
    choose(who, watch, AlertPace.WEEKLY, moment=MOMENT + timedelta(hours=6))
    assert Alert.objects.get(ended_at=None).told_until < MOMENT + timedelta(hours=5)


@in_database
def test_who_may_no_longer_read_mentions_is_told_nothing(listening):
    who, source = listening
    found(source, MOMENT)
    who.grants.all().delete()
    assert alerts.tell_due(at=MOMENT + timedelta(hours=1)) == 0


@in_database
def test_the_database_refuses_a_letter_twice_and_an_empty_one(listening):
    who, _source = listening
    facts = {"person": who, "pace": "daily", "since": MOMENT, "until": MOMENT}
    AlertLetter.objects.create(**facts, count=1)
    for count in (1, 0):
        with pytest.raises(IntegrityError), transaction.atomic():
            AlertLetter.objects.create(**facts, count=count)


@pytest.fixture
def usual(db):
    """A watch that for eight weeks has had one mention on Fridays between 7 and 10."""
    source = SourceFactory()
    watch = WatchFactory(name="Gammel")
    version = WatchVersion.objects.create(
        watch=watch, number=2, expression="x", made_at=MOMENT - timedelta(weeks=20)
    )
    source.watches.set([watch])
    for week in range(1, 9):
        # Two hours before ten in November, one in October: the clock on the wall counts.
        found(source, MOMENT - timedelta(weeks=week, hours=2), watch_version=version)
    return source, version


@in_database
def test_a_surge_is_found_once_a_day_and_told_with_its_numbers(usual, person):
    source, version = usual
    who = person(Role.ADVISER)
    choose(who, version.watch, surges=True, moment=MOMENT - timedelta(days=1))
    for minute in range(7):
        found(source, MOMENT - timedelta(minutes=30 + minute), watch_version=version)
    assert findings.find_surges(at=MOMENT + timedelta(minutes=7)) == 1
    assert findings.find_surges(at=MOMENT + timedelta(minutes=67)) == 0
    finding = Finding.objects.get()
    assert in_words(finding) == (
        "20. november kl. 07.00–10.00 kom det 7 omtaler. I de samme timene de 8 ukene før kom det "
        "som oftest 1 (fra 1 til 1). Vi sier fra når det kommer flere enn 5."
    )
    moment = MOMENT + timedelta(minutes=10)
    assert [alerts.tell_due(at=moment), alerts.tell_due(at=moment)] == [1, 0]
    assert "kom det 7 omtaler" in Letter.objects.get().text


@in_database
def test_a_surge_is_not_judged_by_weeks_before_the_watch(usual):
    source, _version = usual
    young = WatchFactory(name="Ung")
    for minute in range(7):
        found(source, MOMENT - timedelta(minutes=30 + minute), watch_version=young.version)
    assert findings.find_surges(at=MOMENT + timedelta(minutes=7)) == 0


@in_database
def test_a_week_of_little_interest_is_found_and_says_if_sources_were_silent(usual):
    source, version = usual
    Mention.objects.all().delete()
    monday = at(16, 0)
    for week in range(1, 9):
        for hour in range(6):
            moment = monday - timedelta(weeks=week + 1, hours=-12 - hour)
            found(source, moment, watch_version=version)
    assert findings.find_little(at=at(16, 6, 40)) == 1
    finding = Finding.objects.get(kind=FindingKind.LITTLE)
    words = in_words(finding)
    assert "Fra 9. november til 15. november kom det ingen omtaler" in words
    assert "1 kilde ble ikke lest" in words
    finding.silent_sources = 0
    assert "Alle kildene ble lest" in in_words(finding)


@in_database
def test_a_person_chooses_on_the_page(client_for):
    client, watch = client_for(Role.DPO), WatchFactory()
    url = "/overvaking/varsler/"
    wanted = {"quiet_from": "22:00", "quiet_to": "06:30", f"pace_{watch.pk}": "weekly"}
    assert client.post(url, {**wanted, f"pace_{watch.pk}": "x"}).status_code == 422
    client.post(url, {**wanted, f"little_{watch.pk}": "on"})
    alert = Alert.objects.get()
    assert (alert.person, alert.pace, alert.surges, alert.little) == (
        client.person,
        "weekly",
        False,
        True,
    )
    page = client.get(url)
    assert page.context["form"].initial["quiet_to"] == time(6, 30)
    assert client_for(Role.READER).get(url).status_code == 403


@in_database
def test_the_page_of_alerts_asks_as_much_for_few_as_for_many(client_for):
    client, numbers = client_for(Role.ADVISER), []
    for length in (1, 30, 300):
        watches = Watch.objects.bulk_create(
            Watch(name=f"{length} {number}", purpose="Svar", legal_basis="Artikkel 6")
            for number in range(length)
        )
        Alert.objects.bulk_create(
            Alert(person=client.person, watch=watch, pace=AlertPace.DAILY, told_until=MOMENT)
            for watch in watches
        )
        with CaptureQueriesContext(connection) as asked:
            client.get("/overvaking/varsler/")
        numbers.append(len(asked))
    assert len(set(numbers)) == 1


def test_the_clock_of_the_tests_is_right():
    assert local(at(20, 10)).strftime("%a %H") == "Fri 10"
