"""The pages: what a person sees, types and gets back."""

import io
import re
from copy import copy
from datetime import timedelta
from html import unescape

import pikepdf
import pytest
from django.db.models.base import ModelState
from django.urls import reverse

from difi_sosial.core.clock import local_date, now
from difi_sosial.identity.enums import CheckState
from difi_sosial.identity.models import Check, Evidence, Finding, Impersonation, Measure
from difi_sosial.people.enums import Role
from tests.factories.channels import ChannelFactory, DecisionFactory
from tests.factories.identity import (
    PNG,
    CheckFactory,
    EvidenceFactory,
    FindingFactory,
    ImpersonationFactory,
    MeasureFactory,
)

pytestmark = pytest.mark.django_db
ITEM = {
    "kind": "i",
    "name": "Aksjonsgruppa",
    "official": "no",
    "party": "organisation",
    "stance": "opponent",
}


def file(content=PNG):
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415 - one test

    return SimpleUploadedFile("bilde.png", content)


def copies(thing, number):
    """The thing many times over, in one statement."""
    return type(thing).objects.bulk_create(unsaved(thing, number))


def unsaved(thing, number):
    """The thing many times over."""
    things = [copy(thing) for _index in range(number)]
    for place, one in enumerate(things):
        one.pk, one._state = None, ModelState()
        if isinstance(one, Finding):
            one.name = f"{one.name}, {place}"  # once of each kind and name
    return things


def make_findings(number):
    measure = MeasureFactory()
    measures = copies(measure, number - 1)
    for one, finding in zip(measures, copies(measure.finding, number - 1), strict=True):
        one.finding = finding
    Measure.objects.bulk_update(measures, ["finding"])


def make_checks(number):
    copies(CheckFactory(state=CheckState.NOTED), number - 1)


def make_cases(number):
    """Each about a finding of its own, with evidence."""
    case = ImpersonationFactory(state="reported")
    found = copies(case.finding, number - 1)
    proofs = unsaved(case.finding.evidence.get(), number - 1)
    cases = unsaved(case, number - 1)
    for one, proof, finding in zip(cases, proofs, found, strict=True):
        one.finding = proof.finding = finding
    Evidence.objects.bulk_create(proofs)
    Impersonation.objects.bulk_create(cases)


def make_proposals(number):
    copies(FindingFactory(kind="a"), number - 1)


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("finding-list", make_findings),
        ("measure-list", make_findings),
        ("overview", make_checks),
        ("case-list", make_cases),
        ("proposal-list", make_proposals),
        ("report-show", make_findings),
    ],
)
def test_a_list_asks_the_database_equally_often_whatever_its_length(
    client_for, django_assert_max_num_queries, name, make
):
    client, url = client_for(Role.ADVISER), reverse(f"identity:{name}")
    make(1)
    with django_assert_max_num_queries(19) as few:
        assert client.get(url).status_code == 200
    make(29)
    with django_assert_max_num_queries(len(few)):
        client.get(url)
    make(270)
    with django_assert_max_num_queries(len(few)):
        client.get(url)


def test_300_findings_take_no_more_queries_than_one(client_for, django_assert_max_num_queries):
    client, url = client_for(Role.ADVISER), reverse("identity:finding-list")
    FindingFactory()
    with django_assert_max_num_queries(9) as few:
        client.get(url)
    Finding.objects.bulk_create(Finding(kind="e", name=f"Gruppe {n}") for n in range(299))
    with django_assert_max_num_queries(len(few)):
        assert client.get(url).text.count("Gruppe ") >= 299


def test_an_organised_actor_can_be_registered_and_changed(client_for):
    client_for(Role.ADVISER).post("/nettidentitet/ny/", ITEM)
    finding = Finding.objects.get()
    assert finding.stance == "opponent"
    form = ITEM | {"note": "Ny leder", "edition": "1"}
    client_for(Role.HEAD).post(reverse("identity:finding-edit", args=[finding.pk]), form)
    finding.refresh_from_db()
    assert finding.note == "Ny leder"


@pytest.mark.parametrize("party", ["person", "unknown", "us"])
def test_a_private_person_is_never_supporter_or_opponent_and_the_reason_is_shown(client_for, party):
    answer = client_for(Role.ADVISER).post("/nettidentitet/ny/", ITEM | {"party": party})
    assert answer.status_code == 422
    assert "personvernforordningen artikkel 9" in answer.text
    assert not Finding.objects.exists()


@pytest.mark.parametrize("party", ["person", "public_role"])
def test_the_tone_of_a_person_is_refused_and_of_a_group_is_kept(client_for, party):
    group = {"kind": "e", "name": "Gruppa", "official": "no", "tone": "critical", "verified": "no"}
    client = client_for(Role.ADVISER)
    answer = client.post("/nettidentitet/ny/", group | {"party": party})
    assert answer.status_code == 422
    assert "Tone gjelder sider og grupper" in answer.text
    page = client.post("/nettidentitet/ny/", group | {"party": "organisation"}, follow=True)
    assert "Kritisk" in page.text and "Plattformens merke" in page.text


def test_a_name_that_looks_private_is_asked_about_and_nothing_typed_is_lost(client_for):
    client = client_for(Role.ADVISER)
    form = ITEM | {"name": "Kari Nordmann", "stance": "", "note": "Skriver mye"}
    answer = client.post("/nettidentitet/ny/", form)
    assert answer.status_code == 422
    assert "ligner på en privatpersons" in answer.text
    assert "Skriver mye" in answer.text
    client.post("/nettidentitet/ny/", form | {"name_is_fine": "on"})
    assert Finding.objects.get().name == "Kari Nordmann"


def test_two_at_once_see_both_texts(client_for):
    finding = FindingFactory(name="Gruppa", note="Skrevet av den andre", edition=2)
    form = {"kind": "e", "name": "Gruppa", "official": "no", "party": "unknown"}
    url = reverse("identity:finding-edit", args=[finding.pk])
    answer = client_for(Role.ADVISER).post(url, form | {"note": "Mitt", "edition": "1"})
    assert answer.status_code == 409
    assert "Skrevet av den andre" in answer.text
    assert "Mitt" in answer.text


def test_a_link_can_suggest_a_finding(client_for):
    suggested = {"name": "Forumet", "url": "https://forum.example/", "kind": "h"}
    page = client_for(Role.ADVISER).get("/nettidentitet/ny/", suggested).text
    assert 'value="Forumet"' in page
    assert 'value="https://forum.example/"' in page


def test_an_account_that_was_found_is_put_in_the_register_with_what_is_known(client_for):
    channel = ChannelFactory(name="Prøvegram")
    finding = FindingFactory(
        kind="a", name="Prøvelaben", platform="prøvegram", url="https://gram.example/@lab"
    )
    client = client_for(Role.HEAD)
    for page in (reverse("identity:proposal-list"), finding.get_absolute_url()):
        [url] = re.findall(r'href="(/kanaler/kontoer/ny/[^"]*)"', client.get(page).text)
        form = client.get(unescape(url)).context["form"].initial
        assert (form["channel"], form["handle"]) == (str(channel.pk), "@lab")
        assert (form["name"], form["url"]) == ("Prøvelaben", "https://gram.example/@lab")


def test_what_is_linked_to_a_decision_stands_on_the_page_of_the_channel(client_for):
    decision, finding = DecisionFactory(), FindingFactory(kind="e", name="Gruppa Vi venter")
    page = reverse("channels:channel-detail", args=[decision.channel.slug])
    client = client_for(Role.ADVISER)
    finding.links.create(decision=decision, note="Svar der først", by=client.person, at=now())
    shown = client.get(page).text
    assert "E: Gruppa Vi venter" in shown
    assert "Svar der først" in shown
    assert finding.get_absolute_url() in shown
    assert "Gruppa Vi venter" not in client_for(Role.READER).get(page).text


@pytest.mark.parametrize(
    ("content", "status", "kept"), [(PNG, 302, 1), (b"<html>", 422, 0), (b"", 422, 0)]
)
def test_evidence_is_uploaded_and_downloaded_as_it_came(client_for, content, status, kept):
    finding, client = FindingFactory(), client_for(Role.ADVISER)
    url = reverse("identity:evidence-add", args=[finding.pk])
    assert client.post(url, {"file": file(content)}).status_code == status
    assert Evidence.objects.count() == kept
    if kept:
        answer = client.get(reverse("identity:evidence-show", args=[Evidence.objects.get().pk]))
        assert answer.content == PNG
        assert answer["Content-Disposition"].startswith("attachment")
        assert "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("content", "ending"), [(b"%PDF-1.7", "pdf"), (PNG, "png"), (b"<p>Hei</p>", "html")]
)
def test_a_copy_downloads_with_the_ending_of_its_bytes(client_for, content, ending):
    facts = {"kind": "fetched", "url": "https://sosial.example/", "name": "kopi.html"}
    evidence = EvidenceFactory(content=content, **facts)
    answer = client_for(Role.ADVISER).get(reverse("identity:evidence-show", args=[evidence.pk]))
    name = f'attachment; filename="bevis-{evidence.pk}.{ending}"'
    assert answer["Content-Disposition"] == name


def test_a_check_from_beginning_to_end_by_its_forms(client_for):
    client, head = client_for(Role.ADVISER), client_for(Role.HEAD)
    form = {"kind": "quarterly", "leader": client.person.pk, "due_on": "2099-01-01"}
    page = client.post(reverse("identity:check-open"), form)
    check = Check.objects.get()
    assert page.url == check.get_absolute_url()
    for part in check.parts.all():
        url = reverse("identity:part-show", args=[check.pk, part.kind])
        assert client.get(url).status_code == 200
        assert client.post(url, {"note": "Sett"}).status_code == 302
    act = reverse("identity:check-act", args=[check.pk])
    assert "Avslutt sjekken" in client.get(check.get_absolute_url()).text
    client.post(act, {"action": "submit", "text": "Alt vel."})
    assert "Ta stilling til sjekken" in head.get(check.get_absolute_url()).text
    head.post(act, {"action": "note", "text": "Fint."})
    check.refresh_from_db()
    assert (check.state, check.note) == (CheckState.NOTED, "Fint.")


def test_a_part_that_is_not_looked_at_is_refused_with_what_was_typed(client_for):
    FindingFactory(kind="e")
    check = CheckFactory()
    url = reverse("identity:part-show", args=[check.pk, "e"])
    answer = client_for(Role.ADVISER).post(url, {"note": "Min oppsummering"})
    assert answer.status_code == 422
    assert "er ikke sett på ennå" in answer.text
    assert "Min oppsummering" in answer.text


def test_a_finding_is_ticked_off_in_the_check(client_for):
    same, gone = FindingFactory(kind="e"), FindingFactory(kind="e")
    check, client = CheckFactory(), client_for(Role.ADVISER)
    client.post(reverse("identity:finding-see", args=[same.pk]), {"action": "same"})
    url = reverse("identity:finding-see", args=[gone.pk])
    client.post(url, {"action": "gone", "reason": "Sett i sjekken"})
    assert sorted(check.sightings.values_list("sight", flat=True)) == ["gone", "new"]


def test_searches_are_links_that_a_person_opens_and_writes_down(client_for):
    check, client = CheckFactory(), client_for(Role.ADVISER)
    url = reverse("identity:part-show", args=[check.pk, "e"])
    page = client.get(url, {"ord": "Testetaten & co"}).text
    assert "https://www.google.com/search?q=Testetaten%20%26%20co" in page
    assert page.count('target="_blank"') == page.count("noreferrer")
    look = {"place": "google", "words": "Testetaten", "result": "Ingenting nytt"}
    assert client.post(url, look).status_code == 302
    assert "Ingenting nytt" in client.get(url).text
    answer = client.post(url, look | {"words": "Kari Nordmann"})
    assert answer.status_code == 422
    assert "Dere skal ikke søke etter" in answer.text


def test_a_case_goes_its_way_by_its_forms(client_for):
    finding, client, head = FindingFactory(), client_for(Role.ADVISER), client_for(Role.HEAD)
    client.post(reverse("identity:case-open", args=[finding.pk]), {"harm": "Ber om penger"})
    case = Impersonation.objects.get()

    def step(who, action, **form):
        return who.post(reverse("identity:case-step", args=[case.pk, action]), form)

    assert step(client, "document").status_code == 422
    EvidenceFactory(finding=finding)
    assert step(client, "document").status_code == 302
    assert step(client, "report", way="form").status_code == 422
    assert step(client, "report", way="form", reason="Falsk").status_code == 302
    assert step(client, "refused", reason="De svarer ikke").status_code == 302
    page = head.get(reverse("identity:case-step", args=[case.pk, "tell"])).text
    assert "Nokon gir seg ut for" in page
    told = {"warning_nb": "Nei", "warning_nn": "Nei", "told_where": "Nettstedet", "reason": "Nå"}
    assert step(client, "tell", **told).status_code == 302  # back to the case: not theirs to do
    step(head, "tell", **told)
    case.refresh_from_db()
    assert case.state == "told"
    for who in (client, head):
        assert who.get(case.get_absolute_url()).status_code == 200


def test_whoever_has_a_measure_sees_it_and_ends_it(client_for):
    reader = client_for(Role.READER)
    mine, other = MeasureFactory(owner=reader.person), MeasureFactory()
    url = reverse("identity:measure-detail", args=[mine.pk])
    assert reader.get(url).status_code == 200
    assert reader.get(reverse("identity:measure-detail", args=[other.pk])).status_code == 404
    assert reader.post(url, {"action": "finish", "reason": ""}).status_code == 422
    reader.post(url, {"action": "finish", "reason": "Ordnet"})
    assert Measure.objects.get(pk=mine.pk).result == "Ordnet"


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_the_map_and_the_report_are_downloaded_without_employees(client_for, kind):
    client = client_for(Role.DPO)
    FindingFactory(name="=1+1")
    FindingFactory(kind="j", name="Min fagblogg", employee=client.person)
    answer = client.get(reverse("identity:finding-export", args=[kind]))
    assert answer.status_code == 200
    if kind == "csv":
        assert "fagblogg" not in answer.content.decode("utf-8-sig")
    assert client.get(reverse("identity:report-export", args=[kind])).status_code == 200


def test_the_report_is_made_for_a_period_and_as_a_document(client_for):
    client = client_for(Role.ADVISER)
    FindingFactory(kind="d", risk="3")
    url = reverse("identity:report-show")
    page = client.get(url, {"fra": "2026-01-01", "til": "2026-06-30"})
    assert "1. januar 2026" in page.text
    assert client.get(url, {"fra": "2026-06-30", "til": "2026-01-01"}).status_code == 200
    answer = client.get(reverse("identity:report-pdf"), {"fra": "2026-01-01", "til": "2026-06-30"})
    assert answer["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.content)) as document:
        assert document.Root.MarkInfo.Marked
        with document.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")


def test_the_form_of_a_finding_leads_on(client_for):
    finding, client = FindingFactory(url="https://a.example/"), client_for(Role.ADVISER)
    for name in ("finding-detail", "measure-add", "link-add", "account-match", "account-decline"):
        assert client.get(reverse(f"identity:{name}", args=[finding.pk])).status_code == 200
    form = {"kind": "correct", "owner": client.person.pk, "due_on": "2099-01-01"}
    client.post(reverse("identity:measure-add", args=[finding.pk]), form)
    assert finding.measures.get().owner == client.person


def a_rating(**facts):
    given = {"kind": "g", "name": "Etaten i kartet", "official": "unknown", "party": "us"}
    return given | {"score": "4,3", "ratings": "40", "unanswered": "12"} | facts


def test_what_is_rated_is_written_down_shown_and_in_the_report(client_for):
    client = client_for(Role.ADVISER)
    client.post(reverse("identity:finding-create"), a_rating(next_check_on="2026-01-15"))
    finding = Finding.objects.get()
    assert (str(finding.score), finding.ratings, finding.unanswered) == ("4.3", 40, 12)
    page = client.get(finding.get_absolute_url()).text
    assert "4,3" in page and "Vurderinger uten svar" in page and "15. januar 2026" in page
    FindingFactory(name="Wikien", next_check_on=local_date(now()) + timedelta(days=9))
    place = reverse("identity:finding-list")
    every, due = client.get(place), client.get(place, {"state": "due"})
    assert every.text.count("Skal ses på nå") == 2 and "Wikien" in every.text  # a choice, a tag
    assert "Etaten i kartet" in due.text and "Wikien" not in due.text
    report = client.get(reverse("identity:report-show"), {"fra": "2026-01-01", "til": "2026-06-30"})
    assert "Karakterer og vurderinger uten svar" in report.text
    assert "Skulle vært sett på igjen" in report.text


def test_the_overview_leads_to_what_is_to_be_looked_at_now_and_the_map_says_when_nothing_is(
    client_for,
):
    client, today = client_for(Role.ADVISER), local_date(now())
    FindingFactory(name="Wikien", next_check_on=today + timedelta(days=9))
    overview, place = reverse("identity:overview"), reverse("identity:finding-list")
    nothing = client.get(place, {"state": "due"}).text
    assert "Ingenting skal ses på nå" in nothing
    assert "Ta bort et filter" not in nothing
    assert "Ta bort et filter" in client.get(place, {"state": "due", "q": "Wikien"}).text
    assert "state=due" not in client.get(overview).text
    FindingFactory(name="Forumet", next_check_on=today)
    assert f'href="{place}?state=due">1</a>' in client.get(overview).text


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"kind": "f"}, "Vurderinger gjelder bare"),
        ({"score": "11"}, "karakter fra 0 til 10"),
        ({"unanswered": "41"}, "Flere uten svar"),
    ],
)
def test_ratings_that_cannot_be_are_refused_with_the_reason(client_for, facts, reason):
    answer = client_for(Role.ADVISER).post(reverse("identity:finding-create"), a_rating(**facts))
    assert answer.status_code == 422
    assert reason in answer.text


def test_a_day_for_the_next_look_is_kept_until_somebody_has_looked(client_for):
    day = local_date(now())
    finding = FindingFactory(next_check_on=day, state="verified")
    client, _check = client_for(Role.ADVISER), CheckFactory()
    later = FindingFactory(next_check_on=day + timedelta(days=9), state="verified")
    for one in (finding, later):
        see = reverse("identity:finding-see", args=[one.pk])
        client.post(see, {"action": "same"})
        one.refresh_from_db()
    assert (finding.next_check_on, later.next_check_on) == (None, day + timedelta(days=9))
