"""The pages: what they show, keep and refuse."""

import pytest
from django.test import Client
from django.urls import reverse

from difi_sosial.guidelines import queries
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.enums import State
from difi_sosial.guidelines.models import Guideline, GuidelineVersion
from difi_sosial.journal.enums import DocumentRole, Variant
from difi_sosial.journal.models import Blob, DocumentDescription, DocumentObject
from difi_sosial.people.enums import Role
from tests.factories.guidelines import (
    WRITTEN_AT,
    to_approval,
    version_in,
)

pytestmark = pytest.mark.django_db


def page(name, version, *more):
    return reverse(f"guidelines:{name}", args=[version.guideline.slug, version.number, *more])


def fields(section, body, **more):
    return {"heading": section.heading, "body": body, "edition": section.edition, **more}


@pytest.fixture
def adviser(client_for):
    return client_for(Role.ADVISER)


@pytest.fixture
def draft(adviser):
    return version_in(State.DRAFT, author=adviser.person)


@pytest.fixture
def section(draft):
    return draft.sections.get(kind="tone")


# Writing


def test_an_adviser_begins_a_guideline_and_lands_in_its_draft(adviser):
    given = {"title": "Retningslinjer", "language": "nn", "unit": "", "is_public": "on"}
    answer = adviser.post(reverse("guidelines:guideline-create"), given)
    guideline = Guideline.objects.get()
    assert answer["Location"] == page("version-show", guideline.versions.get())
    assert (guideline.language, guideline.is_public) == ("nn", True)


def test_a_guideline_without_a_title_is_asked_for_again(adviser):
    answer = adviser.post(reverse("guidelines:guideline-create"), {"language": "nb"})
    assert answer.status_code == 422


def test_saving_a_section_goes_back_to_the_document_at_that_section(adviser, draft, section):
    answer = adviser.post(
        page("section-edit", draft, section.anchor), fields(section, "Vi er vennlige.")
    )
    assert answer["Location"] == f"{page('version-show', draft)}#{section.anchor}"
    section.refresh_from_db()
    assert section.body == "Vi er vennlige."


def test_saving_can_go_on_to_the_next_section(adviser, draft, section):
    answer = adviser.post(
        page("section-edit", draft, section.anchor), fields(section, "Ny.", next="1")
    )
    assert answer["Location"] == page("section-edit", draft, "bruk-i-arbeidstiden")


def test_a_preview_shows_the_typed_text_and_saves_nothing(adviser, draft, section):
    before = section.body
    answer = adviser.post(
        page("section-edit", draft, section.anchor),
        fields(section, "Vi er **vennlige**.", preview="body"),
    )
    assert answer.status_code == 200
    assert "<p>Vi er <strong>vennlige</strong>.</p>" in answer.text
    assert "Vi er **vennlige**." in answer.text
    section.refresh_from_db()
    assert section.body == before


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[lenke](javascript:alert(1))",
        "[lenke](data:text/html,<script>alert(1)</script>)",
        '![x](x.png"onerror="alert(1))',
        "<svg/onload=alert(1)>",
    ],
)
@pytest.mark.parametrize("where", ["section-edit", "version-edit"])
def test_a_preview_never_passes_script(adviser, draft, section, attack, where):
    given = fields(section, attack, preview="body")
    address = page(where, draft, section.anchor) if where == "section-edit" else page(where, draft)
    if where == "version-edit":
        given = {f"{name}-{section.pk}": value for name, value in given.items()}
        given["preview"] = f"body-{section.pk}"
    answer = adviser.post(address, given)
    shown = answer.context["preview"]
    assert answer.status_code == 200
    assert "<script" not in shown and "<svg" not in shown
    assert "onerror" not in shown or "&lt;img" in shown or "&quot;" in shown or "![x]" in shown
    assert 'href="javascript' not in shown and 'href="data' not in shown
    assert attack not in answer.text or "<" not in attack


def test_advice_is_shown_beside_the_text(adviser, draft, section):
    answer = adviser.post(
        page("section-edit", draft, section.anchor),
        fields(section, "Vi sletter innlegg uten begrunnelse.", preview="body"),
    )
    assert "Sletting uten begrunnelse" in answer.text


def test_who_is_second_sees_both_texts_and_can_save_anyway(adviser, draft, section, person):
    colleague = person(Role.HEAD, name="Oddvar Hauge")
    address = page("section-edit", draft, section.anchor)
    adviser.get(address)
    guidelines.save_sections(
        version=draft,
        texts=[guidelines.SectionText(section.pk, section.edition, section.heading, "Hans.")],
        by=colleague,
        at=WRITTEN_AT,
    )
    answer = adviser.post(address, fields(section, "Mine ord."))
    assert answer.status_code == 409
    assert "Oddvar Hauge lagret" in answer.text
    assert answer.context["form"].typed == "Mine ord."
    assert "Hans" in "".join(row.left_html for row in answer.context["collision"])
    edition = answer.context["form"]["edition"].value()
    assert adviser.post(address, fields(section, "Mine ord.") | {"edition": edition}).status_code
    section.refresh_from_db()
    assert section.body == "Mine ord."


def test_what_was_typed_is_kept_when_the_draft_was_submitted_meanwhile(adviser, draft, section):
    to_approval(draft, by=adviser.person, at=WRITTEN_AT)
    answer = adviser.post(page("section-edit", draft, section.anchor), fields(section, "Mitt."))
    assert answer.status_code == 409
    assert answer.context["form"].typed == "Mitt."


def test_the_whole_document_is_saved_from_one_page(adviser, draft):
    address = page("version-edit", draft)
    form = adviser.get(address).context["form"]
    given = {name: form[name].value() or "" for name in form.fields}
    given |= {name: "Nytt." for name in form.fields if name.startswith("body-")}
    assert adviser.post(address, given).status_code == 302
    assert {section.body for section in draft.sections.all()} == {"Nytt."}


def test_a_collision_in_the_whole_document_keeps_every_text(adviser, draft, section, person):
    address = page("version-edit", draft)
    form = adviser.get(address).context["form"]
    given = {name: form[name].value() or "" for name in form.fields}
    given[f"body-{section.pk}"] = "Mine ord."
    guidelines.save_sections(
        version=draft,
        texts=[guidelines.SectionText(section.pk, section.edition, section.heading, "Hans.")],
        by=person(Role.HEAD),
        at=WRITTEN_AT,
    )
    answer = adviser.post(address, given)
    assert answer.status_code == 409
    assert answer.context["form"][f"body-{section.pk}"].value() == "Mine ord."
    assert answer.context["form"][f"edition-{section.pk}"].value() == str(section.edition + 1)


def test_own_sections_come_move_and_go_by_buttons(adviser, draft):
    answer = adviser.post(page("section-add", draft), {"heading": "Personvern"})
    assert answer["Location"] == page("section-edit", draft, "personvern")
    adviser.post(page("section-move", draft, "personvern"), {"direction": "up"})
    assert draft.sections.get(anchor="personvern").order == 8
    assert "Ta ut «Personvern»?" in adviser.get(page("section-remove", draft, "personvern")).text
    adviser.post(page("section-remove", draft, "personvern"))
    assert draft.sections.count() == 8
    assert adviser.post(page("section-add", draft), {"heading": ""}).status_code == 422


def test_only_a_draft_opens_for_writing(adviser):
    version = version_in(State.APPROVED)
    answer = adviser.get(page("section-edit", version, "prosedyrer"))
    assert answer["Location"] == f"{page('version-show', version)}#prosedyrer"
    assert adviser.get(page("version-edit", version))["Location"] == page("version-show", version)


def test_facts_are_changed_and_a_frozen_title_is_not(adviser):
    version = version_in(State.IN_FORCE, author=adviser.person)
    given = {"title": "Ny", "owner": adviser.person.pk, "unit": "", "review_on": "2027-01-31"}
    answer = adviser.post(page("version-details", version), given)
    assert answer["Location"] == page("version-show", version)
    version.refresh_from_db()
    assert (version.title != "Ny", str(version.review_on)) == (True, "2027-01-31")


# Deciding


def test_a_manager_approves_and_sees_checksum_and_journal_told(client_for):
    version = version_in(State.SUBMITTED)
    manager = client_for(Role.MANAGER)
    shown = manager.post(page("version-act", version), {"action": "approve"}, follow=True)
    assert GuidelineVersion.objects.get(pk=version.pk).state == State.SUBMITTED
    assert shown.request["PATH_INFO"] == page("version-approve", version)
    given = {"edition": version.edition}
    answer = manager.post(page("version-approve", version), given, follow=True)
    version.refresh_from_db()
    assert "Godkjent, låst og sendt til journalen" in answer.text
    assert version.checksum[:8] in answer.text


def test_a_step_that_is_not_open_changes_nothing(client_for):
    version = version_in(State.SUBMITTED)
    answer = client_for(Role.READER).post(page("version-act", version), {"action": "reopen"})
    assert answer.status_code == 403
    version.refresh_from_db()
    assert version.state == State.SUBMITTED


def test_a_submission_that_lacks_text_says_which_part(adviser):
    guideline = guidelines.create(title="Tom", by=adviser.person, at=WRITTEN_AT)
    version = guideline.versions.get()
    address = page("version-show", version)
    answer = adviser.post(
        page("version-act", version),
        {"action": "submit"},
        headers={"Referer": f"http://testserver{address}"},
        follow=True,
    )
    assert "Skriv tekst i disse delene først" in answer.text
    assert page("section-edit", version, "ytringsfrihet") in answer.text


def test_an_author_with_the_managers_role_is_told_why_there_is_no_button(client_for, person):
    both = person(Role.ADVISER, Role.MANAGER)
    version = version_in(State.SUBMITTED, author=both)
    text = client_for(both).get(page("version-show", version)).text
    assert "Derfor må en annen leder godkjenne den." in text
    assert 'value="approve"' not in text


def test_a_new_version_starts_from_the_page_of_the_guideline(adviser):
    version = version_in(State.IN_FORCE, author=adviser.person)
    answer = adviser.post(reverse("guidelines:version-start", args=[version.guideline.slug]))
    assert answer["Location"].endswith("/v2/")


def test_the_page_of_a_guideline_and_the_comparison_show_every_version(adviser):
    version = version_in(State.SUPERSEDED, author=adviser.person)
    shown = adviser.get(reverse("guidelines:guideline-show", args=[version.guideline.slug])).text
    assert page("version-show", version) in shown
    compare = reverse("guidelines:version-compare", args=[version.guideline.slug])
    assert "Teksten er lik i begge versjonene." in adviser.get(compare).text
    assert adviser.get(f"{compare}?fra=1&til=9").status_code == 404
    assert adviser.get(f"{compare}?fra=en").status_code == 404


@pytest.mark.parametrize("state", State.values)
def test_every_state_has_a_page_for_every_reader(client_for, state):
    version = version_in(State(state))
    for role in (Role.READER, Role.ADVISER, Role.MANAGER):
        assert client_for(role).get(page("version-show", version)).status_code == 200


# What anybody may read


def test_anybody_reads_the_version_in_force_of_a_public_guideline():
    version = version_in(State.IN_FORCE, is_public=True)
    for address in (
        reverse("guidelines:public-show", args=[version.guideline.slug]),
        page("public-version", version),
    ):
        answer = Client().get(address)
        assert answer.status_code == 200
        assert version.checksum[:8] in answer.text
        assert 'href="#ytringsfrihet"' in answer.text
        assert str(version.approved_by) in answer.text


WAS_IN_FORCE = (State.IN_FORCE, State.SUPERSEDED, State.EXPIRED)
NEVER_IN_FORCE = [s for s in State if s not in WAS_IN_FORCE]


@pytest.mark.parametrize("state", NEVER_IN_FORCE)
def test_nobody_reads_a_version_that_was_never_in_force(state):
    version = version_in(state, is_public=True)
    assert Client().get(page("public-version", version)).status_code == 404


def test_a_link_to_what_was_promised_before_leads_to_it_and_says_that_it_is_replaced():
    answer = Client().get(page("public-version", version_in(State.SUPERSEDED, is_public=True)))
    assert "Denne versjonen er erstattet." in answer.text


def test_nobody_reads_a_guideline_that_is_not_public():
    version = version_in(State.IN_FORCE, is_public=False)
    for name in ("public-version", "public-pdf"):
        assert Client().get(page(name, version)).status_code == 404


def test_the_public_pdf_is_the_document_of_the_journal_once_it_is_there():
    version = version_in(State.IN_FORCE, is_public=True)
    assert Client().get(page("public-pdf", version)).status_code == 404
    main = DocumentDescription.objects.get(
        entry__source_key=queries.source_key(version), role=DocumentRole.MAIN
    )
    blob = Blob.objects.create(sha256="a" * 64, size=4, content=b"%PDF")
    DocumentObject.objects.create(
        document=main,
        variant=Variant.ARCHIVE,
        filename="r.pdf",
        extension="pdf",
        pronom="fmt/477",
        mime_type="application/pdf",
        blob=blob,
        created_at=WRITTEN_AT,
        created_by="Portalen",
    )
    answer = Client().get(page("public-pdf", version))
    assert (answer.content, answer["Content-Type"]) == (b"%PDF", "application/pdf")
    assert "Last ned som PDF" in Client().get(page("public-version", version)).text
