"""Two people at the same section: the page says so, saves itself, and loses nothing."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from difi_sosial.core.clock import now
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.enums import State
from difi_sosial.guidelines.models import WritingSign
from difi_sosial.people.enums import Role
from difi_sosial.people.models import Letter
from tests.factories.guidelines import to_approval, version_in
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


def page(name, section):
    version = section.version
    place = [version.guideline.slug, version.number, section.anchor]
    return reverse(f"guidelines:{name}", args=place)


@pytest.fixture
def kari(client_for):
    return client_for(UserFactory(roles=[Role.ADVISER], name="Kari Nordli"))


@pytest.fixture
def ase(client_for):
    return client_for(UserFactory(roles=[Role.ADVISER], name="Åse Bjørnstad"))


@pytest.fixture
def section():
    return version_in(State.DRAFT).sections.get(kind="tone")


def opened(client, section):
    """The fields of the form as this person's page got them."""
    form = client.get(page("section-edit", section)).context["form"]
    names = ("heading", "body", "edition")
    sitting = form["sitting"].as_widget().split('value="')[1].split('"')[0]
    return {name: form[name].value() for name in names} | {"sitting": sitting}


def test_the_second_to_come_sees_who_writes_and_reads_the_text(kari, ase, section):
    kari.get(page("section-edit", section))
    answer = ase.get(page("section-edit", section))
    assert "Kari Nordli skriver her siden kl." in answer.text
    assert section.body in answer.text
    assert "<textarea" not in answer.text


def test_taking_over_opens_the_section_and_tells_the_other(kari, ase, section):
    fields = opened(kari, section)
    answer = ase.post(page("section-take-over", section), follow=True)
    assert answer.context["form"]
    assert Letter.objects.get().recipient == kari.person
    line = kari.post(page("section-autosave", section), fields | {"body": "Kari sin."}).text
    assert "Ikke lagret" in line and "Åse Bjørnstad skriver her" in line
    section.refresh_from_db()
    assert section.body != "Kari sin."


def test_who_was_taken_over_from_gets_both_texts_and_loses_nothing(kari, ase, section):
    mine = opened(kari, section)
    ase.post(page("section-take-over", section))
    theirs = opened(ase, section)
    ase.post(page("section-edit", section), theirs | {"body": "Teksten til Åse."})
    answer = kari.post(page("section-edit", section), mine | {"body": "Teksten til Kari."})
    assert answer.status_code == 409
    form = answer.context["form"]
    assert form["body"].value() == "Teksten til Kari." and form["sitting"].value() == ""
    assert "Teksten til </ins>" not in answer.text and "Åse" in answer.text
    again = mine | {"body": "Begges tekst.", "edition": form["edition"].value(), "sitting": ""}
    assert kari.post(page("section-edit", section), again).status_code == 302
    section.refresh_from_db()
    assert section.body == "Begges tekst."


def test_a_page_saves_itself_again_and_again_and_then_by_the_button(kari, section):
    fields = opened(kari, section)
    for body in ("V", "Vi sk", "Vi skriver."):
        line = kari.post(page("section-autosave", section), fields | {"body": body})
        assert "Lagret kl." in line.text
    section.refresh_from_db()
    assert section.body == "Vi skriver."
    answer = kari.post(page("section-edit", section), fields | {"body": "Vi skriver klart."})
    assert answer.status_code == 302
    assert not WritingSign.objects.exists()


def test_a_saving_that_comes_after_its_page_was_left_puts_no_sign_up(kari, ase, section):
    """The browser had begun it when «Lagre og gå til neste del» was pressed."""
    fields = opened(kari, section)
    kari.post(page("section-edit", section), fields | {"next": "1"})
    signs = WritingSign.objects.filter(section=section)
    assert not signs.exists()
    line = kari.post(page("section-autosave", section), fields | {"body": "Angret på dette."})
    assert "gått videre fra den" in line.text
    section.refresh_from_db()
    assert (signs.count(), section.body) == (0, fields["body"])
    assert "<textarea" in ase.get(page("section-edit", section)).text
    # Whoever comes back has a new page, which saves itself.
    signs.delete()
    again = opened(kari, section)
    line = kari.post(page("section-autosave", section), again | {"body": "Nytt."})
    assert "Lagret kl." in line.text


def test_a_page_that_cannot_be_saved_says_what_to_mend_and_keeps_the_sign(kari, section):
    fields = opened(kari, section) | {"heading": ""}
    line = kari.post(page("section-autosave", section), fields)
    assert "Rett dette først: Overskrift" in " ".join(line.text.split())
    assert WritingSign.objects.get().person == kari.person


def test_a_page_left_open_after_the_version_was_sent_says_so(kari, section):
    fields = opened(kari, section)
    version = section.version
    to_approval(version, by=version.guideline.owner, at=now())
    line = kari.post(page("section-autosave", section), fields | {"body": "For sent."})
    assert "Ikke lagret" in line.text and "ikke lenger en kladd" in line.text


def test_ten_silent_minutes_make_the_section_free(kari, ase, section):
    kari.get(page("section-edit", section))
    long_ago = now() - timedelta(minutes=11)
    WritingSign.objects.update(since=long_ago, seen_at=long_ago)
    assert "<textarea" in ase.get(page("section-edit", section)).text


def test_the_page_of_the_version_says_who_writes_where(kari, ase, section):
    kari.get(page("section-edit", section))
    version = section.version
    place = [version.guideline.slug, version.number]
    shown = ase.get(reverse("guidelines:version-show", args=place)).text
    assert "Kari Nordli i «" in shown


def test_a_reader_neither_saves_nor_takes_over(client_for, section):
    reader = client_for(Role.READER)
    for name in ("section-autosave", "section-take-over"):
        assert reader.post(page(name, section)).status_code == 403


# The page with the whole document


def whole(name, version):
    return reverse(f"guidelines:{name}", args=[version.guideline.slug, version.number])


def whole_page(client, version):
    """The fields of the page with every section, as the browser got them."""
    form = client.get(whole("version-edit", version)).context["form"]
    sitting = form["sitting"].as_widget().split('value="')[1].split('"')[0]
    return {name: form[name].value() for name in form.fields} | {"sitting": sitting}


def test_the_whole_document_saves_itself_and_leaves_what_nobody_touched(kari, ase, section):
    version = section.version
    fields = whole_page(kari, version)
    goal = version.sections.get(kind="goal")
    theirs = opened(ase, goal)
    ase.post(page("section-autosave", goal), theirs | {"body": "Åse sitt mål."})
    for body in ("V", "Vi sk", "Vi skriver."):
        line = kari.post(whole("version-autosave", version), fields | {f"body-{section.pk}": body})
        assert "Lagret kl." in line.text
    written = {one.kind: one.body for one in version.sections.all()}
    assert (written["tone"], written["goal"]) == ("Vi skriver.", "Åse sitt mål.")
    assert {sign.section_id for sign in WritingSign.objects.filter(person=kari.person)} == {
        section.pk
    }
    answer = kari.post(whole("version-edit", version), fields | {f"body-{section.pk}": "Vi sk"})
    assert answer.status_code == 302
    assert not WritingSign.objects.filter(person=kari.person).exists()
    # The page of the other still saves itself, though the whole document was saved meanwhile.
    line = ase.post(page("section-autosave", goal), theirs | {"body": "Åse sitt nye mål."})
    assert "Lagret kl." in line.text
    assert {one.kind: one.body for one in version.sections.all()}["tone"] == "Vi sk"


def test_a_late_saving_of_the_whole_document_puts_no_sign_up(kari, section):
    version = section.version
    fields = whole_page(kari, version)
    assert kari.post(whole("version-edit", version), fields).status_code == 302
    line = kari.post(whole("version-autosave", version), fields | {f"body-{section.pk}": "Sent."})
    assert "gått videre fra den" in line.text
    section.refresh_from_db()
    assert section.body != "Sent." and not WritingSign.objects.exists()


def test_the_whole_document_does_not_save_where_somebody_else_writes(kari, ase, section):
    version = section.version
    fields = whole_page(kari, version)
    goal = version.sections.get(kind="goal")
    ase.get(page("section-edit", goal))
    assert "Åse Bjørnstad skriver i «" in kari.get(whole("version-edit", version)).text
    mine = {f"body-{goal.pk}": "Mitt.", f"body-{section.pk}": "Også mitt."}
    line = kari.post(whole("version-autosave", version), fields | mine).text
    assert f"«{goal.heading}»: Åse Bjørnstad skriver her siden kl." in line
    written = {one.kind: one.body for one in version.sections.all()}
    assert written["goal"] != "Mitt." and written["tone"] == "Også mitt."


def test_a_whole_document_that_cannot_be_saved_says_why(kari, section):
    version = section.version
    fields = whole_page(kari, version)
    line = kari.post(whole("version-autosave", version), fields | {f"heading-{section.pk}": ""})
    assert "Rett dette først: Overskrift" in " ".join(line.text.split())
    to_approval(version, by=version.guideline.owner, at=now())
    line = kari.post(whole("version-autosave", version), fields | {f"body-{section.pk}": "Sent."})
    assert "ikke lenger en kladd" in line.text


# A clause put in at the cursor: the page tells what it took


def test_the_facts_of_a_clause_are_remembered_when_they_stand_in_the_text(kari, section):
    given = {"svartid": "4 arbeidstimer", "kanaler": "Mastodon", "tull": "x", "kontaktpunkt": ""}
    blank = "[fyll inn: kontaktpunktet]"
    fields = opened(kari, section) | {"facts": json.dumps(given)}
    fields["body"] = f"Vi svarer innen 4 arbeidstimer. Skriv til {blank}."
    kari.post(page("section-autosave", section), fields)
    kari.post(page("section-edit", section), fields)
    taken = dict(section.facts.values_list("fact", "value"))
    assert taken == {"svartid": "4 arbeidstimer", "kontaktpunkt": ""}


@pytest.mark.parametrize("facts", ["[1]", '{"svartid": 4}', "{"])
def test_facts_that_no_page_sends_store_nothing(kari, section, facts):
    kari.post(page("section-autosave", section), opened(kari, section) | {"facts": facts})
    assert not section.facts.exists()


# The builder


def builder(section):
    version = section.version
    return reverse("guidelines:version-parts", args=[version.guideline.slug, version.number])


def test_the_button_that_moved_a_section_keeps_the_focus(kari, section):
    answer = kari.post(page("section-move", section), {"direction": "up"}, follow=True)
    before, _mark, _after = answer.text.partition(" autofocus")
    button = before.rpartition("<button")[2]
    assert 'value="up"' in button and "Flytt «Språk, tone og nettikette» opp" in button
    assert answer.text.count(" autofocus") == 1


def test_a_part_is_taken_in_and_left_out_by_buttons(kari, section):
    version = section.version
    add = reverse("guidelines:section-add", args=[version.guideline.slug, version.number])
    answer = kari.post(add, {"kind": "security"}, follow=True)
    assert "«Sikkerhet» er med." in answer.text
    taken = version.sections.get(kind="security")
    answer = kari.post(page("section-remove", taken), follow=True)
    assert "er tatt ut." in answer.text and not version.sections.filter(kind="security")


def test_the_builder_says_what_is_lacking_and_what_is_open(kari, section):
    version = section.version
    guidelines.comment(
        version=version, anchor=section.anchor, text="Hva?", by=kari.person, at=now()
    )
    version.sections.filter(kind="goal").update(body="")
    shown = kari.get(builder(section)).text
    assert "1 åpen kommentar" in shown and "Mangler tekst" in shown and "Skrevet" in shown


@pytest.mark.parametrize(
    "name",
    ["version-parts", "version-show", "version-comments", "version-edit", "version-advice"],
)
def test_pages_ask_the_same_questions_for_8_30_and_300_sections(kari, section, name):
    version = section.version
    address = reverse(f"guidelines:{name}", args=[version.guideline.slug, version.number])
    kari.get(address)
    asked = []
    for number in (0, 22, 270):
        sections = [
            type(section)(
                version=version,
                kind="own",
                anchor=f"egen-{number}-{n}",
                heading=f"Egen {n}",
                body="Vi svarer.",
                order=1000 * (number + 1) + n,
            )
            for n in range(number)
        ]
        type(section).objects.bulk_create(sections)
        with CaptureQueriesContext(connection) as made:
            kari.get(address)
        asked.append(len(made))
    assert len(set(asked)) == 1, asked
