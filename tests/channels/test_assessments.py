"""An assessment, part by part."""

import re
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from difi_sosial.channels import queries, records, services
from difi_sosial.channels.enums import Action, DeviceRule
from difi_sosial.channels.enums.assessment import Part
from difi_sosial.channels.models import (
    ASSESSMENT_FIELDS,
    PART_FIELDS,
    Assessment,
    Channel,
    DecisionAct,
)
from difi_sosial.channels.queries import Content
from difi_sosial.core.errors import Conflict
from difi_sosial.law import services as law
from difi_sosial.people.enums import Role
from difi_sosial.strategy.enums import State
from tests.factories.channels import (
    AssessmentFactory,
    ChannelFactory,
    DecisionFactory,
    OpinionFactory,
    ReachFactory,
    RiskFactory,
)
from tests.factories.people import UserFactory
from tests.factories.strategy import VersionFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
TODAY = date(2026, 3, 10)
RISK = {"event": "Noen overtar kontoen", "likelihood": 2, "consequence": 4}


@pytest.fixture
def group():
    """The one target group of the strategy in force."""
    return VersionFactory(state=State.IN_FORCE).target_groups.get()


@pytest.fixture
def adviser():
    return UserFactory(roles=[Role.ADVISER])


def url(name, *args):
    return reverse(f"channels:{name}", args=args)


def save(channel, by, *, edition=0, reaches=None, rows=None, part=None, **values):
    return services.save_assessment(
        channel=channel,
        edition=edition,
        values=values,
        reaches=reaches or {},
        rows=rows,
        part=part,
        by=by,
        at=AT,
    )


def words(part, channel=None, rows=(), **values):
    """What the portal warns of when a part says this."""
    empty = {name: getattr(Assessment(), name) for name in PART_FIELDS[part]}
    content = Content(empty | values, tuple(rows))
    return [one.text for one in queries.findings(channel or Channel(), part, content, TODAY)]


def test_every_column_stands_in_just_one_part():
    own = {"id", "channel", "edition", "part_editions", "changed_by", "created_at", "updated_at"}
    columns = {field.name for field in Assessment._meta.concrete_fields} - own

    assert sorted(ASSESSMENT_FIELDS) == sorted(columns)


def test_a_part_is_empty_then_begun_then_done(adviser, group):
    channel = ChannelFactory()

    def judged():
        row = queries.row_of(Channel.objects.get(pk=channel.pk))
        return {one.part: one for one in queries.judged(row)}

    assert {one.status for one in judged().values()} == {"empty"}
    save(channel, adviser, alternatives="Nettstedet svarer ikke.")
    assert judged()[Part.ALTERNATIVES].status == "begun"
    assert judged()[Part.ALTERNATIVES].missing == ("Fyll ut «Hva skjer om vi ikke gjør noe?».",)
    save(channel, adviser, edition=1, do_nothing="Feil blir stående.")
    assert judged()[Part.ALTERNATIVES].status == "done"
    assert Part.ALTERNATIVES not in queries.unfinished_parts(
        queries.row_of(Channel.objects.get(pk=channel.pk))
    )


def test_an_answer_can_make_another_one_necessary(adviser, group):
    channel = save(ChannelFactory(), adviser, dpia="needed", dpia_reason="Høy risiko.").channel
    judged = queries.judge(
        queries.row_of(channel), Part.DPIA, queries.content_of(queries.row_of(channel), Part.DPIA)
    )

    assert judged.fields == ("dpia_url", "dpia_on", "residual_risk")


def test_a_risk_needs_a_measure_and_what_is_left(adviser, group):
    channel = save(ChannelFactory(), adviser, rows={Part.RISKS: [RISK]}).channel
    row = queries.row_of(channel)
    lacking = queries.judge(row, Part.RISKS, queries.content_of(row, Part.RISKS)).missing

    assert lacking == ("Skriv tiltak og risiko etter tiltak for «Noen overtar kontoen».",)


def test_two_can_write_two_parts_at_once_and_not_the_same(adviser):
    channel = ChannelFactory()
    save(channel, adviser, alternatives="A", part=Part.ALTERNATIVES)
    save(channel, adviser, recovery="B", part=Part.SECURITY)
    assert channel.__class__.objects.get(pk=channel.pk).assessment.edition == 2
    with pytest.raises(Conflict):
        save(channel, adviser, alternatives="C", part=Part.ALTERNATIVES)


def test_saving_the_same_again_changes_nothing(adviser):
    channel = ChannelFactory()
    save(channel, adviser, alternatives="A", rows={Part.RISKS: [RISK]})
    again = save(channel, adviser, edition=1, alternatives="A", rows={Part.RISKS: [RISK]})

    assert again.edition == 1


def test_lines_that_a_browser_sends_as_they_came_change_nothing(adviser, group):
    channel = ChannelFactory()
    cell = {"level": 2, "source": "Ipsos", "year": 2025, "reason": "Mange er der.\nOgså unge."}
    risk = RISK | {"measure": "Totrinn.\nVarsling."}
    save(channel, adviser, reaches={group.key: cell}, rows={Part.RISKS: [risk]})
    cell, risk = (
        {name: told.replace("\n", "\r\n") if isinstance(told, str) else told for name, told in row}
        for row in (cell.items(), risk.items())
    )
    again = save(channel, adviser, edition=1, reaches={group.key: cell}, rows={Part.RISKS: [risk]})

    assert again.edition == 1


def test_a_public_body_is_warned_of_legitimate_interest():
    law.load_rules()
    (warning,) = words(Part.PRIVACY, legal_basis="basis-legitimate-interest")

    assert "berettiget interesse" in warning
    assert words(Part.PRIVACY, legal_basis="basis-public-task") == []


@pytest.mark.parametrize(
    ("part", "values"),
    [
        (Part.PRIVACY, {"transfer": "unknown"}),
        (Part.PRIVACY, {"children": "partly"}),
        (Part.PRIVACY, {"data_types": ["special"]}),
        (Part.DPIA, {"dpia": "not-needed", "criteria": ["scale", "vulnerable"]}),
        (Part.DPIA, {"residual_risk": "high"}),
        (Part.SECURITY, {"multi_factor": "no"}),
        (Part.SECURITY, {"own_log_ins": "no"}),
        (Part.SECURITY, {"agency_owns": "no"}),
        (Part.DESIGN, {"captions": "no"}),
        (Part.ARCHIVING, {"whole_threads": "no"}),
        (Part.ARCHIVING, {"archive_method": "none"}),
        (Part.ETHICS, {"advertising": "targeted"}),
    ],
)
def test_what_must_be_thought_over_is_pointed_out(part, values):
    assert len(words(part, **values)) == 1


def test_one_criterion_alone_needs_no_dpia():
    assert words(Part.DPIA, dpia="not-needed", criteria=["scale"]) == []


def test_a_forbidden_device_asks_for_exceptions_and_for_new_ones_when_they_run_out():
    channel = Channel(device_rule=DeviceRule.NOT_ON_WORK_DEVICE)
    exception = {"person": "Kari Nordli", "device": "Egen telefon", "reason": "Ser etter svar"}
    assert len(words(Part.SECURITY, channel)) == 1
    assert words(Part.SECURITY, channel, [exception | {"until": TODAY}]) == []
    (expired,) = words(Part.SECURITY, channel, [exception | {"until": date(2026, 3, 9)}])
    assert "Kari Nordli" in expired


def test_a_risk_that_stays_high_is_pointed_out():
    after = {"likelihood_after": 3, "consequence_after": 4}

    assert len(words(Part.RISKS, rows=[RISK | after])) == 1
    assert words(Part.RISKS, rows=[RISK | {"likelihood_after": 1, "consequence_after": 4}]) == []


@pytest.mark.parametrize(
    ("cell", "points"),
    [
        ({"level": 3}, 100),
        ({"level": 3, "fit": 0, "message_fit": 0}, 50),
        ({"level": 3, "fit": 3, "message_fit": 0}, 83),
        ({"level": 0, "fit": 3, "message_fit": 3}, 0),
    ],
)
def test_fit_of_use_and_message_weigh_beside_the_reach(group, cell, points):
    channel = ReachFactory(target_group=group, **cell).channel

    assert queries.row_of(channel).score.points == points


def test_the_weights_are_shown_as_shares():
    assert [share for _label, share in records.weights()] == [50, 33, 17]


def test_the_record_of_a_decision_carries_the_assessment_as_it_was(adviser, group):
    law.load_rules()
    channel = ReachFactory(target_group=group, fit=2).channel
    save(
        channel,
        adviser,
        legal_basis="basis-public-task",
        data_types=["names", "opinions"],
        hours_answer=2,
        rows={
            Part.RISKS: [
                RISK | {"measure": "Totrinn", "likelihood_after": 1, "consequence_after": 4}
            ]
        },
    )
    OpinionFactory(channel=channel, stance="advises_against", text="Bruk nettstedet.")
    decision = DecisionFactory(channel=channel)
    chosen = DecisionAct(decision=decision, action=Action.CHOOSE, by=adviser, at=AT)
    text = records.act_text(chosen)

    for word in (
        "personvernforordningen artikkel 6 nr. 1 bokstav e",
        "Navn og brukernavn; Ytringer og meninger",
        "Risiko 1: Noen overtar kontoen",
        "Totrinn",
        "**Fraråder.** Bruk nettstedet.",
        "Bruken: 2 – Passer ganske godt",
    ):
        assert word in text


def test_a_level_without_a_reason_is_refused_and_nothing_typed_is_lost(client_for, group):
    channel = ChannelFactory()
    prefix = f"reach-{group.key}"
    posted = {"edition": "0", f"{prefix}-level": "2", f"{prefix}-source": "Tenkt på"}
    address = url("assessment-part", channel.slug, "maalgrupper")
    answer = client_for(Role.ADVISER).post(address, posted)
    shown = answer.content.decode()

    assert answer.status_code == 422
    assert "Tenkt på" in shown
    assert f'href="#id_{prefix}-reason"' in shown


def test_the_error_summary_says_which_number_must_be_mended(client_for):
    posted = {"edition": "0", "hours_publish": "-1", "cost": "1,5"}
    address = url("assessment-part", ChannelFactory().slug, "ressurser")
    refused = client_for(Role.ADVISER).post(address, posted)
    assert refused.status_code == 422
    words = "«Timer i uken til å publisere» kan ikke være mindre enn 0."
    assert f">{words}</a>" in refused.text
    assert ">Skriv et helt tall i «Kroner i året».</a>" in refused.text


def test_the_levels_of_a_target_group_are_read_in_nynorsk(client_for, group):
    adviser = client_for(Role.ADVISER)
    adviser.person.language = "nn"
    adviser.person.save()
    shown = adviser.get(url("assessment-part", ChannelFactory().slug, "maalgrupper")).text
    for level in ("0 – Når ikkje", "0 – Passar ikkje", "1 – Passar dårleg"):
        assert f">{level}</option>" in shown


def test_the_second_saver_sees_both_texts_and_can_save_on(client_for, group):
    channel = AssessmentFactory(should_we="Fra før").channel
    first, second = client_for(Role.ADVISER), client_for(Role.HEAD)
    address = url("assessment-part", channel.slug, "personvern")
    first.post(address, {"edition": "1", "should_we": "Den enes"})
    answer = second.post(address, {"edition": "1", "should_we": "Den andres"})
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "enes" in shown
    assert "Den andres" in shown
    edition = re.search(r'name="edition" value="(\d+)"', shown)[1]
    posted = {"edition": edition, "should_we": "Den andres"}
    assert second.post(address, posted).status_code == 302


@pytest.mark.parametrize("part", Part.values)
def test_every_part_is_written_on_a_page_of_its_own(client_for, group, part):
    channel = RiskFactory().assessment.channel
    adviser = client_for(Role.ADVISER)
    address = url("assessment-part", channel.slug, part)
    assert adviser.get(address).status_code == 200
    rows = {"risks-TOTAL_FORMS": 0, "risks-INITIAL_FORMS": 0}
    rows |= {"exceptions-TOTAL_FORMS": 0, "exceptions-INITIAL_FORMS": 0}
    answer = adviser.post(address, {"edition": "9", "then": "next", **rows})
    assert answer.status_code == 302


def test_a_risk_row_is_added_moved_and_saved_without_javascript(client_for, group):
    channel = ChannelFactory()
    adviser = client_for(Role.ADVISER)
    address = url("assessment-part", channel.slug, "risiko")
    row = {f"risks-0-{name}": value for name, value in RISK.items()}
    base = {"edition": "0", "risks-TOTAL_FORMS": 1, "risks-INITIAL_FORMS": 0, **row}
    more = adviser.post(address, base | {"risks-row": "add"})
    assert more.status_code == 200
    assert len(more.context["rows"].forms) == 2
    assert adviser.post(address, base | {"risks-0-likelihood_after": "1"}).status_code == 422
    assert adviser.post(address, base).status_code == 302
    page = adviser.get(url("assessment-edit", channel.slug))
    assert 'class="picture picture--risks"' in page.text
    assert "Noen overtar kontoen" in page.text


def test_the_page_says_that_an_opinion_is_about_an_older_text(client_for, group):
    channel = AssessmentFactory(edition=2).channel
    OpinionFactory(channel=channel, assessment_edition=1)
    page = client_for(Role.READER).get(url("assessment-edit", channel.slug))

    assert "Rådet gjelder en eldre tekst." in page.text


def test_the_officer_gives_an_opinion_on_a_page(client_for, group):
    channel = AssessmentFactory().channel
    officer = client_for(Role.DPO)
    address = url("opinion-give", channel.slug)
    assert officer.get(address).status_code == 200
    assert officer.post(address, {"edition": "1", "stance": "advises"}).status_code == 422
    posted = {"edition": "1", "stance": "advises", "text": "Greit."}
    assert officer.post(address, posted).status_code == 302
    assert queries.newest_opinion(channel).text == "Greit."
    assert client_for(Role.MANAGER).get(address).status_code == 403


@pytest.mark.parametrize("number", [1, 30, 300])
@pytest.mark.parametrize("name", ["matrix-show", "channel-list"])
def test_the_lists_ask_the_same_number_of_questions(client_for, group, name, number):
    for channel in ChannelFactory.create_batch(number):
        ReachFactory(channel=channel, target_group=group)
    reader = client_for(Role.READER)
    reader.get(url(name))
    with CaptureQueriesContext(connection) as caught:
        assert reader.get(url(name)).status_code == 200

    assert len(caught) <= 12
