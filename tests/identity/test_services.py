"""The verbs: findings, evidence, checks, measures, cases, accounts, links, and the clock."""

from datetime import date, timedelta

import pytest

from difi_sosial.audit.models import Event
from difi_sosial.channels.services.proofs import Upload
from difi_sosial.core import http
from difi_sosial.core.clock import local_date
from difi_sosial.core.errors import Conflict, Invalid, NotAllowed, Temporary, WrongState
from difi_sosial.identity import queries, rules, services
from difi_sosial.identity.enums import CheckState, FindingState, Kind, Sight
from difi_sosial.identity.models import Check, Finding, Schedule
from difi_sosial.identity.services.cases import SUGGESTED
from difi_sosial.identity.services.schedules import later
from difi_sosial.people.enums import Role
from difi_sosial.people.models import Letter
from difi_sosial.strategy import queries as strategy
from tests.factories.channels import AccountFactory, DecisionFactory
from tests.factories.identity import (
    AT,
    PNG,
    CheckFactory,
    EvidenceFactory,
    FindingFactory,
    ImpersonationFactory,
    MeasureFactory,
)
from tests.factories.people import UserFactory
from tests.factories.strategy import VersionFactory

TODAY = local_date(AT)
in_database = pytest.mark.django_db


@pytest.fixture
def kari(db):
    return UserFactory(roles=[Role.ADVISER])


@pytest.mark.parametrize(
    ("name", "is_private"),
    [
        ("Kari Nordmann", True),
        ("Ola Andreas Hansen", True),
        ("Máret Čáhčesuolu", True),
        ("Anne-Lise von Krogh", True),
        ("Hansen, Ola", True),
        ("Foreningen for forsøk", False),
        ("Aksjonen Stille dal", False),
        ("Bergen Kommune", False),
        ("Norsk Arkivråd", False),
        ("Dagens Næringsliv AS", False),
        ("@testetaten_svar", False),
        ("Testetaten", False),
        ("Søk på «Testetaten klage»", False),
        ("Hansen", False),
    ],
)
def test_a_name_that_looks_like_a_person_is_asked_about(name, is_private):
    assert rules.looks_private(name) == is_private


def save(by, finding=None, fine=False, edition=None, **facts):
    facts = {"kind": "i", "name": "Aksjonsgruppa", "party": "organisation"} | facts
    given = {"finding": finding, "by": by, "at": AT, "name_is_fine": fine, "edition": edition}
    return services.save(facts=facts, **given)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"party": "person", "stance": "opponent"}, "artikkel 9"),
        ({"party": "unknown", "stance": "supporter"}, "artikkel 9"),
        ({"party": "person"}, "skal ikke registreres"),
        ({"party": "public_role"}, "hvilken offentlig rolle"),
        ({"party": "public_role", "stance_reason": "  "}, "hvilken offentlig rolle"),
        ({"kind": "e", "stance": "opponent"}, "type I"),
    ],
)
def test_the_reason_is_told_when_a_person_would_be_registered(kari, facts, words):
    with pytest.raises(Invalid, match=words):
        save(kari, **facts)


def test_a_private_name_must_be_confirmed_and_stands_in_the_log(kari):
    with pytest.raises(Invalid, match="privatpersons"):
        save(kari, name="Kari Nordmann")
    save(kari, name="Kari Nordmann", fine=True)
    assert Event.objects.filter(kind="identity-name-warned").count() == 1


def test_a_finding_stands_once_and_two_at_once_see_each_other(kari):
    finding = save(kari)
    with pytest.raises(Invalid, match="fra før"):
        save(kari)
    save(kari, finding=finding, note="Først", edition=1)
    with pytest.raises(Conflict):
        save(kari, finding=finding, note="Sist", edition=1)


def test_an_employee_registers_themself_and_deletes_it_without_a_trace_of_the_name(kari):
    finding = save(kari, kind="j", name="Karis fagblogg")
    assert finding.employee == kari
    with pytest.raises(NotAllowed):
        save(UserFactory(roles=[Role.HEAD]), finding=finding, name="Annet")
    with pytest.raises(Invalid):
        services.keep_file(finding=finding, upload=Upload("a.png", PNG), by=kari, at=AT)
    with pytest.raises(NotAllowed):
        services.remove(finding=finding, by=UserFactory(roles=[Role.HEAD]), at=AT)
    services.remove(finding=finding, by=kari, at=AT)
    assert not Finding.objects.exists()
    assert not Event.objects.filter(thing_name__icontains="fagblogg").exists()


def test_evidence_is_a_picture_or_a_pdf_with_its_checksum(kari):
    finding = FindingFactory()
    kept = services.keep_file(finding=finding, upload=Upload("../bilde.png", PNG), by=kari, at=AT)
    assert (kept.name, kept.content_type, len(kept.sha256)) == ("bilde.png", "image/png", 64)
    with pytest.raises(Invalid):
        services.keep_file(finding=finding, upload=Upload("a.png", b"<html>"), by=kari, at=AT)


def page_of(finding, body):
    fields = {"status": 200, "headers": {"content-type": "text/html"}, "fetched_at": AT}
    return http.Response(
        url=finding.url,
        body=body,
        elapsed=0,
        not_modified=False,
        sha256="",
        limit=None,
        **fields,
    )


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (b"<p>Hei</p>", "kopi-sosial.example.html"),
        (PNG, "kopi-sosial.example.png"),
        (b"%PDF-1.7", "kopi-sosial.example.pdf"),
    ],
)
def test_a_copy_is_named_by_what_was_fetched(kari, monkeypatch, body, name):
    finding = FindingFactory(url="https://sosial.example/@falsk")
    monkeypatch.setattr(http, "get", lambda url, **_given: page_of(finding, body))
    assert services.fetch_copy(finding=finding, by=kari, at=AT).name == name


def test_a_copy_of_the_page_comes_through_the_one_door(kari, monkeypatch):
    finding = FindingFactory(url="https://sosial.example/@falsk")
    page = page_of(finding, b"<p>Hei</p>")
    monkeypatch.setattr(http, "get", lambda url, **_given: page)
    kept = services.fetch_copy(finding=finding, by=kari, at=AT)
    assert (kept.kind, kept.url, bytes(kept.content)) == ("fetched", finding.url, b"<p>Hei</p>")

    def closed(url, **_given):
        raise Temporary("no answer")

    monkeypatch.setattr(http, "get", closed)
    with pytest.raises(Invalid, match="skjermbilde"):
        services.fetch_copy(finding=finding, by=kari, at=AT)


def opened(by, kind="yearly", **facts):
    given = {"leader": by, "due_on": TODAY + timedelta(weeks=4), "by": by, "at": AT}
    return services.open_check(kind=kind, **given | facts)


def test_a_check_puts_our_accounts_on_the_map_once(kari):
    account = AccountFactory(url="https://sosial.example/@oss")
    known = FindingFactory(kind="a", name="Oss", url="http://www.sosial.example/@oss/")
    AccountFactory()
    check = opened(kari)
    known.refresh_from_db()
    assert known.account == account
    assert Finding.objects.filter(kind="a", account__isnull=False).count() == 2
    assert [row.part.kind for row in queries.part_rows(check)] == list(Kind.values)
    with pytest.raises(WrongState):
        opened(kari)


def test_a_quarterly_check_is_light_and_an_event_has_a_reason(kari):
    with pytest.raises(Invalid):
        opened(kari, "event")
    assert opened(kari, "quarterly").parts.count() == 6


def test_a_part_is_finished_when_everything_in_it_is_looked_at(kari):
    finding = FindingFactory(kind="e")
    check = opened(kari)
    part, empty = check.parts.get(kind="e"), check.parts.get(kind="g")
    with pytest.raises(Invalid, match="1 funn"):
        services.finish_part(part=part, note="", by=kari, at=AT)
    services.see(finding=finding, by=kari, at=AT)
    services.finish_part(part=part, note="", by=kari, at=AT)
    with pytest.raises(Invalid, match="hva dere så etter"):
        services.finish_part(part=empty, note=" ", by=kari, at=AT)
    services.record_look(part=empty, place="maps", words="Testetaten", result="", by=kari, at=AT)
    services.finish_part(part=empty, note="", by=kari, at=AT)
    rows = {row.part.kind: row.status for row in queries.part_rows(check)}
    assert (rows["e"], rows["g"], rows["f"]) == ("done", "done", "empty")


def test_nobody_searches_for_a_private_person_unnoticed(kari):
    part = CheckFactory().parts.get(kind="e")
    look = {"part": part, "place": "google", "words": "Kari Nordmann", "result": ""}
    with pytest.raises(Invalid, match="private personer"):
        services.record_look(**look, by=kari, at=AT)
    services.record_look(**look, by=kari, at=AT, name_is_fine=True)
    assert Event.objects.filter(kind="identity-name-warned").count() == 1


def test_a_check_is_compared_with_the_last_one(kari):
    same, changed, gone = (FindingFactory(kind="e", followers=10) for _number in range(3))
    CheckFactory(state=CheckState.NOTED, kinds="de")
    first = CheckFactory(kinds="de")
    for finding in (same, changed, gone):
        services.see(finding=finding, by=kari, at=AT)
    assert {one.sight for one in first.sightings.all()} == {Sight.NEW}
    for part in first.parts.all():
        services.finish_part(part=part, note="Sett", by=kari, at=AT)
    services.act_on_check(check=first, action="submit", by=kari, at=AT, text="Tre grupper.")
    second = CheckFactory(kinds="de")
    new = save(kari, kind="e", name="Ny gruppe", party="organisation")
    services.see(finding=same, by=kari, at=AT)
    save(kari, finding=changed, kind="e", name=changed.name, party="unknown", followers=99)
    services.act(finding=gone, action="gone", by=kari, at=AT, reason="404")
    found = queries.comparison(second)
    assert ([one.finding for one in found.new], found.same) == ([new], 1)
    assert [one.finding for one in found.gone] == [gone]
    ((sighting, changes),) = found.changed
    assert sighting.finding == changed
    assert [(one.before, one.after) for one in changes] == [("10", "99")]


def test_a_check_is_sent_in_with_a_summary_and_returned_with_a_reason(kari):
    check, head = CheckFactory(kinds="g", leader=kari), UserFactory(roles=[Role.HEAD])
    act = {"check": check, "by": kari, "at": AT}
    with pytest.raises(Invalid, match="ikke ferdige"):
        services.act_on_check(action="submit", text="Alt vel", **act)
    services.finish_part(part=check.parts.get(), note="Sett", by=kari, at=AT)
    with pytest.raises(Invalid, match="oppsummering"):
        services.act_on_check(action="submit", text=" ", **act)
    services.act_on_check(action="submit", text="Alt vel", **act)
    assert Letter.objects.filter(recipient=head).count() == 1
    services.act_on_check(check=check, action="return", by=head, at=AT, text="Se på kartet")
    check.refresh_from_db()
    assert (check.state, check.submitted_by) == (CheckState.OPEN, None)
    assert Letter.objects.filter(recipient=kari, text__contains="Se på kartet").exists()


@pytest.mark.parametrize(
    ("day", "months", "after", "expected"),
    [
        (date(2026, 1, 31), 3, date(2026, 2, 1), date(2026, 4, 30)),
        (date(2026, 3, 2), 12, date(2026, 3, 2), date(2027, 3, 2)),
        (date(2024, 2, 29), 12, date(2026, 3, 1), date(2027, 2, 28)),
        (date(2025, 11, 30), 3, date(2026, 2, 28), date(2026, 5, 30)),
    ],
)
def test_the_next_day_of_a_plan(day, months, after, expected):
    assert later(day, months, after=after) == expected


def test_the_clock_opens_what_is_due_once_and_a_yearly_check_covers_the_quarter(kari):
    head = UserFactory(roles=[Role.HEAD])
    plan = {"weeks": 4, "leader": kari, "is_active": True, "by": head, "at": AT}
    for kind in ("yearly", "quarterly"):
        services.set_schedule(kind=kind, next_on=TODAY, **plan)
    (check,) = services.open_due(at=AT)
    assert (check.kind, check.leader, check.due_on) == ("yearly", kari, TODAY + timedelta(28))
    assert services.open_due(at=AT) == []
    days = dict(Schedule.objects.values_list("kind", "next_on"))
    assert days == {"yearly": date(2027, 4, 1), "quarterly": date(2026, 7, 1)}
    with pytest.raises(NotAllowed):
        services.set_schedule(kind="yearly", next_on=TODAY, **plan | {"by": kari})


def test_the_clock_reminds_before_the_day_and_once_a_week_after_it(kari):
    CheckFactory(leader=kari, due_on=TODAY + timedelta(days=5))
    MeasureFactory(owner=kari, due_on=TODAY - timedelta(days=8))
    ImpersonationFactory(state="reported", opened_by=kari, due_on=TODAY)
    assert services.remind(at=AT) == 3
    assert services.remind(at=AT + timedelta(minutes=5)) == 0
    assert services.remind(at=AT + timedelta(days=7)) == 3
    texts = "".join(Letter.objects.values_list("text", flat=True))
    assert "Gruppa" not in texts  # a finding may bear a name


@in_database
def test_the_clock_reminds_those_who_lead_once_a_week_of_findings_to_look_at_again():
    head, _adviser = UserFactory(roles=[Role.HEAD]), UserFactory(roles=[Role.ADVISER])
    FindingFactory(next_check_on=TODAY + timedelta(days=1))
    FindingFactory(next_check_on=TODAY, state="gone")
    assert services.remind(at=AT) == 0
    FindingFactory(next_check_on=TODAY, name="Gruppa på Vågen")
    FindingFactory(next_check_on=TODAY - timedelta(days=90))
    assert services.remind(at=AT) == 1
    assert services.remind(at=AT + timedelta(minutes=5)) == 0
    assert services.remind(at=AT + timedelta(days=7)) == 1
    first = Letter.objects.earliest("pk")
    assert (first.recipient, first.text[:6]) == (head, "2 funn")
    assert "Vågen" not in first.text


def test_a_measure_ends_with_what_came_of_it(kari):
    finding = FindingFactory()
    given = {"finding": finding, "kind": "correct", "owner": kari, "by": kari, "at": AT}
    with pytest.raises(Invalid):
        services.plan(due_on=TODAY - timedelta(days=1), **given)
    measure = services.plan(due_on=TODAY, **given)
    services.act_on_measure(measure=measure, action="finish", by=kari, at=AT, reason="Rettet")
    measure.refresh_from_db()
    assert (measure.result, measure.ended_on) == ("Rettet", TODAY)
    services.act_on_measure(measure=measure, action="reopen", by=kari, at=AT, reason="Feil igjen")
    measure.refresh_from_db()
    assert (measure.state, measure.ended_on) == ("planned", None)


def test_an_impersonation_is_not_reported_before_there_is_evidence(kari):
    finding = FindingFactory(kind="e", party="unknown")
    case = services.open_case(finding=finding, harm="Ber om kortnummer", by=kari, at=AT)
    finding.refresh_from_db()
    assert (finding.kind, case.due_on) == (Kind.IMPERSONATOR, date(2026, 4, 7))  # after Easter
    act = {"case": case, "by": kari, "at": AT}
    with pytest.raises(Invalid, match="skjermbilde"):
        services.act_on_case(action="document", **act)
    EvidenceFactory(finding=finding)
    services.act_on_case(action="document", **act)
    with pytest.raises(Invalid, match="hvordan"):
        services.act_on_case(action="report", reason="Falsk", **act)
    way = {"way": "form", "reference": "SE-1"}
    services.act_on_case(action="report", reason="Falsk", facts=way, **act)
    services.act_on_case(action="removed", reason="404", **act)
    finding.refresh_from_db()
    assert finding.state == FindingState.GONE
    with pytest.raises(Invalid, match="alt åpen"):
        services.open_case(finding=finding, harm="Igjen", by=kari, at=AT)


def test_our_own_account_is_no_impersonator(kari):
    finding = FindingFactory(kind="a", official="yes")
    with pytest.raises(Invalid, match="deres egne"):
        services.open_case(finding=finding, harm="Rar", by=kari, at=AT)


def test_the_suggested_warning_names_the_account_in_both_forms():
    assert {form for form, words in SUGGESTED.items() if "%(name)s" in words} == {"nb", "nn"}


def test_what_looks_like_ours_is_put_in_the_register_or_is_not_ours(kari):
    one, other = (FindingFactory(kind="a") for _number in range(2))
    assert list(queries.proposals()) == [one, other]
    services.match_account(finding=one, account=AccountFactory(), by=kari, at=AT)
    no = {"finding": other, "by": kari, "at": AT}
    with pytest.raises(Invalid):
        services.decline_account(kind="a", reason="Nei", **no)
    services.decline_account(kind="d", reason="Vi har ikke laget den", **no)
    assert not queries.proposals().exists()


def test_a_finding_is_linked_to_a_section_or_a_decision(kari):
    finding, version, decision = FindingFactory(), VersionFactory(), DecisionFactory()
    given = {"finding": finding, "by": kari, "at": AT, "note": "Mange spør her"}
    made = services.link(version=version, section="situasjon", **given)
    services.link(decision=decision, **given)
    with pytest.raises(Invalid):
        services.link(**given)
    links = strategy.links_of("situasjon", version, kari)
    assert finding.get_absolute_url() in [one.url for one in links]
    services.unlink(link=made, by=kari, at=AT)
    assert finding.links.count() == 1


def test_the_strategy_reads_the_day_of_the_last_noted_yearly_check(kari):
    version = VersionFactory(net_identity_on=None)
    day = TODAY + timedelta(days=10)
    assert strategy.identity_checked_on(version, day) is None
    CheckFactory(state=CheckState.SUBMITTED)
    CheckFactory(state=CheckState.NOTED, kind="quarterly")
    assert strategy.identity_checked_on(version, day) is None
    CheckFactory(state=CheckState.NOTED)
    assert strategy.identity_checked_on(version, day) == TODAY
    assert strategy.identity_checked_on(version, TODAY - timedelta(days=1)) is None
    assert queries.deadlines(kari) == []


@in_database
def test_what_waits_and_what_is_due_for_whom():
    head, reader = UserFactory(roles=[Role.HEAD]), UserFactory(roles=[Role.READER])
    check = CheckFactory(state=CheckState.SUBMITTED)
    MeasureFactory(owner=reader)
    assert [one.path for one in queries.waiting_for(head)] == [check.get_absolute_url()]
    assert [one.key.partition("-")[0] for one in queries.waiting_for(reader)] == ["measure"]
    (deadline,) = queries.deadlines(reader)
    assert (deadline.day, deadline.title) == (date(2026, 4, 20), "Be om retting")
    assert Check.objects.count() == 1
