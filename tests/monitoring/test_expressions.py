"""The language of watches: what reads, what it finds, and what it says of a mistake."""

import re
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from difi_sosial.monitoring.enums import MISTAKES
from difi_sosial.monitoring.expressions import (
    All,
    AnyOf,
    Document,
    Field,
    Matcher,
    Mistake,
    Near,
    Not,
    Parts,
    Term,
    Unreadable,
    folded,
    marked,
    parse,
    parts_of,
    refuses,
    to_ask_for,
    written,
    written_parts,
)
from difi_sosial.monitoring.expressions.matching import folded_words
from difi_sosial.monitoring.expressions.nodes import In


def finds(expression, text="", **facts):
    return bool(Matcher({0: parse(expression)}).matches(Document(text=text, **facts)))


def words_find(terms, text):
    return finds(written_parts(Parts(any_of=tuple(terms))), text)


@pytest.mark.parametrize(
    ("terms", "text", "hit"),
    [
        (["Testetaten"], "testetaten svarte", True),
        (["testetat*"], "Testetatens svar", True),
        (["Testetaten"], "testetatens svar", False),
        (["Etaten for prøving"], "etaten  for\nPRØVING er", True),
        (["Etaten for prøving"], "etaten for prøvinger", False),
        (["ås"], "Åse bor i Ås", True),
        (["ås"], "Åse bor på Måsøy", False),
        (["Ås"], "Bor i A\u030as", True),  # the ring as a mark of its own
        (["Čáhčesuolu"], "máret čáhčesuolu.", True),
        (["ČÁHČESUOLU"], "Čáhčesuolus", False),
        (["Guovdageaidnu"], "Guovdageaidnu/Kautokeino", True),
        (["ŋuolla"], "ŊUOLLA", True),
        (["Testetaten"], "Test\u00adetaten", True),  # a soft hyphen
        (["Testetaten"], "Test\u200betaten", True),  # a zero-width space
        (["#testetaten"], "Se #Testetaten nå", True),
        (["#testetaten"], "Se testetaten nå", False),
        (["@testetaten"], "Hei @testetaten", True),
        (["a.b"], "axb", False),
        (["NAV"], "navnet", False),
        (["NAV", "Skatteetaten"], "skatteetaten svarte", True),
        (["STRASSE"], "straße", True),
        (["Maret Cahcesuolu"], "Máret Čáhčesuolu svarte", True),
        (["Máret Čáhčesuolu"], "maret cahcesuolu", True),
        (["karasjohka"], "på møte i KÁRÁŠJOHKA – sist", True),  # a dash: no longer Latin-1
        (["karasj*"], "Kárášjohkas", True),
        (["idé"], "en ide", True),
        (["for"], "før og fór", True),  # because of fór: an accent
        (["for"], "før", False),
        (["for"], "før – “hei”", False),
        (["as"], "ås, æs", False),
        (["Baerum"], "Bærum", False),
        (["Aas"], "Ås", False),
    ],
)
def test_terms_find_whole_words_in_any_case(terms, text, hit):
    assert words_find(terms, text) is hit


def test_the_quick_way_folds_letters_as_the_thorough_way():
    letters = {chr(code) for code in range(0x20, 0x250)} - {"\x7f", "\xa0", "\xad"}
    text = " ".join(sorted(letter for letter in letters if letter.isalpha()))
    latin = "".join(letter for letter in text if letter < "\u0100")
    assert folded_words(latin) == folded(latin)
    assert folded_words(text) == folded(text)


def test_hits_are_marked_whichever_way_they_are_written():
    said = marked("Máret bor i Karasjohka", parse("maret Kárášjohka"), begins="[", ends="]")
    assert said == "[Máret] bor i [Karasjohka]"


@pytest.mark.parametrize(
    ("expression", "text", "hit"),
    [
        ("etat svar", "svar fra en etat", True),
        ("etat OG svar", "svar fra en etat", True),
        ("etat AND svar", "svar fra noen", False),
        ("etat OR svar", "svar fra noen", True),
        ("etat ELLER svar", "stille", False),
        ("svar NOT fotball", "svar om skjema", True),
        ("svar IKKE fotball", "svar om fotball", False),
        ("svar IKKJE fotball", "svar om fotball", False),
        ("svar -fotball", "svar om fotball", False),
        ('svar -"gul fotball"', "svar om fotball", True),
        ("svar NOT (fotball OR ski*)", "svar om skirenn", False),
        ("svar NOT NOT etat", "svar etat", True),
        ("etat (svar OR klage)", "klage på etat", True),
        ("etat svar OR klage", "bare klage", True),  # AND binds harder than OR
        ("og svar", "svar og", True),  # the small word stays a word
        ("«lang ventetid»", "veldig lang  ventetid", True),
        ("“lang ventetid”", "lang ventetid", True),
        ('"lang vent"*', "lang ventetid", True),
        ('"lang vent"', "lang ventetid", False),
        ("svar NEAR/1 treg*", "svaret, svar er tregt", True),
        ("svar NEAR/1 treg*", "svar er veldig tregt", False),
        ("treg* NÆR/1 svar", "svar er tregt", True),  # in any order
        ("svar NEAR/3 (treg* OR sein*)", "seint kom et svar", True),
        ("svar NEAR treg*", "svar en to tre fire fem treg", True),
        ("svar NEAR treg*", "svar en to tre fire fem seks treg", False),
        ("ord NEAR/5 ord", "ord", False),  # not near itself
        ("ord NEAR/5 ord", "ord og ord", True),
    ],
)
def test_operators_mean_what_they_say(expression, text, hit):
    assert finds(expression, text) is hit


@pytest.mark.parametrize(
    ("expression", "facts", "hit"),
    [
        ("tittel:svar", {"title": "Svar"}, True),
        ("tittel:svar", {"text": "svar"}, False),
        ("title:svar", {"title": "Svar"}, True),
        ("tekst:svar", {"title": "svar"}, False),
        ("forfattar:@kari", {"author": "Kari @kari"}, True),
        ("kari", {"author": "kari"}, False),  # who wrote is not what was written
        ("lenke:etaten.example", {"link": "https://etaten.example/side"}, True),
        ("emneknagg:#svar", {"text": "#svar"}, True),
        ("emneknagg:#svar", {"title": "#svar", "text": "svar"}, False),
        ("svar språk:nn", {"text": "svar", "language": "nn"}, True),
        ("svar språk:nn", {"text": "svar", "language": "nb"}, False),
        ("svar (språk:nn OR språk:nb)", {"text": "svar", "language": "nb"}, True),
        ('svar NOT kilde:"Bladet Prøve"', {"text": "svar", "source": "Bladet prøve"}, False),
        ('svar NOT kjelde:"Bladet Prøve"', {"text": "svar", "source": "Bladet"}, True),
        ("svar kanal:Mastodon", {"text": "svar", "channel": "Mastodon"}, True),
        ('"svar etat"', {"title": "svar", "text": "etat"}, False),  # no phrase across parts
        ("svar NEAR etat", {"title": "svar", "text": "etat"}, False),
    ],
)
def test_a_field_looks_in_one_place_only(expression, facts, hit):
    assert finds(expression, **facts) is hit


@pytest.mark.parametrize(
    ("expression", "mistake", "place"),
    [
        ("", Mistake.EMPTY, ""),
        ("   ", Mistake.EMPTY, "   "),
        ('svar "lang ventetid', Mistake.OPEN_QUOTE, '"'),
        ("svar»", Mistake.OPEN_QUOTE, "»"),
        ("(svar OR etat", Mistake.OPEN_BRACKET, "("),
        ("svar (", Mistake.OPEN_BRACKET, "("),
        ("svar) etat", Mistake.CLOSING_BRACKET, ")"),
        (")", Mistake.CLOSING_BRACKET, ")"),
        ("svar ()", Mistake.EMPTY_BRACKET, "()"),
        ("OR svar", Mistake.NOTHING_BEFORE, "OR"),
        ("svar OR", Mistake.NOTHING_AFTER, "OR"),
        ("svar AND OR etat", Mistake.NOTHING_AFTER, "AND"),
        ("svar NOT", Mistake.NOTHING_AFTER, "NOT"),
        ("svar NEAR/3", Mistake.NOTHING_AFTER, "NEAR/3"),
        ("tittel: svar", Mistake.NOTHING_AFTER, "tittel:"),
        ("te*st", Mistake.STAR_NOT_LAST, "te*st"),
        ("*etat", Mistake.STAR_NOT_LAST, "*etat"),
        ("svar a", Mistake.TOO_SHORT, "a"),
        ("svar *", Mistake.TOO_SHORT, "*"),
        ("svar - etat", Mistake.TOO_SHORT, "-"),
        ("sted:Oslo", Mistake.UNKNOWN_FIELD, "sted:"),
        ("svar språk:de", Mistake.UNKNOWN_LANGUAGE, "de"),
        ("svar NEAR/3 (etat NOT klage)", Mistake.NEAR_WHAT, "(etat NOT klage)"),
        ("svar NEAR/0 etat", Mistake.NEAR_TOO_FAR, "NEAR/0"),
        ("svar NEAR/51 etat", Mistake.NEAR_TOO_FAR, "NEAR/51"),
        ("NOT svar", Mistake.ONLY_NOT, "NOT svar"),
        ("språk:nn", Mistake.ONLY_NOT, "språk:nn"),
        ("svar OR NOT etat", Mistake.ONLY_NOT, "svar OR NOT etat"),
        ("x" * 201, Mistake.TOO_LONG, "x" * 201),
        ("ord " * 1001, Mistake.TOO_LONG, "ord "),
        (" ".join(f"o{n}" for n in range(301)), Mistake.TOO_MANY, None),
        ("(" * 21 + "svar" + ")" * 21, Mistake.TOO_DEEP, "("),
    ],
)
def test_a_mistake_is_named_with_its_place(expression, mistake, place):
    with pytest.raises(Unreadable) as caught:
        parse(expression)
    error = caught.value
    assert error.mistake == mistake
    if place is not None:
        assert expression[error.start : error.end] == place
    assert MISTAKES[mistake] % {
        name: ", ".join(value) if isinstance(value, list) else value
        for name, value in error.facts.items()
    }


def test_every_mistake_has_its_words():
    assert set(MISTAKES) == set(Mistake)


@pytest.mark.parametrize(
    ("expression", "asked"),
    [
        ("svar", ["svar"]),
        ("svar OR etat", ["svar", "etat"]),
        ("svar etaten", ["etaten"]),  # the longer word finds less that does not fit
        ("(svar OR klage) etat", ["etat"]),
        ("svar NEAR/3 (treg* OR sein*)", ["svar"]),
        ("svar NOT etaten", ["svar"]),
        ("tittel:svar språk:nn", ["svar"]),
        ("(svar OR klage) (etat OR NOT fotball)", ["svar", "klage"]),
    ],
)
def test_servers_are_asked_for_as_little_as_loses_nothing(expression, asked):
    assert [term.text for term in to_ask_for(parse(expression))] == asked


def test_what_a_server_found_is_refused_only_for_what_is_unwanted():
    expression = parse("etat NOT fotball NOT kilde:Blogg språk:nn")
    assert not refuses(expression, Document(text="noe annet", language="nn"))
    assert refuses(expression, Document(text="fotball", language="nn"))
    assert refuses(expression, Document(text="noe annet", language="nn", source="blogg"))
    assert refuses(expression, Document(text="noe annet", language="nb"))
    assert not refuses(parse("etat OR svar"), Document(text="fotball"))


def test_many_expressions_are_judged_in_their_order():
    judge = Matcher({"b": parse("etat*"), "a": parse("svar OR etat"), "c": parse("svar NOT etat")})
    assert judge.matches(Document(text="etaten")) == ["b"]
    assert judge.matches(Document(text="svar fra en etat")) == ["b", "a"]
    assert judge.matches(Document(text="svar")) == ["a", "c"]
    assert judge.matches(Document(text="stille")) == []
    assert judge.matches(Document()) == []


PLAIN = st.sampled_from(
    ["svar", "etat", "klage", "lang ventetid", "ås", "ČÁHČESUOLU", "NOT", "c++"]
)
TERMS = st.builds(Term, PLAIN, st.booleans())
FIELDS = st.builds(Field, st.sampled_from([In.TITLE, In.LINK, In.TAG]), TERMS)
NEARS = st.builds(
    Near,
    st.lists(TERMS, min_size=1, max_size=2, unique=True).map(tuple),
    st.lists(TERMS, min_size=1, max_size=2, unique=True).map(tuple),
    st.integers(1, 50),
)


def joined(kind):
    def build(nodes):
        return kind(
            tuple(
                inner
                for node in nodes
                for inner in (node.nodes if isinstance(node, kind) else (node,))
            )
        )

    return build


TREES = st.recursive(
    TERMS | FIELDS | NEARS,
    lambda inner: (
        st.lists(inner, min_size=2, max_size=3).map(joined(All))
        | st.lists(inner, min_size=2, max_size=3).map(joined(AnyOf))
        | inner.map(Not)
    ),
    max_leaves=8,
)


@given(TREES)
@settings(max_examples=300)
def test_what_is_written_reads_back_as_the_same(tree):
    try:
        assert parse(written(tree)) == tree
    except Unreadable as error:
        assert error.mistake is Mistake.ONLY_NOT


TEXTS = st.lists(
    st.sampled_from(["svar", "svaret", "etat", "etatens", "og", "ås", "måsen", "#svar", "."]),
    max_size=12,
).map(" ".join)


def true_of(node, text):
    """The same judgement made the slow way, with one regular expression per term."""
    match node:
        case Term():
            return bool(places(node, text))
        case Near():
            return any(
                one != other and between(text, one, other) <= node.distance
                for left in node.left
                for right in node.right
                for one in places(left, text)
                for other in places(right, text)
            )
        case Not():
            return not true_of(node.node, text)
        case All():
            return all(true_of(one, text) for one in node.nodes)
        case AnyOf():
            return any(true_of(one, text) for one in node.nodes)


def places(term, text):
    words = re.escape(unicodedata.normalize("NFC", term.text).casefold())
    pattern = rf"(?<!\w){words}" + ("" if term.prefix else r"(?!\w)")
    return [found.span() for found in re.finditer(pattern, text)]


def between(text, one, other):
    first, last = sorted((one, other))
    rest = text[first[1] : last[0]]
    inside = bool(re.match(r"\w", rest)) and bool(re.search(r"\w$", text[: first[1]]))
    return len(re.findall(r"\w+", rest)) - inside


SIMPLE = st.builds(Term, st.sampled_from(["svar", "etat", "ås", "og"]), st.booleans())
JUDGED = st.recursive(
    SIMPLE | st.builds(Near, st.tuples(SIMPLE), st.tuples(SIMPLE), st.integers(1, 4)),
    lambda inner: (
        st.lists(inner, min_size=2, max_size=3).map(joined(All))
        | st.lists(inner, min_size=2, max_size=3).map(joined(AnyOf))
        | inner.map(Not)
    ),
    max_leaves=6,
).filter(lambda tree: to_ask_for(tree) is not None)


ANSWER = (Term("svar"),)


@given(st.lists(JUDGED, min_size=1, max_size=4), TEXTS)
@example([Near(ANSWER, ANSWER, 1)], "#svar svaret svaret #svar")
@settings(max_examples=400)
def test_one_pass_finds_exactly_what_the_slow_way_finds(trees, text):
    slow = [number for number, tree in enumerate(trees) if true_of(tree, folded(text))]
    assert Matcher(dict(enumerate(trees))).matches(Document(text=text)) == slow


@pytest.mark.parametrize(
    "parts",
    [
        Parts(any_of=("svar",)),
        Parts(any_of=("svar", "to ord", "etat*")),
        Parts(any_of=("svar", "klage"), all_of=("etat",), none_of=("fotball*", "gul bil")),
        Parts(all_of=("svar", "etat"), languages=("nb", "nn"), not_sources=("Bladet Prøve",)),
        Parts(any_of=("NOT", "c++"), languages=("se",)),
    ],
)
def test_the_rows_of_the_form_come_back_from_the_expression(parts):
    assert parts_of(parse(written_parts(parts))) == parts


@pytest.mark.parametrize(
    "expression",
    [
        "svar NEAR/3 etat",
        "tittel:svar",
        "(a1 OR b1) (c1 OR d1)",
        "svar OR (etat klage)",
    ],
)
def test_what_the_rows_cannot_say_is_not_squeezed_into_them(expression):
    assert parts_of(parse(expression)) is None
