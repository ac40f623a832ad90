"""The pages of a strategy."""

import re
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from difi_sosial.core.clock import local_date, now
from difi_sosial.people.enums import Role
from difi_sosial.strategy import queries, records, services
from difi_sosial.strategy.enums import Section, State
from difi_sosial.strategy.models import (
    ROW_FIELDS,
    ROW_MODELS,
    ROW_RELATIONS,
    SECTION_FIELDS,
    SECTION_ROWS,
    Strategy,
    StrategyVersion,
)
from tests.factories.identity import CheckFactory
from tests.factories.people import UnitFactory, UserFactory
from tests.factories.strategy import (
    GoalFactory,
    StrategyFactory,
    TargetGroupFactory,
    VersionFactory,
    journalled,
)

AT = datetime(2026, 4, 1, 10, 0, tzinfo=UTC)
TODAY = local_date(now())
pytestmark = pytest.mark.django_db
EMPTY_ROWS = {"INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"}


def rows(prefix, *given):
    """What a browser posts for rows."""
    posted = {f"{prefix}-{name}": value for name, value in EMPTY_ROWS.items()}
    posted[f"{prefix}-TOTAL_FORMS"] = str(len(given))
    for number, row in enumerate(given):
        posted |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return posted


def whole_strategy(client):
    """What a person types on every page that is needed, section by section."""
    person = client.person
    group = {"name": "Unge", "is_assumption": "on", "children": "under-15"}
    goal = {
        "statement": "Svare raskt",
        "indicator": "Andel",
        "baseline": "48,5",
        "baseline_on": "2025-12-31",
        "target": "90",
        "due_on": "2026-12-31",
        "responsible": "Kari",
    }
    risk = {"likelihood": "2", "consequence": "4", "measure": "To trinn", "responsible": "Kari"}
    about = {"title": "Vår", "unit": person.unit_id, "owner": person.pk, "language": "nb"}
    return {
        Section.ABOUT: about | {"next_review": str(TODAY + timedelta(days=200))},
        Section.MANDATE: {"mandate": "Direktøren", "principles": ["openness"], "heard": ["dpo"]},
        Section.SITUATION: {"situation": "Én konto"},
        Section.PURPOSES: {"purposes": ["service", "crisis"]},
        Section.GOALS: rows("goals", goal),
        Section.TARGET_GROUPS: rows("target_groups", group),
        Section.MESSAGES: {"core_message": "Spør oss"}
        | rows("messages", {"text": "Hei"})
        | rows("misconceptions", {"claim": "Frist", "truth": "Ingen frist"}),
        Section.USES: {f"{use}_level": "0" for use in ("inform", "listen", "share", "take_part")},
        Section.CHANNELS: {"channel_plan": "Et åpent nettsamfunn"},
        Section.SPECIAL: {
            "privacy_security": "A",
            "case_handling": "B",
            "private_professional": "C",
            "archive_journal": "D",
            "policy_signals": "E",
        },
        Section.RESOURCES: {"staffing": "To", "hours_per_week": "12,5"},
        Section.DUTIES: rows("duties", {"task": "Svare", "does": "Kari", "answers": "Oddvar"}),
        Section.CRISIS: {"crisis_plan": "I permen", "crisis_override": "Vakten"},
        Section.LANGUAGE: {"bokmaal_percent": "60", "nynorsk_percent": "40"},
        Section.RISKS: rows("risks", {"description": "Kapret"} | risk),
        Section.EVALUATION: {"evaluation": "Svartid", "stop_criteria": "Ingen kommer"},
        Section.PUBLICATION: {"publication": "På nettstedet"},
    }


EMPTY_MESSAGES = rows("messages") | rows("misconceptions")


def section_url(version, section):
    return reverse("strategy:section-edit", args=(version.pk, section))


def page(client, name, version):
    return client.get(reverse(f"strategy:{name}", args=(version.pk,)))


def test_everybody_signed_in_reads_and_strangers_are_sent_to_the_log_in(client, client_for):
    version = VersionFactory(state=State.IN_FORCE)
    for name in ("version-detail", "version-document", "version-compare"):
        assert page(client, name, version).status_code == 302
        assert page(client_for(Role.READER), name, version).status_code == 200
    assert client_for(Role.READER).get(reverse("strategy:strategy-list")).status_code == 200


def test_a_reader_writes_and_approves_nothing(client_for):
    reader = client_for(Role.READER)
    version = VersionFactory(state=State.SUBMITTED)
    assert reader.get(reverse("strategy:strategy-create")).status_code == 403
    assert reader.get(section_url(version, Section.GOALS)).status_code == 403
    assert page(reader, "version-approve", version).status_code == 403
    assert page(reader, "version-return", version).status_code == 403
    url = reverse("strategy:version-act", args=(version.pk,))
    assert reader.post(url, {"action": "withdraw", "reason": "Nei"}).status_code == 403


def test_a_strategy_is_written_from_nothing_to_approval_without_javascript(client_for):
    client = client_for(Role.ADVISER)
    made = {"title": "Vår", "unit": client.person.unit_id, "owner": client.person.pk}
    client.post(reverse("strategy:strategy-create"), made | {"language": "nb"})
    version = StrategyVersion.objects.get()
    for section, values in whole_strategy(client).items():
        version.refresh_from_db()
        posted = values | {"edition": version.edition, "then": "next"}
        assert client.post(section_url(version, section), posted).status_code == 302
    act = reverse("strategy:version-act", args=(version.pk,))
    assert client.post(act, {"action": "submit"}).status_code == 422  # nobody has checked
    CheckFactory(state="noted", opened_on=TODAY, due_on=TODAY, sent_at=now())
    assert client.post(act, {"action": "submit"}).status_code == 302
    version.refresh_from_db()
    assert version.net_identity_on == TODAY
    head = client_for(Role.HEAD)
    assert head.post(act, {"action": "skip-hearing", "reason": "Det haster."}).status_code == 302
    manager = client_for(Role.MANAGER)
    assert "Svare raskt" in page(manager, "version-approve", version).content.decode()
    version.refresh_from_db()
    url = reverse("strategy:version-approve", args=(version.pk,))
    assert manager.post(url, {"edition": version.edition}).status_code == 302
    journalled(version)
    assert head.post(act, {"action": "put-in-force"}).status_code == 302
    version.refresh_from_db()
    assert version.state == State.IN_FORCE
    shown = page(client, "version-detail", version).content.decode()
    assert version.checksum[:8] in shown


def test_the_tasks_say_how_many_more_things_are_missing(client_for):
    gone = dict.fromkeys(SECTION_FIELDS[Section.SPECIAL][:4], "")
    version = VersionFactory(**gone)
    client = client_for(Role.ADVISER)
    assert "Og 2 til." in page(client, "version-detail", version).content.decode()
    StrategyVersion.objects.filter(pk=version.pk).update(case_handling="Nei", archive_journal="Ja")
    shown = page(client, "version-detail", version).content.decode()
    assert not re.search(r"Og \d+ til\.", shown)


def test_a_version_that_is_not_ready_links_to_what_is_missing(client_for):
    version = VersionFactory(case_handling="", rows=False)
    url = reverse("strategy:version-act", args=(version.pk,))
    answer = client_for(Role.ADVISER).post(url, {"action": "submit"})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert f'href="{section_url(version, Section.SPECIAL)}#id_case_handling"' in shown
    assert f'href="{section_url(version, Section.GOALS)}#goals-rows"' in shown


def test_every_link_to_what_is_missing_leads_to_a_field_that_is_there(client_for):
    version = VersionFactory(
        mandate="",
        principles=[],
        heard=[],
        situation="",
        net_identity_on=None,
        purposes=[],
        core_message="",
        inform_evidence="",
        share_level=None,
        privacy_security="",
        staffing="",
        hours_per_week=None,
        crisis_plan="",
        crisis_override="",
        bokmaal_percent=None,
        nynorsk_percent=None,
        pilot_plan="Vi prøver",
        evaluation="",
        stop_criteria="",
        next_review=None,
    )
    version.goals.update(indicator="", baseline=None, baseline_on=None, target=None, due_on=None)
    version.goals.update(responsible="", statement="")
    version.target_groups.update(knowledge_source="", name="")
    version.messages.update(text="", target_group_key=uuid4())
    version.misconceptions.update(truth="", claim="")
    version.duties.update(task="", does="", answers="")
    version.risks.update(description="", likelihood=None, consequence=None, measure="")
    version.risks.update(responsible="")
    client = client_for(Role.ADVISER)
    url = reverse("strategy:version-act", args=(version.pk,))
    shown = client.post(url, {"action": "submit"}).content.decode()
    links = re.findall(r'href="(/strategi/versjon/[^"#]+)#([^"]+)"', shown)
    assert len(links) == 43
    for address, anchor in links:
        assert f'id="{anchor}"' in client.get(address).content.decode()


def test_rows_come_and_go_without_saving(client_for):
    version = VersionFactory(rows=False)
    client = client_for(Role.ADVISER)
    posted = rows("goals", {"statement": "Behold meg"}) | {"edition": "1", "goals-row": "add"}
    answer = client.post(section_url(version, Section.GOALS), posted)
    assert answer.status_code == 200
    assert "Behold meg" in answer.content.decode()
    assert 'name="goals-1-statement"' in answer.content.decode()
    assert version.goals.count() == 0


def test_bad_input_is_shown_again_with_what_was_typed(client_for):
    version = VersionFactory(rows=False)
    posted = rows("target_groups", {"name": "", "size": "Mange"}) | {"edition": "1"}
    answer = client_for(Role.ADVISER).post(section_url(version, Section.TARGET_GROUPS), posted)
    assert answer.status_code == 422
    assert 'value="Mange"' in answer.content.decode()


def test_the_second_saver_sees_both_texts_and_can_save_on(client_for):
    version = VersionFactory(core_message="Fra før")
    first, second = client_for(Role.ADVISER), client_for(Role.HEAD)
    url = section_url(version, Section.MESSAGES)
    first.post(url, {"core_message": "Den enes ord", "edition": "1"} | EMPTY_MESSAGES)
    mine = {"core_message": "Den andres ord"} | EMPTY_MESSAGES
    mine |= rows("messages", {"text": "Min rad"})
    answer = second.post(url, mine | {"edition": "1"})
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "enes" in shown
    assert "Den andres ord" in shown
    assert "Min rad" in shown
    edition = re.search(r'name="edition" value="(\d+)"', shown)[1]
    assert second.post(url, mine | {"edition": edition}).status_code == 302
    version.refresh_from_db()
    assert version.core_message == "Den andres ord"


def test_what_was_typed_when_the_version_was_sent_in_is_not_lost(client_for):
    version = VersionFactory()
    services.submit(version=version, by=version.author, at=AT)
    posted = {"purposes": ["crisis"], "purpose_text": "Mine sene ord", "edition": "1"}
    answer = client_for(Role.ADVISER).post(section_url(version, Section.PURPOSES), posted)
    assert answer.status_code == 409
    assert "Mine sene ord" in answer.content.decode()


def test_two_versions_stand_side_by_side(client_for):
    strategy = StrategyFactory()
    old = VersionFactory(strategy=strategy, number=1, state=State.SUBMITTED, staffing="Tre stykker")
    services.approve(version=old, by=UserFactory(roles=[Role.MANAGER]), at=AT)
    VersionFactory(strategy=strategy, number=2, staffing="Fire stykker")
    fresh = StrategyVersion.objects.get(number=2)
    shown = page(client_for(Role.READER), "version-compare", fresh).content.decode()
    assert "<del>Tre</del>" in shown
    assert "<ins>Fire</ins>" in shown


def test_script_in_a_text_is_shown_as_text(client_for):
    version = VersionFactory(mandate="<script>alert(1)</script>")
    shown = page(client_for(Role.READER), "version-document", version).content.decode()
    assert "<script>alert" not in shown


def queries_of(client, url):
    client.get(url)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


def test_the_list_asks_the_same_for_1_30_and_300(client_for):
    client = client_for(Role.ADVISER)
    parent = VersionFactory(rows=False)
    counts = []
    for start, end in ((1, 2), (2, 30), (30, 300)):
        made = Strategy.objects.bulk_create(
            Strategy(
                title=f"Strategi {number}",
                unit=parent.strategy.unit,
                owner=parent.author,
                parent=parent,
            )
            for number in range(start, end)
        )
        StrategyVersion.objects.bulk_create(
            StrategyVersion(strategy=strategy, number=1, author=parent.author) for strategy in made
        )
        counts.append(queries_of(client, reverse("strategy:strategy-list")))
    assert counts[0] == counts[1] == counts[2]


def test_a_version_asks_the_same_for_one_and_thirty_rows(client_for):
    client = client_for(Role.ADVISER)
    version = VersionFactory()
    url = reverse("strategy:version-detail", args=(version.pk,))
    one = queries_of(client, url)
    for _number in range(29):
        TargetGroupFactory(version=version)
    assert queries_of(client, url) == one


@pytest.mark.parametrize("reason", ["Nei\x00", "x" * 4001])
def test_a_reason_that_cannot_be_stored_is_refused_in_words(client_for, reason):
    version = VersionFactory(state=State.SUBMITTED)
    url = reverse("strategy:version-act", args=(version.pk,))
    answer = client_for(Role.MANAGER).post(url, {"action": "withdraw", "reason": reason})
    assert answer.status_code == 422
    assert "Skriv den på nytt med høyst 4000 tegn" in answer.text
    version.refresh_from_db()
    assert version.state == State.SUBMITTED


def test_nobody_types_when_the_net_identity_was_checked(client_for):
    version, client = VersionFactory(net_identity_on=None), client_for(Role.ADVISER)
    url = section_url(version, Section.SITUATION)
    posted = {"situation": "Én konto", "net_identity_on": "2026-11-01", "edition": version.edition}
    assert "Ingen årlig sjekk" in client.get(url).text
    client.post(url, posted)
    version.refresh_from_db()
    assert (version.situation, version.net_identity_on) == ("Én konto", None)


def test_the_error_summary_says_which_row_must_be_mended(client_for):
    version = VersionFactory()
    goals = rows("goals", {"statement": "Svare raskt"}, {"indicator": "Andel"})
    posted = goals | {"edition": version.edition}
    answer = client_for(Role.ADVISER).post(section_url(version, Section.GOALS), posted)
    assert answer.status_code == 422
    assert ">Mål 2: Fyll ut «Mål».</a>" in answer.text


def test_the_error_summary_says_which_field_of_a_row_must_be_mended(client_for):
    version, client = VersionFactory(rows=False), client_for(Role.ADVISER)
    goal = {"statement": "Svare raskt", "baseline": "mange", "target": "flere"}
    goals = rows("goals", goal) | {"edition": version.edition}
    refused = client.post(section_url(version, Section.GOALS), goals)
    assert ">Mål 1: Skriv et tall i «I dag».</a>" in refused.text
    assert ">Mål 1: Skriv et tall i «Måltall».</a>" in refused.text
    # The year's limit stands on the model and not on the form.
    groups = rows("target_groups", {"name": "Unge", "knowledge_year": "2101"})
    groups |= {"edition": version.edition}
    refused = client.post(section_url(version, Section.TARGET_GROUPS), groups)
    assert ">Målgruppe 1: «År» kan ikke være større enn 2100.</a>" in refused.text


@pytest.mark.parametrize("section", Section)
def test_every_section_has_its_page_with_help_and_saves_what_is_typed(client_for, section):
    version = VersionFactory(rows=False, next_review=None)
    client = client_for(Role.ADVISER)
    url = section_url(version, section)
    page = client.get(url).text
    assert f"Del {list(Section).index(section) + 1} av 18" in page
    posted = whole_strategy(client).get(section, {"pilot_plan": "Prøve"}) | {"edition": "1"}
    assert client.post(url, posted).status_code == 302
    version = StrategyVersion.objects.get(pk=version.pk)
    assert not queries.content_of(version, section).is_empty
    assert version.editions[section] == 2


@pytest.mark.parametrize("section", Section)
def test_the_second_saver_of_any_section_loses_nothing(client_for, section):
    version = VersionFactory(rows=False)
    first, second = client_for(Role.ADVISER), client_for(Role.HEAD)
    url, mine = section_url(version, section), whole_strategy(second).get(section, {})
    mine = mine or {"pilot_plan": "Prøve noe"}
    mine |= {"edition": "1"}
    services.save_section(
        version=version,
        section=section,
        edition=1,
        by=first.person,
        at=AT,
        **changed_by_another(section),
    )
    answer = second.post(url, mine)
    assert answer.status_code == 409
    for value in mine.values():
        for text in value if isinstance(value, list) else [str(value)]:
            assert text in answer.text
    edition = re.search(r'name="edition" value="(\d+)"', answer.text)[1]
    assert second.post(url, mine | {"edition": edition}).status_code == 302


def changed_by_another(section):
    """What somebody else saved meanwhile."""
    fields, kinds = SECTION_FIELDS[section], SECTION_ROWS.get(section, ())
    values = {name: date(2028, 1, 1) for name in fields if name in ("next_review", "pilot_until")}
    texts = ("mandate", "situation", "purpose_text", "core_message", "inform_evidence")
    texts += ("channel_plan", "case_handling", "staffing", "crisis_plan", "sami", "evaluation")
    values |= {name: "Noe annet" for name in (*texts, "publication") if name in fields}
    names = {kind: ROW_FIELDS[kind][0] for kind in kinds}
    return {"values": values, "rows": {kind: [{name: "Noe"}] for kind, name in names.items()}}


def test_the_first_page_names_the_strategy_its_unit_and_its_owner(client_for):
    version, head = VersionFactory(), UserFactory(roles=[Role.HEAD])
    client = client_for(Role.ADVISER)
    unit = UnitFactory()
    posted = {"title": "Nytt navn", "unit": unit.pk, "owner": head.pk, "language": "nn"}
    dates = {"valid_from": "2027-01-01", "valid_to": "2026-01-01", "edition": "1"}
    url = section_url(version, Section.ABOUT)
    wrong = client.post(url, posted | dates)
    assert wrong.status_code == 422
    assert "Velg en dato etter at strategien begynner å gjelde." in wrong.text
    assert client.post(url, posted | dates | {"valid_to": ""}).status_code == 302
    version = StrategyVersion.objects.get(pk=version.pk)
    assert (version.strategy.title, version.strategy.unit) == ("Nytt navn", unit)
    assert (version.strategy.owner, version.language) == (head, "nn")


def test_nobody_has_answered_about_children_until_somebody_does(client_for):
    version, client = VersionFactory(rows=False), client_for(Role.ADVISER)
    url = section_url(version, Section.TARGET_GROUPS)
    blank = client.get(url).text
    assert '<option value="" selected>Ikke valgt</option>' in blank
    posted = rows("target_groups", {"name": "Unge", "is_assumption": "on", "children": ""})
    assert client.post(url, posted | {"edition": "1"}).status_code == 302
    assert version.target_groups.get().children == ""
    assert "Bare voksne" not in records.document_text(version)
    anchor = "id_target_groups-0-children"
    told = {item.anchor: item.message for item in queries.missing(version)}
    assert told[anchor] == "Fyll ut «barn og unge» i målgruppe 1."
    version.target_groups.update(children="none")
    version = StrategyVersion.objects.get(pk=version.pk)
    assert anchor not in {item.anchor for item in queries.missing(version)}
    assert "Bare voksne" in records.document_text(version)


def test_the_next_review_is_not_on_a_day_that_has_passed(client_for):
    version, client = VersionFactory(next_review=None), client_for(Role.ADVISER)
    url = section_url(version, Section.ABOUT)
    posted = whole_strategy(client)[Section.ABOUT] | {"edition": "1"}
    late = client.post(url, posted | {"next_review": str(TODAY - timedelta(days=1))})
    assert late.status_code == 422
    assert "Velg i dag eller en senere dato." in late.text
    assert client.post(url, posted | {"next_review": str(TODAY)}).status_code == 302
    version.refresh_from_db()
    assert version.next_review == TODAY


def test_a_next_review_that_passed_stops_what_is_sent_in_and_not_what_is_written(client_for):
    passed = TODAY - timedelta(days=1)
    version, client = VersionFactory(next_review=passed), client_for(Role.ADVISER)
    url = section_url(version, Section.ABOUT)
    posted = whole_strategy(client)[Section.ABOUT] | {"edition": "1"}
    untouched = posted | {"title": "Nytt navn", "next_review": str(passed)}
    assert client.post(url, untouched).status_code == 302
    version = StrategyVersion.objects.get(pk=version.pk)
    assert version.strategy.title == "Nytt navn"
    told = {item.anchor: item.message for item in queries.missing(version)}
    assert told["id_next_review"] == "Datoen for neste gjennomgang er passert. Velg en ny dato."
    on_the_day = {item.anchor for item in queries.missing(version, on=passed)}
    assert "id_next_review" not in on_the_day


def test_adding_a_row_of_one_kind_shows_no_error_about_the_other(client_for):
    version = VersionFactory(rows=False)
    posted = rows("messages", {"text": "Hei"}) | rows("misconceptions", {"truth": "Uten påstand"})
    posted |= {"edition": "1", "messages-row": "add"}
    answer = client_for(Role.ADVISER).post(section_url(version, Section.MESSAGES), posted)
    assert answer.status_code == 200
    assert "Uten påstand" in answer.text
    assert "Fyll ut" not in answer.text


def test_a_version_that_is_not_a_draft_is_read_page_by_page(client_for):
    version = VersionFactory(state=State.SUBMITTED)
    client = client_for(Role.ADVISER)
    for section in Section:
        page = client.get(section_url(version, section)).text
        assert "Denne versjonen kan ikke endres nå." in page
        assert "hx-post" not in page
    assert "Ikke ennå" in client.get(section_url(version, Section.PUBLICATION)).text


def test_bokmaal_and_nynorsk_are_not_more_than_everything(client_for):
    version = VersionFactory()
    posted = {"bokmaal_percent": "80", "nynorsk_percent": "30", "edition": "1"}
    answer = client_for(Role.ADVISER).post(section_url(version, Section.LANGUAGE), posted)
    assert answer.status_code == 422
    assert "Bokmål og nynorsk kan ikke være over 100 prosent." in answer.text


@pytest.mark.parametrize("kind", ROW_RELATIONS)
def test_a_section_asks_the_same_for_one_and_thirty_rows(client_for, kind):
    version, client = VersionFactory(rows=False), client_for(Role.ADVISER)
    section = next(one for one, kinds in SECTION_ROWS.items() if kind in kinds)
    model, name = ROW_MODELS[kind], ROW_FIELDS[kind][0]
    counts = []
    for number in (1, 30):
        have = model.objects.count()
        facts = [{"version": version, name: "Noe", "position": one} for one in range(have, number)]
        model.objects.bulk_create(model(**fact) for fact in facts)
        counts.append(queries_of(client, section_url(version, section)))
    assert len(set(counts)) == 1


def test_what_is_missing_is_found_in_a_fixed_number_of_queries(django_assert_num_queries):
    version = VersionFactory()
    for _number in range(30):
        TargetGroupFactory(version=version, knowledge_source="")
    # The version, its rows of every kind, and when the net identity was checked.
    with django_assert_num_queries(3):
        found = queries.missing(queries.with_rows(queries.version_page(version.pk).get()))
    assert len(found) == 30


def test_rows_that_are_read_together_are_those_of_each_table(django_assert_num_queries):
    version = VersionFactory()
    for model in ROW_MODELS.values():
        model.objects.filter(version=version).update(position=5)
    TargetGroupFactory(version=version, position=2)
    GoalFactory(version=version, position=1, target="12.50", due_on=date(2027, 3, 1))
    VersionFactory()
    read = queries.with_rows(StrategyVersion.objects.get(pk=version.pk))
    with django_assert_num_queries(0):
        together = {
            kind: [vars_of(row) for row in getattr(read, kind).all()] for kind in ROW_MODELS
        }
    for kind, rows in together.items():
        assert rows == [vars_of(row) for row in getattr(version, kind).all()]
        assert len(rows) > 0


def vars_of(row):
    return {name: value for name, value in vars(row).items() if not name.startswith("_")}


def test_a_check_of_the_net_identity_counts_for_a_year():
    version = VersionFactory(net_identity_on=date(2026, 3, 1))
    assert queries.missing(version, on=date(2027, 3, 1)) == []
    (old,) = queries.missing(version, on=date(2027, 3, 3))
    assert (old.section, old.anchor) == (Section.SITUATION, "net-identity")
