"""Menu, chain and task list."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from difi_sosial.channels.enums import DecisionState
from difi_sosial.channels.enums.accounts import ProfileState
from difi_sosial.channels.models import Channel, Decision, LeaverAlarm
from difi_sosial.core.clock import now
from difi_sosial.dialogue.enums import State as TriageState
from difi_sosial.people.enums import Role
from difi_sosial.people.permissions import Permission
from difi_sosial.portal import services
from difi_sosial.portal.enums import Lesson, TaskColor
from difi_sosial.portal.queries.account_waiting import waiting_accounts
from difi_sosial.portal.queries.chain import STEPS, chain
from difi_sosial.portal.queries.facts import Facts
from difi_sosial.portal.queries.menu import ENTRIES, FRONT, menu, place_of, url_of
from difi_sosial.portal.queries.reached import reached
from difi_sosial.portal.queries.steps import steps
from difi_sosial.portal.queries.tasks import Part, Task, done, locked, part, progress
from difi_sosial.portal.queries.waiting import waiting
from difi_sosial.strategy.enums import State
from tests.factories.channels import (
    AccountFactory,
    AdministratorFactory,
    ChannelFactory,
    DecisionFactory,
    ProfileTextFactory,
)
from tests.factories.delegations import away
from tests.factories.dialogue import TriageFactory
from tests.factories.monitoring import SourceFactory
from tests.factories.people import UserFactory
from tests.factories.strategy import StrategyFactory, VersionFactory
from tests.house.test_urls import URLS

pytestmark = pytest.mark.django_db
# Whoever needs one more finds first what can be asked together.
MOST_QUERIES = 30


@pytest.mark.parametrize("name", [name for name, _label, _permission in ENTRIES])
def test_everything_in_the_menu_exists(name):
    assert url_of(name)


@pytest.mark.parametrize("name", [name for _key, _label, name, _permission in STEPS])
def test_everything_in_the_chain_exists(name):
    assert url_of(name)


def test_menu_holds_only_what_the_person_may_open(person):
    labels = [str(item.label) for item in menu(person(Role.READER), "/")]
    assert labels == ["Oppgaver", "Strategi", "Kanaler", "Retningslinjer", "Personer"]


def test_menu_marks_the_longest_path_that_fits(person):
    assert marked(menu(person(Role.HEAD), "/omtaler/mine/")) == {"Omtaler": "true"}


@pytest.mark.parametrize("role", [Role.HEAD, Role.READER])
def test_every_page_belongs_to_one_entry(person, role):
    somebody = person(role)
    lost = [path for _name, path, _view in URLS if len(marked(menu(somebody, path))) != 1]
    assert lost == []


def test_tasks_are_current_only_where_nothing_else_fits(person):
    head = person(Role.HEAD)
    parts = {path.split("/")[1] for _name, path, _view in URLS if place_of(path) == FRONT}
    several = {"", "forstaa", "frister", "sok", "horing", "regelverk", "personvern", "offentlig"}
    assert parts == several | {"personer", "konto", "kalender", "valg", "helse"}
    assert marked(menu(head, "/")) == {"Oppgaver": "page"}
    assert marked(menu(head, "/forstaa/hva/")) == {"Oppgaver": "true"}


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("/nettidentitet/funn/1/", "Overvåking"),
        ("/les-og-bekreft/", "Retningslinjer"),
        ("/personer/meg/", "Oppgaver"),
        ("/overvaking/ikke-slik/1/", "Omtaler"),
    ],
)
def test_pages_with_an_address_of_their_own_belong_too(person, path, label):
    assert list(marked(menu(person(Role.HEAD), path))) == [label]


def test_page_of_an_entry_out_of_reach_belongs_to_the_tasks(person):
    assert marked(menu(person(Role.READER), "/journal/")) == {"Oppgaver": "true"}


def marked(items):
    return {str(item.label): item.current for item in items if item.current}


def test_chain_marks_where_we_are_and_what_we_have_passed(person):
    VersionFactory(state=State.IN_FORCE)
    links = chain(person(Role.HEAD), current="guideline")
    assert [link.key for link in links if link.passed] == ["purpose", "target-group"]
    assert [link.key for link in links if link.current] == ["guideline"]


def test_nothing_is_passed_before_it_is_there(person):
    links = chain(person(Role.HEAD), current="journal")
    assert [link.key for link in links if link.passed] == []


def test_what_comes_after_is_never_passed(person):
    VersionFactory(state=State.IN_FORCE)
    TriageFactory(state=TriageState.ANSWERED)
    links = chain(person(Role.HEAD), current="channel")
    assert [link.key for link in links if link.passed] == ["purpose", "target-group"]
    assert reached(person(Role.HEAD)) == {"purpose", "target-group", "follow-up"}


def test_chain_asks_once(person, django_assert_num_queries):
    head = person(Role.HEAD)
    assert head.roles
    with django_assert_num_queries(1):
        chain(head, current="channel")


def test_chain_takes_either_spelling(person):
    links = chain(person(Role.HEAD), current="follow_up")
    assert [link.key for link in links if link.current] == ["follow-up"]


def test_chain_has_no_links_to_what_the_person_may_not_open(person):
    links = {link.key: link.url for link in chain(person(Role.READER))}
    assert links["journal"] == ""
    assert links["purpose"]


def test_new_agency_has_three_steps_and_nothing_done(person):
    facts = Facts(person(Role.ADVISER))
    parts = steps(facts)
    assert [step.key for step in parts] == ["understand", "position", "use"]
    assert progress(parts)[0] == 0
    assert reached(facts.person) == set()


def test_every_task_of_a_strategy_names_the_one_it_is_about(person):
    own = StrategyFactory(title="Testetatens strategi")
    VersionFactory(strategy=own, number=1, state=State.IN_FORCE)
    VersionFactory(strategy=own, number=2, core_message="")
    VersionFactory(strategy=StrategyFactory(title="Region nords strategi"), number=1)

    tasks = {task.key: task for task in steps(Facts(person(Role.ADVISER)))[1].tasks}

    assert not tasks.pop("channels").reason
    assert tasks.pop("approval").reason
    assert {str(task.hint).partition(":")[0] for task in tasks.values()} == {
        "Testetatens strategi, versjon 2"
    }
    assert "Skriv hovedbudskapet" in tasks["messages"].hint


def test_read_lessons_are_counted(person):
    reader = person(Role.ADVISER)
    for lesson in Lesson:
        services.mark_read(lesson=lesson, by=reader, at=now())
    understand = steps(Facts(reader))[0]
    assert understand.done


def test_reading_twice_keeps_the_first_reader(person):
    first, second = person(Role.ADVISER), person(Role.HEAD)
    services.mark_read(lesson=Lesson.WHAT, by=first, at=now())
    assert services.mark_read(lesson=Lesson.WHAT, by=second, at=now()).read_by == first


def test_locked_task_is_never_done():
    assert not locked("a", "A", "noe mangler").done
    assert done("a", "A", "", "/").done
    assert not Task("a", "A", color=TaskColor.DONE, reason="noe mangler").done


def test_step_holds_only_tasks_the_person_may_see(person):
    class AsReader:
        def __init__(self):
            self.person = person(Role.READER)

    rows = (
        (Permission.PORTAL_READ, lambda facts: done("a", "A", "", "/")),
        (Permission.JOURNAL_EXPORT, lambda facts: done("b", "B", "", "/")),
    )
    step = part("s", "S", "", rows, AsReader())
    assert isinstance(step, Part)
    assert [task.key for task in step.tasks] == ["a"]


def test_front_page_asks_as_often_for_many_as_for_one(client_for, connection_queries):
    clients = {role: client_for(role) for role in Role}
    adviser, manager = (UserFactory(roles=[role]) for role in (Role.ADVISER, Role.MANAGER))

    def asked(roles=tuple(Role)):
        return {role: connection_queries(lambda r=role: clients[r].get("/")) for role in roles}

    much(1, adviser, manager)
    asked([Role.HEAD])
    few = asked()
    assert max(few.values()) <= MOST_QUERIES
    much(29, adviser, manager, rows=False)
    assert asked() == few
    decisions(270, proposed_by=adviser, state=DecisionState.TO_DECIDE)
    assert asked([Role.MANAGER]) == {Role.MANAGER: few[Role.MANAGER]}


def test_front_page_asks_nothing_more_for_each_one_who_is_away(client_for, connection_queries):
    much(1, *(UserFactory(roles=[role]) for role in (Role.ADVISER, Role.MANAGER)))
    client = client_for(Role.MANAGER)
    alone = connection_queries(lambda: client.get("/"))
    for _number in range(3):
        away(UserFactory(roles=[Role.MANAGER]), client.person)
    # The roles of those who are away, and what was given to the one who stands in.
    assert connection_queries(lambda: client.get("/")) == alone + 2


def of_accounts(person):
    return {task.key.partition("-")[0]: task for task in waiting_accounts(Facts(person))}


def test_accounts_wait_for_those_who_can_act(person):
    today = Facts(person(Role.HEAD)).today
    head, adviser, reader = (person(role) for role in (Role.HEAD, Role.ADVISER, Role.READER))
    account = AccountFactory(confirm_due_on=today)
    alarm = LeaverAlarm.objects.create(
        administrator=AdministratorFactory(account=account), cause="moved", raised_at=now()
    )
    text = ProfileTextFactory(account=account, state=ProfileState.ADAPTED)
    broken = ProfileTextFactory(state=ProfileState.DEVIATION)

    mine = of_accounts(head)
    assert set(mine) == {"confirm", "alarm", "profile"}
    assert mine["confirm"].url == f"/kanaler/kontoer/{account.pk}/bekreft/"
    assert mine["alarm"].url == f"/kanaler/alarm/{alarm.pk}/"
    [mend] = of_accounts(adviser).values()
    assert mend.url == f"/kanaler/profiltekst/{broken.pk}/"
    assert "Avvik" in mend.hint
    assert of_accounts(reader) == {}
    assert text.adapted_by not in (head, adviser)


@pytest.mark.parametrize(
    ("state", "label"),
    [
        (ProfileState.DEVIATION, "Avvik i 1 profil"),
        (ProfileState.APPROVED, "Profiltekst er ikke publisert for 1"),
        (ProfileState.PUBLISHED, "Ferdig"),
    ],
)
def test_the_row_of_accounts_says_the_worst(person, state, label):
    account = ProfileTextFactory(state=state).account
    DecisionFactory(channel=account.channel, state=DecisionState.CHOSEN)
    AdministratorFactory.create_batch(2, account=account)
    tasks = {task.key: task for task in steps(Facts(person(Role.ADVISER)))[2].tasks}
    assert str(tasks["accounts"].label) == label


def much(count, adviser, manager, **version):
    """Things that wait for one role or another, all of them written by the same two."""
    unit = adviser.unit
    of_version = {"author": adviser, "strategy__owner": adviser, "strategy__unit": unit}
    for state in (State.SUBMITTED, State.RETURNED):
        VersionFactory.create_batch(count, state=state, **of_version, **version)
    for state in (DecisionState.TO_DECIDE, DecisionState.PRIVACY):
        decisions(count, state=state, proposed_by=adviser)
    decisions(count, state=DecisionState.CHOSEN, proposed_by=adviser, decided_by=manager)
    TriageFactory.create_batch(count, state=TriageState.TRIAGED, mention__source=SourceFactory())
    account = {"account__channel": ChannelFactory(), "account__unit": unit}
    written = {"generated_by": adviser, "adapted_by": adviser, "approved_by": manager}
    ProfileTextFactory.create_batch(count, state=ProfileState.DEVIATION, **account, **written)
    held = AdministratorFactory.create_batch(count, user=adviser, added_by=adviser, **account)
    LeaverAlarm.objects.bulk_create(
        LeaverAlarm(administrator=one, cause="moved", raised_at=now()) for one in held
    )


def decisions(count, **facts):
    """Decisions about a new channel each, in two statements."""
    channels = Channel.objects.bulk_create(ChannelFactory.build_batch(count))
    Decision.objects.bulk_create(DecisionFactory.build(channel=one, **facts) for one in channels)


@pytest.fixture
def connection_queries(db):

    def count(act):
        with CaptureQueriesContext(connection) as captured:
            act()
        return len(captured)

    return count


def test_sources_that_nothing_is_heard_from_wait_for_those_who_can_mend_them():
    for number in range(5):
        facts = {"state": "paused", "pause_reason": "Borte", "trouble": "gone"}
        SourceFactory(name=f"Kilde {number}", **facts)
    adviser, manager = (UserFactory(roles=[role]) for role in (Role.ADVISER, Role.MANAGER))
    tasks = [task for task in waiting(Facts(adviser)) if task.key.startswith("source")]
    assert [str(task.title) for task in tasks][-2:] == [
        "Kilden «Kilde 2» trenger deg",
        "2 kilder til",
    ]
    assert "nye adressen" in str(tasks[0].hint)
    assert not [task for task in waiting(Facts(manager)) if task.key.startswith("source")]
