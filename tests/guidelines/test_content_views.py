"""The pages for clauses, facts, advice, house rules, roles, and what anybody may read."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import feedparser
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from difi_sosial.channels import queries as channels
from difi_sosial.channels.services import generate, load_sentences, outdate_all
from difi_sosial.core.errors import Invalid
from difi_sosial.guidelines import queries, rules
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.enums import State
from difi_sosial.guidelines.models import Guideline, HouseRule
from difi_sosial.guidelines.services import RuleText, SectionText
from difi_sosial.people.enums import Role
from tests.factories.channels import AccountFactory
from tests.factories.guidelines import (
    ClauseFactory,
    GuidelineFactory,
    SectionTemplateFactory,
    into_force,
    to_approval,
    version_in,
)
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 4, 1, 10, 0, tzinfo=UTC)
BAD = "Vi sletter innlegg uten begrunnelse."
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def adviser(client_for):
    return client_for(Role.ADVISER)


@pytest.fixture
def draft(adviser):
    return GuidelineFactory(by=adviser.person).versions.get()


@pytest.fixture
def tone(draft):
    return draft.sections.get(kind="tone")


def page(name, version, *more):
    return reverse(f"guidelines:{name}", args=[version.guideline.slug, version.number, *more])


def written(section, body):
    section.refresh_from_db()
    text = SectionText(section.pk, section.edition, section.heading, body)
    owner = section.version.guideline.owner
    guidelines.save_sections(version=section.version, texts=[text], by=owner, at=NOON)
    section.refresh_from_db()


def in_force(*wanted, body="Vi svarer.", **fields):
    """A public version in force, with house rules."""
    version = version_in(State.DRAFT, is_public=True, **fields)
    owner, manager = version.guideline.owner, UserFactory(roles=[Role.MANAGER])
    written(version.sections.get(kind="tone"), body)
    guidelines.save_house_rules(
        version=version, seen=queries.fingerprint([]), wanted=wanted, by=owner, at=NOON
    )
    to_approval(version, by=owner, at=NOON)
    guidelines.approve(version=version, by=manager, at=NOON)
    into_force(version, by=manager, at=NOON)
    return queries.full(version.guideline.slug, version.number).get()


# Clauses and facts


def test_a_clause_is_shown_with_when_it_fits_and_put_in_with_what_was_typed(adviser, draft, tone):
    AccountFactory(response_hours=4)
    ClauseFactory(key="svar", when_to_use="Passer best.", body="Vi svarer innen {{ svartid }}.")
    address = page("section-edit", draft, tone.anchor)
    shown = adviser.get(address).text
    assert "Passer best." in shown and "innen 4 arbeidstimer" in shown
    fields = {"heading": "Ny tittel", "body": "Mitt.", "edition": tone.edition, "clause": "svar"}
    answer = adviser.post(page("clause-insert", draft, tone.anchor), fields)
    assert answer.url == f"{address}#id_body"
    tone.refresh_from_db()
    assert (tone.heading, tone.body) == ("Ny tittel", "Mitt.\n\nVi svarer innen 4 arbeidstimer.")


def test_who_is_second_with_a_clause_loses_nothing(adviser, draft, tone):
    ClauseFactory(key="svar")
    fields = {"heading": "T", "body": "Mitt.", "edition": tone.edition, "clause": "svar"}
    written(tone, "Deres.")
    answer = adviser.post(page("clause-insert", draft, tone.anchor), fields)
    assert answer.status_code == 409
    assert "Mitt." in answer.text and "<del>Deres</del>" in answer.text


def test_a_clause_that_is_not_there_is_not_found_and_a_bad_form_is_shown_again(
    adviser, draft, tone
):
    fields = {"heading": "", "body": "Mitt.", "edition": tone.edition, "clause": "nei"}
    assert adviser.post(page("clause-insert", draft, tone.anchor), fields).status_code == 404
    ClauseFactory(key="nei")
    answer = adviser.post(page("clause-insert", draft, tone.anchor), fields)
    assert answer.status_code == 422 and "Mitt." in answer.text


def test_the_page_says_that_a_fact_has_changed_and_takes_the_answer(adviser, draft, tone):
    account = AccountFactory(response_hours=4)
    ClauseFactory(key="svar", body="Vi svarer innen {{ svartid }}.")
    fields = {"heading": tone.heading, "body": "", "edition": tone.edition, "clause": "svar"}
    adviser.post(page("clause-insert", draft, tone.anchor), fields)
    account.response_hours = 8
    account.save()
    shown = adviser.get(page("version-show", draft)).text
    assert "Svartiden er endret fra «4 arbeidstimer» til «8 arbeidstimer»" in shown
    assert f'#{tone.anchor}"' in shown
    fact = tone.facts.get()
    adviser.post(page("fact-settle", draft, fact.pk), {"answer": "replace"})
    tone.refresh_from_db()
    assert tone.body == "Vi svarer innen 8 arbeidstimer."
    assert "er endret fra" not in adviser.get(page("version-show", draft)).text


# Advice


def test_advice_stands_in_a_list_and_is_turned_down_on_a_page_of_its_own(adviser, draft, tone):
    written(tone, BAD)
    listed = adviser.get(page("version-advice", draft)).text
    assert "Sletting uten begrunnelse" in listed
    [item] = queries.advice(queries.full(draft.guideline.slug, 1).get())
    address = page("advice-dismiss", draft, tone.anchor, item.finding.rule, item.finding.short)
    assert address in listed and BAD in adviser.get(address).text
    assert adviser.post(address, {"reason": ""}).status_code == 422
    answer = adviser.post(address, {"reason": "Bare i en krise."}, follow=True)
    assert "Bare i en krise." in answer.text and "Ingen råd står åpne." in answer.text
    assert adviser.get(address).status_code == 200
    [dismissal] = draft.guideline.dismissals.all()
    adviser.post(page("advice-restore", draft, dismissal.pk))
    assert not draft.guideline.dismissals.exists()


def test_who_approves_sees_how_much_advice_nobody_has_considered(adviser, client_for, draft, tone):
    version = version_in(State.DRAFT)
    written(version.sections.get(kind="tone"), BAD)
    to_approval(version, by=version.guideline.owner, at=NOON)
    manager = client_for(Role.MANAGER)
    shown = manager.get(page("version-show", version)).text
    assert "Ett råd om teksten er ikke vurdert." in shown
    assert "Vi følger ikke rådet" not in manager.get(page("version-advice", version)).text


def test_advice_that_is_not_there_is_not_found(adviser, draft, tone):
    address = page("advice-dismiss", draft, tone.anchor, "deletion", "0" * 16)
    assert adviser.get(address).status_code == 404


# House rules


def rows(*texts, seen, button=None, numbers=()):
    data = {"seen": seen, "rules-TOTAL_FORMS": len(texts), "rules-INITIAL_FORMS": 0}
    for place, text in enumerate(texts):
        data |= {f"rules-{place}-text_nb": text, f"rules-{place}-text_nn": ""}
        data |= {f"rules-{place}-legal_ground": ""}
        data |= {f"rules-{place}-number": numbers[place] if place < len(numbers) else ""}
    return data | ({"rules-row": button} if button else {})


def test_house_rules_are_written_as_rows_and_keep_their_numbers(adviser, draft):
    address = page("house-rules-edit", draft)
    assert adviser.get(address).status_code == 200
    empty = queries.fingerprint([])
    adviser.post(address, rows("Ingen trusler.", "Ingen reklame.", "", seen=empty))
    assert [str(rule) for rule in draft.house_rules.all()] == [
        "R1: Ingen trusler.",
        "R2: Ingen reklame.",
    ]
    assert "R2" in adviser.get(address).text
    seen = queries.fingerprint(draft.house_rules.all())
    adviser.post(address, rows("Ingen reklame.", "Ny.", seen=seen, numbers=(2,)))
    assert [rule.key for rule in draft.house_rules.all()] == ["R2", "R3"]


def test_rows_move_without_being_saved_and_a_missing_form_is_told(adviser, draft):
    address, seen = page("house-rules-edit", draft), queries.fingerprint([])
    assert adviser.post(address, rows("En.", seen=seen, button="add")).status_code == 200
    assert not HouseRule.objects.exists()
    data = rows("", seen=seen) | {"rules-0-text_nn": "Berre nynorsk."}
    answer = adviser.post(address, data)
    assert answer.status_code == 422 and "Berre nynorsk." in answer.text


def test_two_who_write_house_rules_see_both_texts(adviser, draft):
    address, seen = page("house-rules-edit", draft), queries.fingerprint([])
    adviser.post(address, rows("Min.", seen=seen))
    answer = adviser.post(address, rows("Din.", seen=seen))
    assert answer.status_code == 409
    assert "R1: Min." in answer.text and "Din." in answer.text
    again = answer.context["form"]["seen"].value()
    assert adviser.post(address, rows("Din.", seen=again)).status_code == 302
    assert [str(rule) for rule in draft.house_rules.all()] == ["R2: Din."]


def test_the_rules_of_an_approved_version_are_not_opened_for_writing(adviser):
    version = in_force(RuleText(None, "Ingen trusler."))
    assert adviser.get(page("house-rules-edit", version)).url == page("version-show", version)
    assert "Ingen trusler." in adviser.get(page("version-show", version)).text


def test_every_clause_has_an_address_of_its_own_in_both_written_forms(client_for):
    reader = client_for(Role.READER)
    SectionTemplateFactory(kind="effort", heading="Innsats")
    clause = ClauseFactory(kind="effort", key="vakt", body="Svar innen {{ svartid }}.")
    ClauseFactory(kind="effort", key="vakt", language="nn", body="Svar innan {{ svartid }}.")
    SectionTemplateFactory(kind="effort", language="nn", heading="Innsatsen")
    address = reverse("guidelines:clause-list")
    for language, words in (("nb", "Svar innen [svartiden]."), ("nn", "Svar innan [svartida].")):
        with CaptureQueriesContext(connection) as asked:
            shown = reader.get(address, {"maalform": language}).text
        assert 'id="effort-vakt"' in shown and f"?maalform={language}#effort-vakt" in shown
        assert words in shown or (language == "nn" and "Svar innan [" in shown)
    assert len([q for q in asked if "guidelines_clause" in q["sql"]]) == 1
    assert clause.title in reader.get(address, {"maalform": "klingon"}).text


# The three positions


@pytest.mark.parametrize("signed_in", [True, False])
def test_everybody_may_try_the_roles_and_nothing_is_kept(client_for, signed_in):
    client = client_for(Role.READER) if signed_in else Client()
    address = reverse("guidelines:role-helper")
    assert len(rules.SITUATIONS) in range(8, 11)
    assert client.get(address).status_code == 200
    answers = {one.key: one.right for one in rules.SITUATIONS[:-1]}
    wrong = rules.SITUATIONS[-1]
    answers[wrong.key] = next(stand for stand in rules.Stand if stand != wrong.right)
    with CaptureQueriesContext(connection) as asked:
        answer = client.post(address, answers)
    assert answer.context["right"] == len(rules.SITUATIONS) - 1
    assert str(wrong.reason) in answer.text and "Vi ville sagt" in answer.text
    assert not [q for q in asked if q["sql"].startswith(("INSERT", "UPDATE"))]
    assert client.get(address).context["answered"] == 0


def test_an_answer_that_is_none_of_the_three_counts_for_nothing(client_for):
    answer = client_for(Role.READER).post(
        reverse("guidelines:role-helper"), {rules.SITUATIONS[0].key: "sjef"}
    )
    assert answer.context["answered"] == 0


# What anybody may read


def test_the_open_page_says_who_approved_what_applies_and_links_each_heading():
    version = in_force(
        RuleText(None, "Ingen trusler."), body="## Slik svarer vi\n\nKort.[^1]\n\n[^1]: Note."
    )
    path = reverse("guidelines:public-show", args=[version.guideline.slug])
    shown = Client().get(path).text
    assert str(version.approved_by) in shown and "Ingen trusler." in shown
    anchor = version.sections.get(kind="tone").anchor
    assert f'href="#{anchor}-slik-svarer-vi"' in shown
    assert "Bokmål og nynorsk side om side" not in shown


@pytest.mark.parametrize("name", ["public-show", "house-rules-public", "changes-feed"])
def test_a_reader_who_has_the_page_gets_no_second_copy(name):
    version = in_force(RuleText(None, "Ingen trusler."))
    args = [version.guideline.slug] if name == "public-show" else []
    path, client = reverse(f"guidelines:{name}", args=args), Client()
    first = client.get(path)
    same = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    assert same["ETag"] == first["ETag"] and "Cookie" in same["Vary"]
    in_dark = client.get(path, headers={"If-None-Match": first["ETag"], "Cookie": "scheme=dark"})
    assert in_dark.status_code == 200
    Guideline.objects.filter(pk=version.guideline_id).update(updated_at=NOON)
    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_who_is_signed_in_always_gets_the_page(adviser):
    version = in_force()
    path = reverse("guidelines:public-show", args=[version.guideline.slug])
    assert "ETag" not in adviser.get(path).headers


def test_house_rules_stand_on_a_page_with_both_forms_and_addresses_that_last():
    in_force(RuleText(None, "Ingen trusler.", "Ingen trugsmål.", "straffeloven § 263"))
    shown = Client().get("/offentlig/husregler/").text
    assert 'id="r1"' in shown and "straffeloven § 263" in shown
    assert '<p lang="nb">Ingen trusler.</p>' in shown
    assert '<p lang="nn">Ingen trugsmål.</p>' in shown


def test_house_rules_of_drafts_and_of_closed_guidelines_are_nobody_elses_business(draft):
    closed = in_force(RuleText(None, "Intern regel."))
    Guideline.objects.filter(pk=closed.guideline_id).update(is_public=False)
    assert "Intern regel." not in Client().get("/offentlig/husregler/").text
    assert [rule.text_nb for rule in queries.house_rules()] == ["Intern regel."]


def test_accounts_link_the_public_house_rules_that_are_in_force():
    account, own = AccountFactory(), AccountFactory(rules_url="https://a.example/regler")
    asked = [account, own]
    assert channels.house_rules_of(asked) == {account.pk: "", own.pk: "https://a.example/regler"}
    in_force(RuleText(None, "Ingen trusler.", "Ingen trugsmål."))
    address = f"{settings.SITE_URL}/offentlig/husregler/"
    with CaptureQueriesContext(connection) as caught:
        found = channels.house_rules_of([*asked, *(AccountFactory.build() for _ in range(30))])
    assert (found[account.pk], found[own.pk]) == (address, "https://a.example/regler")
    assert len(caught) == 1
    rows = Client().get("/offentlig/kontoer.json").json()["accounts"]
    assert {row["house_rules_url"] for row in rows} == {address, "https://a.example/regler"}


def test_house_rules_outdate_only_the_texts_that_tell_of_them():
    load_sentences()
    account, writer = AccountFactory(), UserFactory(roles=[Role.ADVISER])
    before = generate(account=account, language="nb", by=writer, at=NOON)
    version = in_force(RuleText(None, "Ingen trusler.", "Ingen trugsmål."))
    assert outdate_all(at=NOON) == 0
    after = generate(account=account, language="nb", by=writer, at=NOON)
    assert "/offentlig/husregler/" in after.long_body
    assert "/offentlig/husregler/" not in before.long_body
    Guideline.objects.filter(pk=version.guideline_id).update(is_public=False)
    assert outdate_all(at=NOON) == 1
    after.refresh_from_db()
    assert after.outdated_facts == ["rules"]


def test_the_feed_tells_what_each_version_changed():
    version = in_force()
    owner, manager = version.guideline.owner, UserFactory(roles=[Role.MANAGER])
    new = guidelines.start_version(guideline=version.guideline, by=owner, at=NOON)
    written(new.sections.get(kind="tone"), "Nytt.")
    guidelines.add_section(version=new, heading="Rett & frist", by=owner, at=NOON)
    to_approval(new, by=owner, at=NOON)
    guidelines.approve(version=new, by=manager, at=NOON)
    into_force(new, by=manager, at=NOON)
    answer = Client().get("/offentlig/retningslinjer/feed.xml")
    assert answer["Content-Type"].startswith("application/atom+xml")
    newest, first = ElementTree.fromstring(answer.content).findall(f"{ATOM}entry")
    tone = new.sections.get(kind="tone").heading
    told = f"Endret: {tone}. Nytt: Rett &amp; frist."  # it is read as HTML
    assert newest.find(f"{ATOM}summary").text == told
    assert first.find(f"{ATOM}summary").text == "Første versjon."
    assert newest.find(f"{ATOM}id").text.endswith("/v2/")


def after(version, *wanted):
    """The next version, in force, with these house rules and else the same."""
    owner, manager = version.guideline.owner, UserFactory(roles=[Role.MANAGER])
    new = guidelines.start_version(guideline=version.guideline, by=owner, at=NOON)
    seen = queries.fingerprint(new.house_rules.all())
    guidelines.save_house_rules(version=new, seen=seen, wanted=wanted, by=owner, at=NOON)
    to_approval(new, by=owner, at=NOON)
    guidelines.approve(version=new, by=manager, at=NOON)
    return into_force(new, by=manager, at=NOON)


def test_the_feed_tells_of_rules_and_of_what_was_withdrawn_and_ran_out():
    first = in_force(RuleText(None, "Ingen trusler."))
    guidelines.withdraw(version=first, by=first.approved_by, at=NOON, reason="Feil.")
    after(first, RuleText(1, "Ingen truslar."), RuleText(None, "Ingen reklame."))
    owner = UserFactory(roles=[Role.ADVISER])
    version_in(State.EXPIRED, author=owner, guideline=GuidelineFactory(by=owner, is_public=True))
    feed = feedparser.parse(Client().get(reverse("guidelines:changes-feed")).content)
    told = {entry.id.partition("/retningslinjer/")[2]: entry for entry in feed.entries}
    assert len(told) == len(feed.entries) == 5
    slug = first.guideline.slug
    assert told[f"{slug}/v2/"].summary == "Endret: Husregel R1. Nytt: Husregel R2."
    assert told[f"{slug}/v1/"].summary == "Første versjon."
    assert told[f"{slug}/v1/#slutt"].summary == "Trukket tilbake 1. april 2026."
    assert told[f"{slug}/v1/#slutt"].link.endswith("/offentlig/")
    (ended,) = [one for key, one in told.items() if "#slutt" in key and slug not in key]
    assert ended.summary == "Gjaldt til og med 2. mars 2026."
    assert ended.title.endswith("versjon 1 gjelder ikke lenger")
    newest, *_rest = queries.public_changes(limit=1)  # its predecessor is outside the limit
    assert not newest.is_first and newest.added == ("Husregel R2",)


def test_a_feed_reader_finds_nothing_wrong_with_the_feed():
    in_force()
    other = in_force()
    address = reverse("guidelines:changes-feed")
    feed = feedparser.parse(Client().get(address).content)
    assert not feed.bozo and feed.version == "atom10"
    assert feed.feed.language == "nb" and feed.feed.id.endswith(address)
    assert len({entry.id for entry in feed.entries}) == len(feed.entries) == 2
    assert all(entry.link.endswith("/v1/") and entry.updated_parsed for entry in feed.entries)
    assert any(other.title in entry.title for entry in feed.entries)
    assert all(entry.author == settings.AGENCY_NAME for entry in feed.entries)


def test_the_feed_asks_the_same_number_of_questions_whatever_the_history():
    counts = []
    for _turn in range(2):
        in_force()
        with CaptureQueriesContext(connection) as asked:
            queries.public_changes()
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_both_written_forms_stand_side_by_side_part_by_part(adviser):
    bokmaal, nynorsk = in_force(body="På bokmål."), in_force(body="På nynorsk.", language="nn")
    path = reverse("guidelines:public-both", args=[bokmaal.guideline.slug])
    assert Client().get(path).status_code == 404
    fields = {
        "owner": bokmaal.guideline.owner_id,
        "is_public": "on",
        "twin": nynorsk.guideline_id,
        "review_on": bokmaal.review_on,
    }
    assert adviser.post(page("version-details", bokmaal), fields).status_code == 302
    shown = Client().get(path)
    assert "På bokmål." in shown.text and "På nynorsk." in shown.text
    assert [row["sides"][1]["section"].kind for row in shown.context["rows"]][:2] == [
        "goal",
        "decision",
    ]
    other = reverse("guidelines:public-show", args=[nynorsk.guideline.slug])
    assert bokmaal.guideline.slug in Client().get(other).text
    fields["twin"] = ""
    adviser.post(page("version-details", nynorsk), fields)
    assert Client().get(path).status_code == 404


def test_twins_have_each_their_form_and_only_one_another():
    one, two, three = (GuidelineFactory(language=language) for language in ("nb", "nn", "nn"))
    with pytest.raises(Invalid):
        pair_up(two, three)
    pair_up(one, two)
    assert Guideline.objects.get(pk=two.pk).twin == one
    with pytest.raises(Invalid):
        pair_up(GuidelineFactory(language="nb"), two)
    pair_up(Guideline.objects.get(pk=one.pk), three)
    assert Guideline.objects.get(pk=two.pk).twin is None
    assert Guideline.objects.get(pk=three.pk).twin == one


def pair_up(guideline, twin):
    version = guideline.versions.get()
    guidelines.change_details(
        version=version,
        by=guideline.owner,
        at=NOON,
        title=version.title,
        owner=guideline.owner,
        unit=None,
        is_public=False,
        review_on=None,
        twin=twin,
    )


def test_of_twins_only_one_tells_the_house_rules():
    bokmaal = in_force(RuleText(None, "Ingen trusler.", "Ingen trugsmål."))
    nynorsk = in_force(RuleText(None, "Ingen trusler.", "Ingen trugsmål."), language="nn")
    assert {rule.version for rule in queries.public_house_rules()} == {bokmaal, nynorsk}
    for pointing, other in ((nynorsk, bokmaal), (bokmaal, nynorsk)):
        Guideline.objects.update(translation_of=None)
        found = Guideline.objects.filter(pk=pointing.guideline_id)
        found.update(translation_of=other.guideline_id)
        assert [rule.version for rule in queries.public_house_rules()] == [bokmaal]
