"""Watches from end to end: tried, compared, narrowed, shared in sets, and names of persons."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from difi_sosial.audit.enums import Event
from difi_sosial.audit.models import Event as EventRow
from difi_sosial.core.errors import Conflict, Invalid
from difi_sosial.monitoring.connectors.base import Post
from difi_sosial.monitoring.enums import MentionStatus, NamesRole
from difi_sosial.monitoring.expressions import marked, outline, parse, parts_of, written_parts
from difi_sosial.monitoring.models import SourceSet, TermSet, Watch, WatchVersion
from difi_sosial.monitoring.queries import coverage, person_names
from difi_sosial.monitoring.services import narrowing, sets, trials, watches
from difi_sosial.monitoring.services.mentions import store
from difi_sosial.monitoring.services.visits import versions_of
from difi_sosial.people.enums import Role
from difi_sosial.people.models import Letter
from tests.factories.monitoring import MOMENT, MentionFactory, SourceFactory, WatchFactory

in_database = pytest.mark.django_db
FACTS = {"purpose": "Svare", "legal_basis": "Artikkel 6 nr. 1 e"}


def changed(watch, expression, by, **more):
    return watches.change(
        watch=watch, name=watch.name, **FACTS, expression=expression, by=by, at=MOMENT, **more
    )


@pytest.mark.parametrize(
    ("expression", "names"),
    [
        ('"Kari Nordmann"', ["Kari Nordmann"]),
        ("kari AND nordmann", ["kari nordmann"]),
        ("Ingrid NEAR/2 Solbakken", ["Ingrid Solbakken"]),
        ('"Anne-Kari Holm" OR kaffe', ["Anne-Kari Holm"]),
        ('"Ola Testesen"', ["Ola Testesen"]),  # a family name by its ending
        ("forfatter:kari", ["kari"]),
        ('testetaten NOT "Kari Nordmann"', []),  # kept out, not searched for
        ('"lang ventetid" OR "berg og dal" OR "Oslo strand"', []),
        ("testetat* AND strand", []),
    ],
)
def test_names_of_persons_are_recognised(expression, names):
    assert person_names(parse(expression)) == names


def test_a_set_of_terms_stands_for_its_words_wherever_a_term_may_stand():
    stored = {"Navnet vårt": 'testetat* OR "etaten for prøving"'}
    assert parse('sett:"navnet vårt" NEAR/5 treg*', stored) == parse(
        '(testetat* OR "etaten for prøving") NEAR/5 treg*'
    )
    rows = '(kaffe OR sett:"Navnet vårt") AND språk:nb AND NOT te'
    assert written_parts(parts_of(outline(rows))) == rows


def test_the_hits_are_marked_where_they_stand_and_as_they_were_written():
    tree = parse("testetat* AND NOT fotball")
    shown = marked("Fotball og TESTETATENS folk", tree, begins="[", ends="]")
    assert shown == "Fotball og [TESTETATENS] folk"


@in_database
def test_a_change_is_compared_with_what_stands():
    source = SourceFactory()
    for title in ("Testetaten og kaffe", "Testetaten", "kaffe"):
        MentionFactory(source=source, title=title, text="")
    trial = trials.try_expression(expression="kaffe", against="Testetaten")
    assert (trial.tried, trial.found.number, trial.before.number) == (3, 2, 2)
    assert [one.piece for one in trial.lost.examples] == ["\ue000Testetaten\ue001"]
    assert [one.piece for one in trial.gained.examples] == ["\ue000kaffe\ue001"]


@in_database
def test_a_trial_ends_when_it_has_seen_or_used_enough(monkeypatch):
    source = SourceFactory()
    for _number in range(4):
        MentionFactory(source=source)
    assert trials.try_expression(expression="Testetaten", most=2).is_cut
    assert trials.try_expression(expression="Testetaten", seconds=-1).tried == 1
    monkeypatch.setattr(trials, "COUNTED", 2)
    trial = trials.try_expression(expression="Testetaten")
    assert (trial.found.is_more, trial.tried) == (True, 3)


@in_database
def test_a_question_that_is_too_slow_is_stopped_by_the_database(monkeypatch):
    MentionFactory()
    monkeypatch.setattr(trials, "_newest", slow)
    assert trials.try_expression(expression="Testetaten").is_cut
    assert Watch.objects.count() == 1  # the connection is whole


def slow(most, seconds):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 10")
        cursor.execute("SELECT pg_sleep(1)")
        yield from ()


@in_database
def test_a_name_needs_a_reason_and_the_officer_is_told_of_private_persons(person):
    by, officer = person(Role.ADVISER), person(Role.DPO)
    watch = WatchFactory()
    with pytest.raises(Invalid, match="Kari Nordmann"):
        changed(watch, '"Kari Nordmann"', by)
    public = watches.Names(NamesRole.PUBLIC, "Hun er statsråd")
    changed(watch, '"Kari Nordmann"', by, names=public)
    assert not Letter.objects.exists()
    private = watches.Names(NamesRole.PRIVATE, "Hun truer de ansatte.")
    changed(watch, '"Ola Hansen"', by, names=private)
    letter = Letter.objects.get()
    assert letter.recipient == officer
    assert "Hun truer de ansatte." in letter.text
    roles = EventRow.objects.filter(kind=Event.NAME_WATCHED).values_list("after__role", flat=True)
    assert set(roles) == {"public", "private"}
    # The same name needs no new reason, and nobody is told again.
    changed(watch, '"Ola Hansen" AND testetat*', by)
    watch.refresh_from_db()
    assert watch.version.names_reason == "Hun truer de ansatte."
    assert Letter.objects.count() == 1


@in_database
def test_the_database_refuses_a_name_without_a_reason():
    with pytest.raises(IntegrityError, match="names_have_reason"), transaction.atomic():
        WatchVersion.objects.create(
            watch=WatchFactory(), number=2, expression="x", names=["Kari Nordmann"]
        )


@in_database
def test_a_changed_set_gives_its_watches_new_versions(person):
    by = person(Role.ADVISER)
    names, _count = sets.save_term_set(
        term_set=None, name="Navnet", expression="testetat*", note="", by=by, at=MOMENT
    )
    watch, other = WatchFactory(), WatchFactory()
    changed(watch, "sett:navnet AND treg*", by)
    watch.refresh_from_db()
    assert (watch.version.expression, watch.version.typed) == (
        "testetat* AND treg*",
        "sett:navnet AND treg*",
    )
    _set, renewed = sets.save_term_set(
        term_set=names, name="Navnet", expression="etaten", note="", by=by, at=MOMENT
    )
    watch.refresh_from_db()
    other.refresh_from_db()
    assert (renewed, watch.version.number, watch.version.expression) == (1, 3, "etaten AND treg*")
    assert "Navnet" in watch.version.reason
    assert other.version.number == 1
    for refused in ('"Kari Nordmann"', "sett:navnet", "NOT x"):
        with pytest.raises(Invalid):
            sets.save_term_set(
                term_set=names, name="Navnet", expression=refused, note="", by=by, at=MOMENT
            )


@in_database
def test_a_watch_listens_to_its_sources_those_of_its_sets_and_all_when_it_says_so(person):
    own, by_set, everywhere = (WatchFactory(name=name) for name in ("a", "b", "c"))
    paused = WatchFactory(name="d", is_active=False)
    one, other = SourceFactory(watches=[own, paused]), SourceFactory(watches=[])
    sets.save_source_set(
        source_set=None,
        name="Forum",
        note="",
        sources=[other],
        watches=[by_set],
        by=person(Role.ADVISER),
        at=MOMENT,
    )
    Watch.objects.filter(pk=everywhere.pk).update(everywhere=True)
    with CaptureQueriesContext(connection) as asked:
        heard = coverage([one, other])
    assert len(asked) == 3
    assert [watch.name for watch in heard[one.pk]] == ["a", "c", "d"]
    assert [watch.name for watch in heard[other.pk]] == ["b", "c"]
    asked_for = versions_of([one, other])
    assert [version.watch.name for version in asked_for[one.pk]] == ["a", "c"]
    assert SourceSet.objects.get().watches.get() == by_set


@pytest.fixture
def noise(db):
    """Five mentions of one watch, two of them about a band; one of those was worked with."""
    source = SourceFactory(name="Forumet")
    for number, text in enumerate(("svar", "svar", "søknad")):
        MentionFactory(source=source, title="Testetaten", text=f"Jeg fikk {text} {number}")
    MentionFactory(source=source, title="Bandet Testetaten", text="Rockeband fra Sandvær")
    return MentionFactory(
        source=source,
        title="Bandet Testetaten",
        text="Rockeband spiller. Hilsen Kari Nordmann",
        author_name="Gro Blogger",
    )


def test_what_tells_a_mention_apart_is_proposed_and_never_its_author(noise):
    found = narrowing.proposals(noise)
    assert {"bandet", "rockeband"} <= {one.text for one in found}
    assert all("nordmann" not in one.text and "gro" not in one.text for one in found)
    best = found[0]
    assert (best.removes, best.worked, best.is_source) == (2, 0, False)
    assert (found[-1].text, found[-1].removes, found[-1].is_source) == ("Forumet", 5, True)
    noise.status = MentionStatus.ASSIGNED
    noise.save()
    assert {one.worked for one in narrowing.proposals(noise) if one.text == "bandet"} == {1}


def test_not_like_this_makes_a_version_that_refuses_its_like(noise, person):
    watch, by = noise.watch_version.watch, person(Role.ADVISER)
    weighed = narrowing.weigh(watch=watch, words=["rockeband"], sources=[])
    assert (weighed.removed.number, weighed.weighed_on) == (2, 5)
    assert weighed.expression == "Testetaten AND NOT rockeband"
    facts = {"mention": noise, "words": ["rockeband"], "sources": ["Forumet"], "by": by}
    narrowing.narrow(**facts, standing=1, at=MOMENT)
    watch.refresh_from_db()
    assert watch.version.expression == "Testetaten AND NOT rockeband AND NOT kilde:Forumet"
    event = EventRow.objects.get(kind=Event.WATCH_NARROWED)
    assert str(noise.pk) in event.reason
    with pytest.raises(Conflict):
        narrowing.narrow(**facts, standing=1, at=MOMENT)
    with pytest.raises(Invalid):
        narrowing.weigh(watch=watch, words=[], sources=[])


def test_not_like_this_is_shown_before_it_is_confirmed(noise, client_for):
    client, url = client_for(Role.ADVISER), f"/overvaking/ikke-slik/{noise.uuid}/"
    assert "rockeband" in client.get(url).content.decode()
    assert client.post(url, {"standing": "1"}).status_code == 422
    asked = {"chosen": ["ord:rockeband"], "standing": "1"}
    page = client.post(url, asked).content.decode()
    assert "2 av 5 lagrede omtaler ville vært borte" in page
    assert noise.watch_version.watch.versions.count() == 1
    # Something else was ticked since: that is shown first.
    client.post(url, {**asked, "confirm": "1", "seen": "Testetaten"})
    assert noise.watch_version.watch.versions.count() == 1
    seen = "Testetaten AND NOT rockeband"
    client.post(url, {**asked, "confirm": "1", "seen": seen})
    assert noise.watch_version.watch.versions.count() == 2
    assert client_for(Role.DPO).get(url).status_code == 403


def test_the_form_answers_while_one_types(noise, client_for):
    client, watch = client_for(Role.ADVISER), noise.watch_version.watch
    rows = {"mode": "rows", "any_of": "Testetaten", "none_of": "rockeband"}
    page = client.post(f"/overvaking/prov/?watch={watch.pk}", rows).content.decode()
    assert "<html" not in page
    assert "3 av 5 lagrede omtaler passer" in page
    assert "<mark>Testetaten</mark>" in page
    named = {"mode": "typed", "expression": '"Kari Nordmann"'}
    page = client.post("/overvaking/prov/", named).content.decode()
    assert "navn på personer: Kari Nordmann" in page
    broken = {"mode": "typed", "expression": "svar OR sted:x"}
    assert "<mark>sted:</mark>" in client.post("/overvaking/prov/", broken).content.decode()
    assert client.post("/overvaking/prov/", {}).status_code == 200


@in_database
def test_the_form_asks_why_for_another_search_for_names_and_for_sources(client_for):
    client, watch = client_for(Role.ADVISER), WatchFactory()
    typed = {
        "name": watch.name,
        **FACTS,
        "mode": "typed",
        "expression": '"Kari Nordmann"',
        "where": "chosen",
    }
    errors = client.post(f"/overvaking/{watch.pk}/endre/", typed).context["form"].errors
    assert set(errors) == {"names_reason", "names_role", "sources", "reason"}
    source = SourceFactory()
    answered = {
        **typed,
        "names_reason": "Statsråd",
        "names_role": "public",
        "reason": "Vi følger statsråden.",
        "sources": [source.pk],
    }
    client.post(f"/overvaking/{watch.pk}/endre/", answered)
    watch.refresh_from_db()
    assert watch.version.names == ["Kari Nordmann"]
    assert list(watch.sources.all()) == [source]
    # The same search written another way is the same search: no reason, no new version.
    same = {**answered, "expression": '("Kari Nordmann")', "reason": ""}
    client.post(f"/overvaking/{watch.pk}/endre/", same)
    assert watch.versions.count() == 2


def test_the_officer_sees_every_term_and_its_log_and_takes_them_along(noise, client_for):
    TermSet.objects.create(name="Navnet", expression="etaten")
    client = client_for(Role.DPO)
    narrowing.narrow(
        mention=noise,
        words=["rockeband"],
        sources=[],
        standing=1,
        by=client.person,
        at=MOMENT + timedelta(days=1),
    )
    page = client.get("/overvaking/sokeord/").content.decode()
    for text in ("NOT rockeband", "Ikke slik som omtalen", "Vi vil svare dem", "etaten"):
        assert text in page
    answer = client.get("/overvaking/sokeord/json/")
    assert [row["version"] for row in answer.json()["rows"]] == [2, 1]
    assert EventRow.objects.filter(kind=Event.TERMS_EXPORTED).count() == 1
    assert client.get("/overvaking/sokeord/exe/").status_code == 404
    assert client_for(Role.READER).get("/overvaking/sokeord/").status_code == 403


@in_database
def test_sets_are_made_and_changed_from_their_pages(client_for):
    client = client_for(Role.ADVISER)
    terms = {"name": "Navnet", "expression": "testetat* OR etaten"}
    client.post("/overvaking/sett/ord/ny/", terms)
    made = TermSet.objects.get()
    for wrong in ('"Kari Nordmann"', "(", "sett:Navnet"):
        url = f"/overvaking/sett/ord/{made.pk}/"
        assert client.post(url, {**terms, "expression": wrong}).status_code == 422
    assert client.post("/overvaking/sett/ord/ny/", terms).status_code == 422
    places = {"name": "Forum", "sources": [SourceFactory().pk], "watches": [WatchFactory().pk]}
    client.post("/overvaking/sett/kilder/ny/", places)
    page = client.get("/overvaking/sett/").content.decode()
    assert "Navnet" in page and "Forum" in page


@in_database
@pytest.mark.parametrize("url", ["/overvaking/", "/overvaking/sokeord/", "/overvaking/sett/"])
def test_the_lists_ask_as_much_for_few_as_for_many(client_for, url):
    client, source = client_for(Role.ADVISER), SourceFactory(watches=[])
    numbers = []
    WatchFactory()
    for length in (1, 30, 300):
        first, missing = Watch.objects.get(pk=Watch.objects.earliest("pk").pk), []
        for number in range(Watch.objects.count(), length):
            missing.append(Watch(name=f"Overvåking nr. {number}", version=first.version))
        source.watches.add(first, *Watch.objects.bulk_create(missing))
        names = [f"Sett {length}-{number}" for number in range(length)]
        TermSet.objects.bulk_create(TermSet(name=name, expression="etaten") for name in names)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        numbers.append(len(asked))
    assert len(set(numbers)) == 1


@in_database
@pytest.mark.parametrize(
    ("expression", "kept"),
    [
        ("svar NEAR/2 treg*", {"nær"}),
        ("svar AND treg* AND NOT kilde:Bladet", {"nær", "fjern"}),
        ("kanal:Blogger AND svar", {"nær", "fjern"}),
        ("svar AND språk:nn", set()),
        ("kjem AND språk:nn", {"nynorsk"}),
        ("tittel:nær AND treg*", {"nær"}),
        ("tekst:nær", set()),
        ("forfatter:bladfyken", {"fjern"}),
        ("lenke:x.example AND NOT svar", {"nynorsk", "merket"}),
        ("emneknagg:testetaten", {"merket"}),
        ('"svar som" OR emneknagg:testetat*', {"fjern", "merket"}),
    ],
)
def test_every_operator_decides_what_is_stored(expression, kept):
    watch = WatchFactory()
    version = WatchVersion.objects.create(watch=watch, number=2, expression=expression)
    Watch.objects.filter(pk=watch.pk).update(version=version)
    source, excluded = SourceFactory(watches=[watch]), SourceFactory(name="Bladet", watches=[watch])
    posts = {
        "nær": "Fikk et svar, men tregt.",
        "fjern": "Det var et svar som kom etter at jeg hadde mast lenge. Tregt!",
        "nynorsk": "Eg veit ikkje korleis det kjem, eller kvifor",
        "merket": "Endelig #Testetaten og ikke testetaten",
    }
    found = [
        Post(title=title, text=text, external_id=title, url=f"https://x.example/{number}")
        for number, (title, text) in enumerate(posts.items())
    ]
    found[1] = found[1]._replace(author_name="Bladfyken")
    store(source=source, posts=found, at=MOMENT)
    assert {mention.title for mention in source.mentions.all()} == kept
    store(source=excluded, posts=found, at=MOMENT)
    if "kilde:" in expression:
        assert not excluded.mentions.exists()
    # What is tried on what is stored says the same as what was stored; nobody is looked for there.
    trial = trials.try_expression(expression=expression)
    assert trial.has_author == ("forfatter:" in expression)
    if trial.has_author:
        return
    assert trial.found.number == source.mentions.count() + excluded.mentions.count()


@in_database
def test_two_who_change_a_watch_at_once_see_both_texts(client_for):
    client, watch = client_for(Role.ADVISER), WatchFactory()
    url = f"/overvaking/{watch.pk}/endre/"
    mine = {
        "name": watch.name,
        **FACTS,
        "mode": "typed",
        "expression": "mitt",
        "where": "everywhere",
        "reason": "Derfor",
        "standing_number": client.get(url).context["form"].initial["standing_number"],
    }
    changed(watch, "deres", client.person)
    answer = client.post(url, mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "mitt" in page and "deres" in page
    again = {**mine, "standing_number": answer.context["form"].data["standing_number"]}
    assert client.post(url, again).status_code == 302
    watch.refresh_from_db()
    assert (watch.version.number, watch.version.expression) == (3, "mitt")
