"""From the head's check to the archive: hearing, letters, turns, and the page that shows them."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from difi_sosial.core.clock import local_date, now
from difi_sosial.core.errors import Conflict, Invalid, NotAllowed, WrongState
from difi_sosial.hearing import queries as hearings
from difi_sosial.hearing import services as hearing
from difi_sosial.hearing.models import Hearing
from difi_sosial.journal.models import RegistryEntry
from difi_sosial.people.enums import Role
from difi_sosial.people.models import Letter
from difi_sosial.strategy import queries, services, tasks
from difi_sosial.strategy.enums import Scope, State
from difi_sosial.strategy.models import StrategyVersion
from tests.factories.people import UserFactory
from tests.factories.strategy import StrategyFactory, VersionFactory, in_force, journalled

AT = datetime(2026, 4, 1, 10, 0, tzinfo=UTC)
DEADLINE = date(2026, 4, 20)
pytestmark = pytest.mark.django_db


@pytest.fixture
def head():
    return UserFactory(roles=[Role.HEAD], name="Oddvar Hauge")


@pytest.fixture
def manager():
    return UserFactory(roles=[Role.MANAGER])


@pytest.fixture
def union():
    return UserFactory(roles=[Role.READER], name="Tone Lie")


@pytest.fixture
def heard(head, union):
    """A version on hearing, with one input."""
    version = services.open_hearing(
        version=VersionFactory(state=State.QUALITY),
        invited=[union],
        deadline=DEADLINE,
        question="Hva mangler?",
        by=head,
        at=AT,
    )
    found = Hearing.objects.get()
    hearing.give_input(hearing=found, text="Hvem verner de ansatte?", by=union, at=AT)
    return version


def answer_all(head, verdict="accepted"):
    for given in Hearing.objects.order_by("-pk").first().inputs.all():
        hearing.answer_input(
            given=given,
            verdict=verdict,
            answer="Det står nå i kapittelet om risiko.",
            by=head,
            at=AT,
            edition=given.edition,
            seen=given.answer_edition,
        )


def told(step):
    return set(Letter.objects.filter(key__contains=f":{step}:").values_list("recipient", flat=True))


def test_the_text_is_kept_as_the_invited_read_it(heard):
    assert "Vi ber aldri om fødselsnummer." in heard.hearing_text
    assert hearings.open_of(queries.source_key(heard)).parts[0][0] == "om"


def test_the_hearing_binds_to_the_text_that_the_head_read(head, union):
    version = VersionFactory(state=State.QUALITY, edition=4)
    with pytest.raises(Conflict):
        services.open_hearing(
            version=version,
            invited=[union],
            deadline=DEADLINE,
            question="?",
            by=head,
            at=AT,
            edition=3,
        )
    assert not Hearing.objects.exists()


def test_the_hearing_is_not_closed_while_an_input_waits(heard, head):
    for verb in (services.close_hearing, services.revise):
        with pytest.raises(Invalid, match="gjenstår"):
            verb(version=heard, by=head, at=AT)
    answer_all(head)
    assert services.close_hearing(version=heard, by=head, at=AT).state == State.SUBMITTED


def test_after_a_hearing_the_text_can_be_mended_and_goes_on_without_another(heard, head):
    answer_all(head)
    version = services.revise(version=heard, by=head, at=AT)
    assert version.state == State.DRAFT
    version = services.submit(version=version, by=version.author, at=AT)
    assert services.forward(version=version, by=head, at=AT).state == State.SUBMITTED


def test_the_hearing_and_its_answers_are_archived_with_the_text(heard, head, manager):
    answer_all(head)
    version = services.close_hearing(version=heard, by=head, at=AT)
    services.approve(version=version, by=manager, at=AT)
    main, attachment = RegistryEntry.objects.get().documents.order_by("number")
    assert (main.document_type, attachment.document_type) == ("Strategi", "Høring")
    html = attachment.html
    for words in ("Tone Lie", "Hvem verner de ansatte?", "Det står nå i kapittelet om risiko."):
        assert words in html
    assert "Teksten som sto på høring" not in html


def test_the_archive_has_the_text_that_was_heard_when_it_was_mended_after(heard, head, manager):
    answer_all(head)
    version = services.revise(version=heard, by=head, at=AT)
    StrategyVersion.objects.filter(pk=version.pk).update(case_handling="Aldri, under noen form.")
    version = services.submit(version=version, by=version.author, at=AT)
    services.forward(version=version, by=head, at=AT)
    services.approve(version=version, by=manager, at=AT)
    main, attachment = RegistryEntry.objects.get().documents.order_by("number")
    assert "Aldri, under noen form." in main.html
    assert "Teksten som sto på høring" in attachment.html
    assert "Vi behandler ikke saker her." in attachment.html


def test_a_skipped_hearing_leaves_its_reason_in_the_archive(head, manager):
    version = VersionFactory(state=State.QUALITY)
    with pytest.raises(Invalid):
        services.skip_hearing(version=version, by=head, at=AT, reason=" ")
    services.skip_hearing(version=version, by=head, at=AT, reason="Bare en retting av en dato.")
    services.approve(version=version, by=manager, at=AT)
    attachment = RegistryEntry.objects.get().documents.get(number=2)
    assert "Bare en retting av en dato." in attachment.html
    assert "Oddvar Hauge" in attachment.html


def test_a_withdrawn_text_takes_its_hearing_with_it(heard, head):
    services.withdraw(version=heard, by=head, at=AT, reason="Vi begynner på nytt.")
    assert Hearing.objects.get().cancel_reason == "Vi begynner på nytt."


def test_everybody_who_must_act_is_written_to(head, manager, union):
    archivist = UserFactory(roles=[Role.ARCHIVIST])
    version = VersionFactory()
    author, owner = version.author, version.strategy.owner
    services.submit(version=version, by=author, at=AT)
    assert told("quality") == {head.pk, owner.pk}
    services.send_back(version=version, by=head, at=AT, reason="Målet mangler tall.")
    assert told("returned") == {author.pk}
    services.reopen(version=version, by=author, at=AT)
    services.submit(version=version, by=author, at=AT + timedelta(days=1))
    facts = {"invited": [union], "deadline": DEADLINE, "question": "?"}
    services.open_hearing(version=version, by=head, at=AT, **facts)
    assert told("invited") | told("hearing") >= {author.pk}
    assert Letter.objects.filter(recipient=union, subject__contains="På høring hos deg").exists()
    services.close_hearing(version=version, by=head, at=AT)
    assert told("submitted") == {manager.pk}
    services.approve(version=version, by=manager, at=AT)
    assert told("to-journal") == {archivist.pk}
    letter = Letter.objects.get(recipient=archivist)
    assert letter.path == f"/journal/poster/{RegistryEntry.objects.get().pk}/"
    journalled(version)
    services.put_due_in_force(at=AT)
    services.put_due_in_force(at=AT)
    assert told("ready") == {head.pk, owner.pk}
    assert Letter.objects.filter(recipient=head, key__contains=":ready:").count() == 1
    services.put_in_force(version=version, by=head, at=AT)
    assert told("in-force") == {author.pk, owner.pk, manager.pk}


def test_what_has_waited_five_working_days_is_reminded_of_once(head):
    version = VersionFactory(state=State.QUALITY)  # since Monday 2 March 2026
    owner = version.strategy.owner
    assert services.remind_waiting(at=datetime(2026, 3, 6, 6, 0, tzinfo=UTC)) == 0
    monday = datetime(2026, 3, 9, 6, 0, tzinfo=UTC)
    assert services.remind_waiting(at=monday) == 2
    assert services.remind_waiting(at=monday) == 0
    assert told("waited") == {head.pk, owner.pk}


def test_the_clock_opens_a_review_once_and_tells_the_owner():
    version = VersionFactory(state=State.IN_FORCE)
    owner = version.strategy.owner
    assert services.open_reviews(at=datetime(2027, 2, 28, 6, 0, tzinfo=UTC)) == 0
    due = datetime(2027, 3, 1, 6, 0, tzinfo=UTC)
    assert services.open_reviews(at=due) == 1
    assert services.open_reviews(at=due) == 0
    assert Letter.objects.filter(recipient=owner, subject__contains="gjennomgås").count() == 1
    (waiting,) = queries.Standing().waiting_for(owner)
    assert waiting.version == version


@pytest.mark.parametrize(
    ("state", "role"),
    [
        (State.QUALITY, Role.HEAD),
        (State.SUBMITTED, Role.MANAGER),
        (State.RETURNED, Role.ADVISER),
        (State.APPROVED, Role.ARCHIVIST),
    ],
)
def test_a_version_waits_for_the_one_whose_turn_it_is(state, role):
    version = VersionFactory(state=state)
    for one in Role:
        waits = queries.Standing().waiting_for(UserFactory(roles=[one]))
        expected = one == role or (state == State.RETURNED and one == Role.HEAD)
        assert [found.version for found in waits] == ([version] if expected else [])


def test_when_journalled_it_is_the_heads_turn(head):
    version = VersionFactory(state=State.APPROVED)
    journalled(version)
    assert [found.version for found in queries.Standing().waiting_for(head)] == [version]
    assert queries.Standing().waiting_for(UserFactory(roles=[Role.ARCHIVIST])) == []


def test_the_days_of_a_strategy_stand_in_the_calendars_of_owner_and_head(head):
    version = VersionFactory(state=State.IN_FORCE)
    for person in (version.strategy.owner, head):
        (found,) = queries.Standing().deadlines(person)
        assert (found.day, found.kind) == (date(2027, 3, 1), "strategy-review")
    assert queries.Standing().deadlines(UserFactory(roles=[Role.ADVISER])) == []


def test_the_tasks_call_the_services():
    assert (tasks.put_due_in_force(), tasks.open_reviews(), tasks.remind_waiting()) == (0, 0, 0)


def test_the_command_finds_a_text_that_no_longer_matches_its_checksum(manager):
    version = VersionFactory(state=State.SUBMITTED)
    services.approve(version=version, by=manager, at=AT)
    out = StringIO()
    call_command("verify_strategies", stdout=out)
    assert out.getvalue() == "1 approved versions hold.\n"
    VersionFactory(state=State.IN_FORCE)  # not in the journal
    with pytest.raises(CommandError, match="1 of 2"):
        call_command("verify_strategies", stdout=out, stderr=StringIO())


class TestPages:
    """What the page of a version says."""

    def page(self, client, version):
        return client.get(reverse("strategy:version-detail", args=(version.pk,))).text

    @pytest.mark.parametrize("state", State.values)
    def test_in_every_state_everybody_can_open_it(self, client_for, state):
        version = VersionFactory(state=state)
        for role in (Role.READER, Role.ADVISER, Role.HEAD, Role.MANAGER, Role.ARCHIVIST):
            assert "Veien fram til strategien gjelder" in self.page(client_for(role), version)

    def test_it_says_who_must_act_now(self, client_for, head):
        version = VersionFactory(state=State.QUALITY)
        shown = self.page(client_for(Role.READER), version)
        assert "Dette venter vi på" in shown
        assert "Oddvar Hauge" in shown
        assert "Nå er det din tur" in self.page(client_for(head), version)

    def test_closing_is_offered_only_when_every_input_has_its_answer(self, client_for, heard, head):
        client = client_for(head)
        assert 'value="close-hearing"' not in self.page(client, heard)
        answer_all(head)
        shown = self.page(client, heard)
        assert 'value="close-hearing"' in shown
        assert 'value="revise"' in shown

    def test_before_it_is_journalled_it_says_so_and_has_no_button(self, client_for, manager):
        version = VersionFactory(state=State.SUBMITTED)
        services.approve(version=version, by=manager, at=AT)
        client = client_for(Role.HEAD)
        shown = self.page(client, version)
        assert "Strategien kan ikke gjelde før det er gjort." in shown
        assert 'value="put-in-force"' not in shown
        journalled(version)
        assert 'value="put-in-force"' in self.page(client, version)

    def test_the_frozen_text_is_a_file_with_the_checksum_that_is_shown(self, client_for, manager):
        version = VersionFactory(state=State.SUBMITTED)
        version = services.approve(version=version, by=manager, at=AT)
        reader = client_for(Role.READER)
        answer = reader.get(reverse("strategy:version-text", args=(version.pk,)))
        assert answer.content.decode() == version.canonical_text
        assert version.checksum[:8] in self.page(reader, version)
        draft = VersionFactory()
        assert reader.get(reverse("strategy:version-text", args=(draft.pk,))).status_code == 404

    def test_the_head_sends_it_on_hearing_from_its_page(self, client_for, union):
        dpo = UserFactory(roles=[Role.DPO])
        version = VersionFactory(state=State.QUALITY)
        client = client_for(Role.HEAD)
        url = reverse("strategy:version-hearing", args=(version.pk,))
        form = client.get(url).context["form"]
        assert form.initial["invited"] == [dpo.pk]
        posted = {"edition": 1, "deadline": form.initial["deadline"], "question": "Hva mangler?"}
        assert client.post(url, posted).status_code == 422
        assert client.post(url, posted | {"invited": [union.pk, dpo.pk]}).status_code == 302
        assert Hearing.objects.get().invitations.count() == 2
        assert client.get(url).status_code == 409

    @pytest.mark.parametrize("days", [-1, 5])
    def test_the_deadline_is_a_working_day_to_come(self, client_for, union, days, monkeypatch):
        wednesday = datetime(2026, 12, 23, 9, 0, tzinfo=UTC)
        monkeypatch.setattr("difi_sosial.hearing.forms.now", lambda: wednesday)
        version = VersionFactory(state=State.QUALITY)
        url = reverse("strategy:version-hearing", args=(version.pk,))
        day = wednesday.date() + timedelta(days=days if days < 0 else 1)
        posted = {"edition": 1, "deadline": day, "question": "?", "invited": [union.pk]}
        assert client_for(Role.HEAD).post(url, posted).status_code == 422

    def test_the_second_approver_is_told_who_was_first(self, client_for, manager):
        version = VersionFactory(state=State.SUBMITTED)
        url = reverse("strategy:version-approve", args=(version.pk,))
        second = client_for(Role.MANAGER)
        assert second.get(url).status_code == 200
        services.approve(version=version, by=manager, at=AT)
        answer = second.post(url, {"edition": version.edition})
        assert answer.status_code == 409
        assert f"{manager.name} godkjente" in answer.text


class TestCopies:
    """A strategy for a unit or a campaign."""

    def copy(self, version, **changes):
        by = UserFactory(roles=[Role.ADVISER])
        facts = {"title": "For nord", "unit": by.unit, "owner": by, "by": by, "at": AT}
        return services.copy(version=version, **(facts | changes))

    def test_the_content_is_the_same_and_the_rows_have_keys_of_their_own(self):
        old = VersionFactory(state=State.IN_FORCE)
        fresh = self.copy(old)
        assert (fresh.number, fresh.state, fresh.mandate) == (1, State.DRAFT, old.mandate)
        assert fresh.strategy.parent == old
        assert fresh.goals.get().statement == old.goals.get().statement
        assert fresh.goals.get().key != old.goals.get().key
        assert fresh.messages.get().target_group_key == fresh.target_groups.get().key

    def test_who_was_heard_about_the_other_says_nothing_about_this(self):
        assert self.copy(VersionFactory(state=State.IN_FORCE)).heard == []

    def test_a_campaign_has_an_end(self):
        old = VersionFactory(state=State.IN_FORCE)
        with pytest.raises(Invalid):
            self.copy(old, scope="campaign")
        fresh = self.copy(old, scope="campaign", ends_on=date(2026, 12, 31))
        assert fresh.strategy.ends_on == date(2026, 12, 31)

    def test_both_pages_show_the_other_and_the_child_is_told_of_a_new_version(
        self, client_for, manager
    ):
        old = VersionFactory(state=State.IN_FORCE, number=1)
        child = self.copy(old)
        newer = VersionFactory(strategy=old.strategy, number=2, state=State.SUBMITTED)
        in_force(newer, by=manager, at=AT)
        assert Letter.objects.filter(
            recipient=child.strategy.owner, subject__contains="bygger på"
        ).exists()
        reader = client_for(Role.READER)
        shown = TestPages().page(reader, child)
        assert "Strategien dere bygger på, har fått en ny versjon" in shown
        assert "For nord" in TestPages().page(reader, old)

    def test_an_adviser_makes_one_from_the_page(self, client_for):
        old = VersionFactory(state=State.IN_FORCE)
        adviser = client_for(Role.ADVISER)
        url = reverse("strategy:version-copy", args=(old.pk,))
        posted = {"title": "For nord", "unit": adviser.person.unit_id, "owner": adviser.person.pk}
        assert adviser.post(url, posted | {"scope": "campaign"}).status_code == 422
        assert adviser.post(url, posted | {"scope": "unit"}).status_code == 302
        assert old.children.get().title == "For nord"
        assert client_for(Role.MANAGER).get(url).status_code == 403


class TestCompare:
    """Any two side by side."""

    def test_the_person_chooses_which_two(self, client_for):
        strategy = StrategyFactory()
        versions = [
            VersionFactory(strategy=strategy, number=n, state=state, staffing=f"{word} personer")
            for n, state, word in (
                (1, State.WITHDRAWN, "To"),
                (2, State.WITHDRAWN, "Tre"),
                (3, State.DRAFT, "Fire"),
            )
        ]
        url = reverse("strategy:version-compare", args=(versions[2].pk,))
        client = client_for(Role.READER)
        shown = client.get(url, {"fra": versions[0].pk, "til": versions[1].pk}).text
        assert "<del>To</del>" in shown
        assert "<ins>Tre</ins>" in shown
        assert "<ins>Fire</ins>" in client.get(url, {"fra": "tull", "til": "99999"}).text
        assert "Vi behandler ikke saker her." in shown
        assert "Vi behandler ikke saker her." not in client.get(url, {"endret": "on"}).text

    def test_the_text_that_was_heard_can_be_chosen(self, client_for, heard):
        StrategyVersion.objects.filter(pk=heard.pk).update(
            staffing="Fem rådgivere deler på arbeidet."
        )
        url = reverse("strategy:version-compare", args=(heard.pk,))
        shown = client_for(Role.MANAGER).get(url, {"fra": "horing"}).text
        assert "slik den sto på høring" in shown
        assert "<ins>Fem</ins>" in shown

    def test_a_moved_passage_is_recognised(self, client_for):
        strategy = StrategyFactory()
        words = "Rådgiverne svarer på alt som kommer inn i løpet av arbeidsdagen."
        facts = {"strategy": strategy, "substitutes": "", "rows": False}
        VersionFactory(number=1, state=State.WITHDRAWN, situation=words, **facts)
        version = VersionFactory(number=2, situation="Annet", budget=words, **facts)
        url = reverse("strategy:version-compare", args=(version.pk,))
        assert "1 linje er flyttet" in client_for(Role.READER).get(url).text


class TestList:
    """All strategies."""

    def test_it_is_narrowed_by_words_unit_and_state(self, client_for):
        one = VersionFactory(state=State.IN_FORCE, strategy__title="Hovedstrategien")
        VersionFactory(strategy__title="Kampanjen")
        client, url = client_for(Role.READER), reverse("strategy:strategy-list")
        for wanted in (
            {"text": "hoved"},
            {"unit": one.strategy.unit_id},
            {"state": State.IN_FORCE},
        ):
            shown = client.get(url, wanted).text
            assert "Hovedstrategien" in shown
            assert "Kampanjen" not in shown
        assert "Ingen strategier passer" in client.get(url, {"text": "finnes ikke"}).text


def test_a_step_that_nobody_knows_is_refused(head):
    with pytest.raises(WrongState):
        services.act(version=VersionFactory(), action="tull", by=head, at=AT)


def test_the_front_page_of_the_head_shows_a_hearing_that_is_ripe(client_for, heard, head):
    assert local_date(now()) > DEADLINE
    assert str(heard) in client_for(head).get("/").text


def test_a_review_whose_owner_has_left_comes_to_the_head(head):
    version = VersionFactory(state=State.IN_FORCE, review_on=date(2027, 3, 1))
    owner = version.strategy.owner
    owner.is_active = False
    owner.save()
    services.open_reviews(at=datetime(2027, 3, 1, 6, 0, tzinfo=UTC))
    assert Letter.objects.filter(recipient=head, key__contains="review").count() == 1


def test_the_data_protection_officer_never_approves():
    officer = UserFactory(roles=[Role.MANAGER, Role.DPO])
    version = VersionFactory(state=State.SUBMITTED)
    with pytest.raises(NotAllowed):
        services.approve(version=version, by=officer, at=AT)
    assert officer not in queries.approvers(version)


def test_a_campaign_does_not_stand_in_for_the_agency():
    campaign = StrategyFactory(scope=Scope.CAMPAIGN, ends_on=date(2027, 1, 1))
    VersionFactory(state=State.IN_FORCE, strategy=campaign)
    assert queries.current() is None
    own = VersionFactory(state=State.IN_FORCE)
    assert queries.current() == own
