"""The pages: who may see what, filters in the address, and that nothing typed is lost."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from difi_sosial.audit.enums import Event
from difi_sosial.audit.models import Event as EventRow
from difi_sosial.core.crypto import decrypt
from difi_sosial.monitoring.enums import SourceState
from difi_sosial.monitoring.models import Mention, Source, Watch
from difi_sosial.monitoring.services import mentions, sources
from difi_sosial.monitoring.services.sources import Trial
from difi_sosial.people.enums import Role
from tests.factories.dialogue import TriageFactory
from tests.factories.monitoring import (
    MOMENT,
    ChannelFactory,
    MentionFactory,
    SourceFactory,
    WatchFactory,
)

pytestmark = pytest.mark.django_db

LIST = "/omtaler/"
READERS = {Role.ADVISER, Role.HEAD, Role.MANAGER, Role.ARCHIVIST, Role.DPO}
WRITERS = {Role.ADVISER, Role.HEAD}
READ_PAGES = ("mention-list", "watch-list", "source-list", "connector-list")
WRITE_PAGES = ("watch-create", "source-choose")
each_role = pytest.mark.parametrize("role", list(Role))


def texts(response):
    return [mention.title for mention in response.context["page"].mentions]


@each_role
@pytest.mark.parametrize("name", READ_PAGES)
def test_who_may_read(client_for, role, name):
    response = client_for(role).get(reverse(f"monitoring:{name}"))
    assert response.status_code == (200 if role in READERS else 403)


@each_role
@pytest.mark.parametrize("name", WRITE_PAGES)
def test_who_may_write(client_for, role, name):
    response = client_for(role).get(reverse(f"monitoring:{name}"))
    assert response.status_code == (200 if role in WRITERS else 403)


@each_role
def test_only_an_archivist_fetches_the_original(client_for, role):
    mention = captured()
    response = client_for(role).get(reverse("monitoring:capture-download", args=[mention.uuid]))
    assert response.status_code == (200 if role == Role.ARCHIVIST else 403)


def captured():
    source = SourceFactory()
    capture = mentions.pack(
        source=source,
        url="https://blogg.example/feed",
        status=200,
        content_type="text/html",
        body=b"<script>alert(1)</script>",
        at=MOMENT,
        sha256="ab" * 32,
    )
    capture.save()
    return MentionFactory(source=source, capture=capture)


def test_the_original_comes_as_a_file_and_the_log_tells_of_it(client_for):
    mention = captured()
    url = reverse("monitoring:capture-download", args=[mention.uuid])
    response = client_for(Role.ARCHIVIST).get(url)
    assert response.content == b"<script>alert(1)</script>"
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment")
    assert EventRow.objects.get(kind=Event.CAPTURE_FETCHED).after == "ab" * 32


def test_a_mention_without_an_original_has_none_to_fetch(client_for):
    url = reverse("monitoring:capture-download", args=[MentionFactory().uuid])
    assert client_for(Role.ARCHIVIST).get(url).status_code == 404
    unknown = reverse("monitoring:capture-download", args=[uuid.uuid4()])
    assert client_for(Role.ARCHIVIST).get(unknown).status_code == 404


def test_mentions_come_newest_first(client_for):
    for days, title in ((3, "eldst"), (1, "nyest"), (2, "midt")):
        MentionFactory(title=title, posted_at=MOMENT - timedelta(days=days))
    assert texts(client_for(Role.ADVISER).get(LIST)) == ["nyest", "midt", "eldst"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("søknad", {"søknaden"}),  # an inflection
        ("frister", {"fristen"}),
        ("Čáhčesuolu", {"samisk"}),  # a Sámi name
        ("čáhčesuolu", {"samisk"}),
        ("kvifor", {"nynorsk"}),
        ('"lang kø"', {"fristen"}),  # a phrase
        ("testetaten -kvifor", {"søknaden", "fristen", "samisk"}),
        ("kvifor OR søknad", {"nynorsk", "søknaden"}),
        ("og", {"søknaden", "tegn"}),  # a stop word is found as it stands
        ("sitat", {"tegn"}),  # beside signs that are no letters: «», –, “”, …
        ("strek", {"tegn"}),
        ("engelsk", {"tegn"}),
        ("slutt", {"tegn"}),
        ("finnesikke", set()),
        ("'; drop table --", set()),
    ],
)
def test_search_finds(client_for, words, found):
    MentionFactory(title="søknaden", text="Søknaden til Testetaten er sendt og mottatt.")
    MentionFactory(title="fristen", text="Testetaten har lang kø; fristen går ut.")
    MentionFactory(title="nynorsk", text="Kvifor svarar ikkje Testetaten?")
    MentionFactory(title="samisk", text="Máret Čáhčesuolu ja Testetaten")
    MentionFactory(title="tegn", text="«Sitat» –strek– “engelsk” og slutt…")
    response = client_for(Role.ADVISER).get(LIST, {"q": words})
    assert set(texts(response)) == found


def test_hits_are_marked_and_markup_in_a_post_is_text(client_for):
    MentionFactory(text="Søknaden er 3 < 4 & <script>alert(1)</script>")
    page = client_for(Role.ADVISER).get(LIST, {"q": "søknad"}).content.decode()
    assert "<mark>Søknaden</mark>" in page
    assert "<script>alert" not in page
    assert "3 &lt; 4 &amp;" in page


def test_an_excerpt_that_begins_inside_the_text_says_so(client_for):
    before = "Vi har skrevet til dere mange ganger. " * 5
    MentionFactory(text=f"{before}Testetaten. Vi vil ha svar på søknaden før jul.")
    MentionFactory(text="Søknaden er sendt og mottatt, og vi venter.")
    MentionFactory(text=f"«Søknaden er borte», sa de. {before * 2}")
    client = client_for(Role.ADVISER)

    def marks(**asked):
        found = client.get(LIST, asked).context["page"].mentions
        return [mention.excerpt.startswith("… ") for mention in found]

    assert sorted(marks(q="søknad")) == [False, False, True]
    assert marks() == [False, False, False]


def test_all_that_a_row_tells_is_text(client_for):
    said = "<i a='\"'>&"
    source = SourceFactory(name=said, channel=ChannelFactory(name=f"{said} kanal"))
    first = MentionFactory(source=source, title=said, text=said)
    MentionFactory(source=source, title="", text=said, language="nb")
    MentionFactory(source=source, title="", text="", url="https://blogg.example/?a=<i a='\"'>&")
    MentionFactory(source=source, head=first)
    page = client_for(Role.ADVISER).get(LIST).content.decode()
    rows = page[page.index("mentions__day") :]
    assert "<i a" not in page
    # Three of each: checkbox, source and channel; and a title, two texts, an address and a copy.
    assert rows.count("&lt;i a=&#x27;&quot;&#x27;&gt;&amp;") == 14


def test_a_withheld_text_is_neither_shown_nor_searched(client_for):
    mention = MentionFactory(title="Tittel", text="hemmeligheten")
    mentions.withhold(mention=mention, at=MOMENT, reason="Slettet av forfatteren")
    client = client_for(Role.ADVISER)
    assert "hemmeligheten" not in client.get(LIST).content.decode()
    assert texts(client.get(LIST, {"q": "hemmeligheten"})) == []


@pytest.fixture
def two_mentions():
    first = MentionFactory(title="en", status="answered", language="nn")
    other = SourceFactory(channel=ChannelFactory(slug="wikipedia", category="wiki"))
    second = MentionFactory(title="to", source=other, posted_at=MOMENT - timedelta(days=40))
    return first, second


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (lambda first, second: {"status": "answered"}, ["en"]),
        (lambda first, second: {"language": "nn"}, ["en"]),
        (lambda first, second: {"category": "wiki"}, ["to"]),
        (lambda first, second: {"channel": second.source.channel_id}, ["to"]),
        (lambda first, second: {"source": second.source_id}, ["to"]),
        (lambda first, second: {"watch": second.watch_version.watch_id}, ["to"]),
        (lambda first, second: {"posted_from": "2026-11-01"}, ["en"]),
        (lambda first, second: {"posted_to": "2026-10-31"}, ["to"]),
        (lambda first, second: {"status": "tull", "posted_to": "i går"}, ["en", "to"]),
    ],
)
def test_filters(client_for, two_mentions, filters, found):
    response = client_for(Role.ADVISER).get(LIST, filters(*two_mentions))
    assert texts(response) == found


def test_a_day_is_norwegian(client_for):
    MentionFactory(title="natt", posted_at=datetime(2026, 7, 1, 22, 30, tzinfo=UTC))
    client = client_for(Role.ADVISER)
    assert texts(client.get(LIST, {"posted_from": "2026-07-02"})) == ["natt"]
    assert texts(client.get(LIST, {"posted_to": "2026-07-01"})) == []


def test_pages_go_by_time_there_and_back(client_for):
    source = SourceFactory()
    for number in range(70):
        MentionFactory(source=source, title=str(number), posted_at=MOMENT)
    client = client_for(Role.ADVISER)
    first = client.get(LIST)
    second = client.get(LIST, {"before": first.context["page"].older})
    third = client.get(LIST, {"before": second.context["page"].older})
    assert [len(texts(page)) for page in (first, second, third)] == [25, 25, 20]
    assert len(set(texts(first) + texts(second) + texts(third))) == 70
    assert third.context["page"].older == ""
    assert first.context["page"].newer == ""
    back = client.get(LIST, {"after": third.context["page"].newer})
    assert texts(back) == texts(second)
    assert texts(client.get(LIST, {"after": second.context["page"].newer})) == texts(first)


@pytest.mark.parametrize(
    "mark", ["tull", "2026-01-01_1", "_", "2026-01-01T00:00:00+00:00_x", "9" * 99]
)
def test_a_broken_mark_is_the_first_page(client_for, mark):
    MentionFactory(title="en")
    assert texts(client_for(Role.ADVISER).get(LIST, {"before": mark})) == ["en"]


def test_the_count_stops_at_a_thousand(client_for):
    first = MentionFactory()
    Mention.objects.bulk_create(
        Mention(
            source=first.source,
            external_id=f"mange-{number}",
            url=first.url,
            text="x",
            posted_at=MOMENT,
            found_at=MOMENT,
            watch_version=first.watch_version,
        )
        for number in range(1001)
    )
    client = client_for(Role.ADVISER)
    assert "<strong>1002</strong> omtaler" in client.get(LIST).content.decode()
    page = client.get(LIST, {"q": "x OR testetaten"})
    assert "Mer enn 1000 omtaler" in page.content.decode()
    status = page.context["overview"].facets[0]
    assert {choice.count for choice in status.choices} == {None}


def test_an_empty_list_says_why(client_for):
    client = client_for(Role.ADVISER)
    assert "Ingen omtaler ennå" in client.get(LIST).content.decode()
    assert "Ingen omtaler passer" in client.get(LIST, {"q": "x"}).content.decode()


def make_mentions(number):
    for _time in range(number):
        MentionFactory()


def make_sources(number):
    for _time in range(number):
        SourceFactory(watches=[WatchFactory(), WatchFactory()])


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("mention-list", make_mentions),
        ("watch-list", make_sources),
        ("source-list", make_sources),
    ],
)
def test_a_list_asks_the_database_equally_often_whatever_its_length(
    client_for, django_assert_max_num_queries, name, make
):
    client, url = client_for(Role.ADVISER), reverse(f"monitoring:{name}")
    make(1)
    with django_assert_max_num_queries(9) as few:
        client.get(url, {"q": "testetaten"})
    make(29)
    with django_assert_max_num_queries(len(few)):
        client.get(url, {"q": "testetaten"})


def test_the_list_of_mentions_makes_nine_queries_at_most(client_for):
    client = client_for(Role.ADVISER)
    source = SourceFactory()
    first = TriageFactory(mention__source=source, state="assigned").mention
    numbers = []
    for length in (1, 30, 300):
        Mention.objects.bulk_create(
            Mention(
                source=source,
                external_id=f"{length}-{number}",
                url=first.url,
                posted_at=MOMENT,
                found_at=MOMENT,
                watch_version=first.watch_version,
            )
            for number in range(length - Mention.objects.count())
        )
        with CaptureQueriesContext(connection) as asked:
            assert client.get(LIST).context["overview"].total == length
        numbers.append(len(asked))
    assert len(set(numbers)) == 1
    assert numbers[0] <= 9


WATCH = {
    "name": "Svartid",
    "purpose": "Svare dem som venter",
    "legal_basis": "Artikkel 6 nr. 1 e",
    "mode": "rows",
    "any_of": "Testetaten\nsvartid*",
    "where": "everywhere",
    "reason": "Mindre støy",
}


def test_terms_are_tried_before_they_are_saved(client_for):
    MentionFactory(title="Om svartiden", text="Den er lang")
    MentionFactory(title="Annet", text="Annet")
    response = client_for(Role.ADVISER).post("/overvaking/ny/", {**WATCH, "try": "1"})
    assert response.status_code == 200
    assert response.context["trial"].found.number == 1
    assert "svartid*" in response.content.decode()
    assert not Watch.objects.filter(name="Svartid").exists()


def test_a_watch_is_saved_and_changed_in_versions(client_for):
    client = client_for(Role.ADVISER)
    client.post("/overvaking/ny/", WATCH)
    watch = Watch.objects.get()
    assert watch.version.expression == "Testetaten OR svartid*"
    client.post(f"/overvaking/{watch.pk}/endre/", {**WATCH, "any_of": "Testetaten"})
    watch.refresh_from_db()
    assert (watch.version.number, watch.version.expression) == (2, "Testetaten")
    client.post(
        f"/overvaking/{watch.pk}/endre/", {**WATCH, "any_of": "Testetaten", "purpose": "Nytt"}
    )
    watch.refresh_from_db()
    assert (watch.version.number, watch.purpose) == (2, "Nytt")


def test_a_typed_expression_is_saved_and_shown_again_as_typed(client_for):
    client = client_for(Role.ADVISER)
    typed = "svar NEAR/3 (treg* OR sein*)"
    client.post("/overvaking/ny/", {**WATCH, "mode": "typed", "expression": typed})
    watch = Watch.objects.get()
    assert watch.version.expression == typed
    page = client.get(f"/overvaking/{watch.pk}/endre/")
    assert page.context["form"].initial["expression"] == typed
    assert "any_of" not in page.content.decode()


def test_a_mistake_in_the_expression_is_shown_where_it_is(client_for):
    wrong = {**WATCH, "mode": "typed", "expression": "svar OR <b> sted:Oslo"}
    response = client_for(Role.ADVISER).post("/overvaking/ny/", wrong)
    page = response.content.decode()
    assert response.status_code == 422
    assert "svar OR &lt;b&gt; <mark>sted:</mark>Oslo" in page
    assert "Portalen kjenner ikke feltet «sted»" in page
    assert "Svare dem som venter" in page


def test_the_rows_become_an_expression_and_come_back(client_for):
    client = client_for(Role.ADVISER)
    rows = {**WATCH, "none_of": "fotball", "languages": ["nb", "nn"], "switch": "1"}
    form = client.post("/overvaking/ny/", rows).context["form"]
    expression = "(Testetaten OR svartid*) AND (språk:nb OR språk:nn) AND NOT fotball"
    assert form.initial["expression"] == expression
    assert form.initial["purpose"] == "Svare dem som venter"
    typed = {**WATCH, "mode": "typed", "expression": expression, "switch": "1"}
    form = client.post("/overvaking/ny/", typed).context["form"]
    assert (form.initial["any_of"], form.initial["none_of"]) == ("Testetaten\nsvartid*", "fotball")
    assert Watch.objects.count() == 0


def test_an_expression_that_rows_cannot_say_stays_typed(client_for):
    typed = {**WATCH, "mode": "typed", "expression": "svar NEAR/2 treg", "switch": "1"}
    response = client_for(Role.ADVISER).post("/overvaking/ny/", typed)
    page = response.content.decode()
    assert "svar NEAR/2 treg" in page
    assert "Feltene kan ikke si alt" in page


def test_readers_of_mentions_see_every_version_and_who_made_it(client_for):
    watch = WatchFactory(any_of=["Testetaten", "lang ventetid"])
    response = client_for(Role.DPO).get(f"/overvaking/{watch.pk}/")
    assert "Testetaten OR &quot;lang ventetid&quot;" in response.content.decode()
    assert "/endre/" not in response.content.decode()


@pytest.mark.parametrize("terms", ["", "*", "a", "test*etaten", "x" * 201])
def test_terms_that_hit_everything_or_nothing_are_refused(client_for, terms):
    response = client_for(Role.ADVISER).post("/overvaking/ny/", {**WATCH, "any_of": terms})
    assert response.status_code == 422
    assert "Svare dem som venter" in response.content.decode()


def test_two_watches_cannot_share_a_name(client_for):
    WatchFactory(name="svartid")
    assert client_for(Role.ADVISER).post("/overvaking/ny/", WATCH).status_code == 422


def test_a_watch_is_paused_and_started(client_for):
    watch, client = WatchFactory(), client_for(Role.ADVISER)
    client.post(f"/overvaking/{watch.pk}/aktiv/", {"active": "0"})
    assert Watch.objects.get().is_active is False
    client.post(f"/overvaking/{watch.pk}/aktiv/", {"active": "1"})
    assert Watch.objects.get().is_active is True


def source_form(**more):
    return {
        "name": "Tut",
        "channel": ChannelFactory().pk,
        "watches": [WatchFactory().pk],
        "interval_minutes": "15",
        "url": "https://tut.example",
        "hashtags": "#testetaten",
        "token": "hemmelig-token",
        **more,
    }


def test_a_source_is_saved_and_its_token_is_never_shown(client_for):
    client = client_for(Role.ADVISER)
    response = client.post("/overvaking/kilder/ny/mastodon/", source_form())
    source = Source.objects.get()
    assert response.url == f"/overvaking/kilder/{source.pk}/"
    assert decrypt(source.encrypted_token) == "hemmelig-token"
    assert source.settings == {"url": "https://tut.example", "hashtags": "#testetaten"}
    for page in (response.url, f"{response.url}endre/"):
        assert "hemmelig-token" not in client.get(page).content.decode()
    assert "hemmelig" not in str(list(EventRow.objects.values()))


def test_an_empty_token_keeps_the_stored_one(client_for):
    client = client_for(Role.ADVISER)
    client.post("/overvaking/kilder/ny/mastodon/", source_form())
    source = Source.objects.get()
    form = source_form(token="", name="Nytt navn")
    client.post(f"/overvaking/kilder/{source.pk}/endre/", form)
    source.refresh_from_db()
    assert (source.name, decrypt(source.encrypted_token)) == ("Nytt navn", "hemmelig-token")


def test_a_stored_token_does_not_follow_to_another_site(client_for, monkeypatch):
    client = client_for(Role.ADVISER)
    client.post("/overvaking/kilder/ny/mastodon/", source_form())
    source = Source.objects.get()
    form = source_form(token="", url="https://utro.example")
    tried = []
    monkeypatch.setattr(sources, "try_settings", lambda **given: tried.append(given) or Trial())
    client.post(f"/overvaking/kilder/{source.pk}/endre/", {**form, "try": "1"})
    client.post(f"/overvaking/kilder/{source.pk}/endre/", form)
    source.refresh_from_db()
    assert (tried[0]["token"], source.encrypted_token) == ("", "")


def test_new_settings_start_a_source_over(client_for):
    source = SourceFactory(cursor={"a": 1}, etag="x", failures=3, trouble="temporary")
    form = source_form(name=source.name, url="https://annet.example/feed")
    client_for(Role.ADVISER).post(f"/overvaking/kilder/{source.pk}/endre/", form)
    source.refresh_from_db()
    assert (source.cursor, source.etag, source.failures, source.trouble) == ({}, "", 0, "")


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "ftp://x.example", "blogg.example"])
def test_an_address_that_is_none_is_refused_and_nothing_is_lost(client_for, url):
    form = source_form(url=url)
    response = client_for(Role.ADVISER).post("/overvaking/kilder/ny/feeds/", form)
    assert response.status_code == 422
    assert 'value="Tut"' in response.content.decode()


@pytest.mark.network_loopback
def test_settings_that_are_tried_store_nothing_and_say_what_is_wrong(client_for):
    form = source_form(url="http://127.0.0.1/feed", **{"try": "1"})
    response = client_for(Role.ADVISER).post("/overvaking/kilder/ny/mastodon/", form)
    assert response.status_code == 200
    page = response.content.decode()
    assert "Portalen henter ikke fra denne adressen" in page
    assert "hemmelig-token" not in page
    assert response.context["form"].data["kept_token"]
    assert not Source.objects.exists()


@pytest.mark.network_loopback
def test_a_tried_token_is_kept_for_the_save(client_for):
    client = client_for(Role.ADVISER)
    form = source_form(url="http://127.0.0.1/", **{"try": "1"})
    tried = client.post("/overvaking/kilder/ny/mastodon/", form)
    kept = tried.context["form"].data["kept_token"]
    form.pop("try")
    client.post(
        "/overvaking/kilder/ny/mastodon/",
        {**form, "token": "", "kept_token": kept, "url": "https://tut.example"},
    )
    assert decrypt(Source.objects.get().encrypted_token) == "hemmelig-token"


def test_an_unknown_connector_is_not_found(client_for):
    assert client_for(Role.ADVISER).get("/overvaking/kilder/ny/finnesikke/").status_code == 404


def test_a_source_is_paused_with_a_reason_and_started(client_for):
    source, client = SourceFactory(), client_for(Role.ADVISER)
    page = f"/overvaking/kilder/{source.pk}/"
    client.post(f"{page}pause/", {"reason": ""})
    source.refresh_from_db()
    assert source.state == SourceState.ACTIVE
    client.post(f"{page}pause/", {"reason": "Bloggen er lagt ned"})
    source.refresh_from_db()
    assert (source.state, source.pause_reason) == (SourceState.PAUSED, "Bloggen er lagt ned")
    assert "Bloggen er lagt ned" in client.get(page).content.decode()
    client.post(f"{page}fortsett/")
    source.refresh_from_db()
    assert (source.state, source.pause_reason) == (SourceState.ACTIVE, "")


def test_a_source_can_be_hurried(client_for):
    source = SourceFactory(due_at=MOMENT + timedelta(days=3000))
    client_for(Role.ADVISER).post(f"/overvaking/kilder/{source.pk}/hent/")
    source.refresh_from_db()
    assert source.due_at < MOMENT + timedelta(days=2999)


def test_trouble_is_told_in_plain_words(client_for):
    source = SourceFactory(
        state=SourceState.PAUSED, pause_reason="Borte", trouble="gone", last_error="HTTP 410"
    )
    client = client_for(Role.DPO)
    page = client.get(f"/overvaking/kilder/{source.pk}/").content.decode()
    assert "Finn den nye adressen hos kilden" in page
    assert "HTTP 410" in page
    assert source.name in client.get("/overvaking/").content.decode()


def test_a_source_that_a_person_has_paused_is_no_trouble(client_for):
    source, client = SourceFactory(trouble="temporary", failures=4), client_for(Role.ADVISER)
    assert source.name in client.get("/overvaking/").content.decode().partition("cards")[0]
    client.post(f"/overvaking/kilder/{source.pk}/pause/", {"reason": "Ferie"})
    assert source.name not in client.get("/overvaking/").content.decode().partition("cards")[0]


@pytest.mark.parametrize(
    ("name", "lead"),
    [
        ("Nyhetsstrøm", "Nyhetsstrøm"),
        ("Blogger", "Blogger, leses med «Nyhetsstrøm (RSS, Atom, JSON Feed)»"),
    ],
)
def test_a_source_says_how_it_is_read_when_its_channel_does_not(client_for, name, lead):
    source = SourceFactory(name="Fagbloggen", channel=ChannelFactory(name=name))
    page = client_for(Role.ADVISER).get(f"/overvaking/kilder/{source.pk}/").text
    assert f">{lead}</div>" in page
    assert '<li aria-current="page">Fagbloggen</li>' in page
