"""Matching, storing, language, retention, and watches that are never changed under anyone."""

import unicodedata
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from difi_sosial.core.errors import Invalid
from difi_sosial.monitoring import services
from difi_sosial.monitoring.connectors.base import Post
from difi_sosial.monitoring.expressions import Parts, written_parts
from difi_sosial.monitoring.models import Mention, Source, WatchVersion
from difi_sosial.monitoring.queries import opened
from difi_sosial.monitoring.services import watches
from difi_sosial.monitoring.services.language import _looked_for, _said_for, guess
from difi_sosial.monitoring.services.matching import Judge
from difi_sosial.monitoring.services.mentions import UNFIT, fit
from difi_sosial.monitoring.templatetags.monitoring import body
from tests.factories.monitoring import MOMENT, MentionFactory, SourceFactory, WatchFactory

in_database = pytest.mark.django_db


def post(**facts):
    return Post(**{"external_id": "1", "url": "https://x.example/1", "text": "", **facts})


def version(any_of, none_of=()):
    parts = Parts(any_of=tuple(any_of), none_of=tuple(none_of))
    return WatchVersion(expression=written_parts(parts))


@pytest.mark.parametrize(
    "text",
    [
        "Svaret kom på en lørdag",
        "to\tord\nog\u00a0ett\x85",
        "NUL \0, DEL \x7f, tilbake \x08 og et linjeskift\r\n",
        "a\u030ase pa\u030a Ka\u0301ra\u0301s\u030cjohka",
        "snudd \u202etekst\u202c på čáppa sámegiella \u2067",
        "en halv \ud83d bokstav",
    ],
)
def test_a_text_is_stored_composed_and_without_what_cannot_be_stored(text):
    assert fit(text, 500) == unicodedata.normalize("NFC", UNFIT.sub("", text))
    assert fit(text, 4) == fit(text, 500)[:4]


def test_the_first_watch_that_fits_has_found_it():
    one, two = version(["kaffe"]), version(["Testetaten"])
    assert Judge([one, two]).version_for(post(title="Testetaten"), "nb") is two
    assert Judge([one, two]).version_for(post(text="te"), "nb") is None


def test_a_servers_own_hit_belongs_to_the_watch_that_asked():
    one, two = version(["kaffe"]), version(["Testetat*"], ["fotball"])
    assert Judge([one, two]).version_for(post(text="noe annet", found_by="testetat*"), "nb") is two
    assert Judge([one, two]).version_for(post(text="lenke", found_by="etaten.example"), "nb") is one
    assert Judge([two]).version_for(post(text="fotball", found_by="testetat*"), "nb") is None


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("Jeg har ikke fått svar fra noen", "en", "nb"),
        ("Eg har ikkje fått svar frå nokon", "en-US", "nn"),
        ("Brevet sier 15. februar. Hvilken dato gjelder i Kárášjohka? Jeg må få svar", "en", "nb"),
        ("Skryt til testetaten! Ringte på en lørdag. Hilsen Máret Čáhčesuolu", "en", "nb"),
        ("Skjemaet er nede og køen for lang", "en", "nb"),
        ("Skjemaet er nede og køen for lang", "nn", "nn"),
        ("Mun in dieđe maid dat lea", "", "se"),
        ("Buorre beaivi! Goas lea Testetaten rabas?", "en", "se"),
        ("What is the answer?", "", "en"),
        ("Hei", "nn-NO", "nn"),
        ("Hei", "no", ""),
        ("", "de", ""),
    ],
)
def test_language_is_guessed_from_the_words_first(text, declared, language):
    assert guess(text, declared) == language


@pytest.mark.parametrize("signs", [" ", ", ", "…", "–", " _", "²", "ª", "\x85", "\xa0", "\u2028"])
@pytest.mark.parametrize("words", ["ikke noe", "Også NÅR", "lea ii", "eg veit ikkje kvifor"])
def test_words_are_found_alike_in_bytes_and_in_letters(signs, words):
    text = f"«{words}{signs}som{signs}{words.upper()}»{signs}"
    assert _said_for(text) == _looked_for(text.casefold()) > 0


@pytest.mark.parametrize("strange", ["ß", "µ", "ŠII", "žii", "čii", "İ"])
def test_letters_that_no_table_of_bytes_holds_are_read_one_by_one(strange):
    text = f"ii {strange}ii lea"
    assert _said_for(text) == _looked_for(text.casefold()) > 0


@in_database
@pytest.mark.parametrize(
    ("html", "kept", "shown"),
    [
        ("<p>Ja <b>&amp;</b> nei</p>", "<p>Ja <b>&amp;</b> nei</p>", "<b>&amp;</b>"),
        ("Ja &amp; nei", "", "<p>Ja &amp; nei</p>"),
    ],
)
def test_html_is_kept_where_it_says_more_than_the_text(html, kept, shown):
    source = SourceFactory(watches=[WatchFactory(any_of=["ja"])])
    one = post(text="Ja & nei", html=html)
    (made,) = services.store(source=source, posts=[one], at=MOMENT)
    assert made.html == kept
    assert shown in body(made)
    changed = one._replace(text="Ja & nei, kanskje")
    services.store(source=source, posts=[changed], at=MOMENT + timedelta(hours=1))
    made.refresh_from_db()
    assert (made.text, made.html) == ("Ja & nei, kanskje", kept)


@in_database
def test_a_post_is_stored_once():
    source = SourceFactory()
    posts = [
        post(text="Testetaten"),
        post(text="Testetaten igjen"),
        post(external_id="2", text="x"),
    ]
    assert len(services.store(source=source, posts=posts, at=MOMENT)) == 1
    assert services.store(source=source, posts=posts, at=MOMENT) == []
    assert Mention.objects.get().text == "Testetaten igjen"


@in_database
def test_what_is_stored_is_fit_to_be_stored():
    source = SourceFactory()
    services.store(
        source=source,
        at=MOMENT,
        posts=[
            post(text="Testetaten\x00\u202e A\u030as" + "x" * 30_000, author_name="n" * 300),
            post(external_id="js", url="javascript:alert(1)", text="Testetaten"),
            post(external_id="long", url="https://x.example/" + "a" * 3000, text="Testetaten"),
            post(external_id="", text="Testetaten"),
        ],
    )
    mention = Mention.objects.get()
    assert mention.text.startswith("Testetaten Ås")
    assert (len(mention.text), len(opened(mention.author_sealed).name)) == (20_000, 200)


@in_database
def test_signs_that_mean_something_to_the_database_are_stored_as_they_stand():
    said = "\\N \\. \\\\ \\n\t'\"{1,2}\n\\.\nTestetaten\r\n\\"
    source = SourceFactory(watches=[WatchFactory(any_of=["testetaten"])])
    one = post(text=said, title="\\N", html=f"<p>{said}", posted_raw="\\t")
    plain = post(external_id="plain", text="Testetaten", title="", html="<p>x", posted_raw="")
    made, _plain = services.store(source=source, posts=[one, plain], at=MOMENT)
    kept = Mention.objects.get(pk=made.pk)
    assert (kept.text, kept.title, kept.html, kept.posted_raw) == (
        *(said, "\\N", f"<p>{said}", "\\t"),
    )
    assert (kept.shares, kept.head_id, kept.is_parted, kept.status) == (None, None, False, "new")
    assert (kept.watch_version, kept.source) == (made.watch_version, made.source)


@in_database
def test_an_id_is_known_again_as_it_was_stored():
    source = SourceFactory()
    posts = [
        post(external_id="https://x.example/A\u030as", text="Testetaten"),
        post(external_id="nul\x00", text="Testetaten"),
        post(external_id="half\ud83d", text="Testetaten \ud83d"),
    ]
    assert len(services.store(source=source, posts=posts, at=MOMENT)) == 3
    assert services.store(source=source, posts=posts, at=MOMENT) == []


@in_database
def test_a_clock_that_is_ahead_is_not_believed():
    source = SourceFactory()
    ahead = MOMENT + timedelta(days=400)
    services.store(source=source, posts=[post(text="Testetaten", posted_at=ahead)], at=MOMENT)
    assert Mention.objects.get().posted_at == MOMENT


@in_database
def test_an_author_has_one_key_that_tells_no_name():
    source = SourceFactory()
    posts = [
        post(external_id=str(number), text="Testetaten", author_handle=handle)
        for number, handle in enumerate(["@kari@x.example", "@Kari@x.example", "@ola@x.example"])
    ]
    services.store(source=source, posts=posts, at=MOMENT)
    keys = list(Mention.objects.order_by("external_id").values_list("author_key", flat=True))
    assert keys[0] == keys[1] != keys[2]
    assert "kari" not in keys[0]


@in_database
def test_the_database_refuses_the_same_post_twice_and_other_addresses():
    mention = MentionFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        MentionFactory(source=mention.source, external_id=mention.external_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        MentionFactory(source=mention.source, url="javascript:alert(1)")


@in_database
def test_the_database_refuses_to_change_or_delete_a_watch_version():
    watch = WatchFactory()
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        WatchVersion.objects.filter(watch=watch).update(expression="noe annet")
    with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
        WatchVersion.objects.filter(watch=watch)._raw_delete("default")


@in_database
def test_the_database_refuses_to_delete_a_source_or_number_it_anew():
    source = SourceFactory()
    with pytest.raises(DatabaseError, match="never deleted"), transaction.atomic():
        Source.objects.filter(pk=source.pk)._raw_delete("default")
    with pytest.raises(DatabaseError, match="numbered anew"), transaction.atomic():
        Source.objects.filter(pk=source.pk).update(id=source.pk + 1_000)
    connection.check_constraints()  # nothing is left to be looked at later
    with pytest.raises(DatabaseError, match="never deleted"), transaction.atomic():
        connection.cursor().execute("TRUNCATE monitoring_source CASCADE")
    Source.objects.filter(pk=source.pk).update(id=source.pk, name="Et annet navn")


@in_database
def test_the_database_refuses_a_mention_from_no_source():
    mention, other = MentionFactory(), SourceFactory()
    stray = MentionFactory.build(source=mention.source, watch_version=mention.watch_version)
    stray.source_id = nowhere = other.pk + 1_000
    with pytest.raises(IntegrityError, match="has a source"), transaction.atomic():
        stray.save()
    with pytest.raises(IntegrityError, match="has a source"), transaction.atomic():
        Mention.objects.filter(pk=mention.pk).update(source=nowhere)
    Mention.objects.filter(pk=mention.pk).update(source=other)


@in_database
def test_the_database_refuses_a_mention_that_no_watch_version_found():
    mention = MentionFactory()
    nobody = mention.watch_version_id + 1_000
    with pytest.raises(IntegrityError, match="is found by"), transaction.atomic():
        MentionFactory(source=mention.source, watch_version_id=nobody)
    with pytest.raises(IntegrityError, match="is found by"), transaction.atomic():
        Mention.objects.filter(pk=mention.pk).update(watch_version=nobody)


@in_database
def test_a_watch_without_terms_is_refused(person):
    with pytest.raises(Invalid):
        watches.create(
            name="Tom",
            purpose="x",
            legal_basis="x",
            expression="NOT ingenting",
            by=person(),
            at=MOMENT,
        )


@in_database
def test_status_and_keeping_are_what_the_app_above_says():
    mention = MentionFactory()
    services.set_status(mention=mention, status="answered", retention="open", at=MOMENT)
    assert (mention.retention, mention.retain_from) == ("open", MOMENT)
    services.keep(mention=mention)
    services.set_status(mention=mention, status="closed", retention="irrelevant", at=MOMENT)
    mention.refresh_from_db()
    assert (mention.status, mention.is_record) == ("closed", True)
    with pytest.raises(ValueError, match="tull"):
        services.set_status(mention=mention, status="tull")
