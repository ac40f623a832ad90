"""Who writes where: a courtesy that ends by itself, and that anybody may take over."""

from datetime import UTC, datetime, timedelta

import pytest

from difi_sosial.audit.queries import history_of
from difi_sosial.core.errors import NotAllowed, WrongState
from difi_sosial.guidelines import queries
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.enums import State
from difi_sosial.guidelines.models import WritingSign
from difi_sosial.guidelines.services import EditCollision, Occupied, SectionText
from difi_sosial.people.enums import Role
from difi_sosial.people.models import Letter
from tests.factories.guidelines import version_in
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 3, 11, 5, tzinfo=UTC)  # kl. 12.05 in Oslo


def minutes(number):
    return NOON + timedelta(minutes=number)


@pytest.fixture
def kari():
    return UserFactory(roles=[Role.ADVISER], name="Kari Nordli")


@pytest.fixture
def ase():
    return UserFactory(roles=[Role.ADVISER], name="Åse Bjørnstad")


@pytest.fixture
def section():
    return version_in(State.DRAFT).sections.get(kind="tone")


def begin(section, by, at=NOON):
    return guidelines.begin_writing(section=section, by=by, at=at)


def test_the_second_is_told_who_writes_and_since_when(section, kari, ase):
    begin(section, kari)
    with pytest.raises(Occupied, match=r"Kari Nordli skriver her siden kl\. 12\.05\."):
        begin(section, ase, minutes(2))


@pytest.mark.parametrize(
    ("seen", "asked", "free"),
    [(0, 9, False), (0, 10, True), (8, 17, False), (8, 18, True), (0, 60, True)],
)
def test_a_sign_ends_ten_minutes_after_the_last_sign_of_life(section, kari, ase, seen, asked, free):
    begin(section, kari)
    begin(section, kari, minutes(seen))
    if free:
        assert begin(section, ase, minutes(asked)).person == ase
    else:
        with pytest.raises(Occupied):
            begin(section, ase, minutes(asked))


def test_signs_of_life_do_not_change_since_when(section, kari):
    begin(section, kari)
    sign = begin(section, kari, minutes(9))
    assert (sign.since, sign.seen_at) == (NOON, minutes(9))
    assert begin(section, kari, minutes(30)).since == minutes(30)


def test_who_is_taken_over_from_gets_a_letter_and_the_log_says_it(section, kari, ase):
    begin(section, kari)
    guidelines.take_over(section=section, by=ase, at=minutes(3))
    with pytest.raises(Occupied):
        begin(section, kari, minutes(4))
    letter = Letter.objects.get()
    assert letter.recipient == kari and "Åse Bjørnstad" in letter.subject
    assert history_of(section.version)[0].kind == "guideline-writing-taken"


@pytest.mark.parametrize("who", ["nobody", "gone", "self"])
def test_nobody_is_told_when_nobody_was_writing(section, kari, ase, who):
    if who != "nobody":
        begin(section, ase if who == "self" else kari)
    guidelines.take_over(section=section, by=ase, at=minutes(15 if who == "gone" else 1))
    assert not Letter.objects.exists()


def test_one_takes_down_only_ones_own_sign(section, kari, ase):
    begin(section, kari)
    guidelines.stop_writing(section=section, by=ase)
    assert queries.writers(section.version, NOON)[section.anchor].person == kari
    guidelines.stop_writing(section=section, by=kari)
    assert queries.writers(section.version, NOON) == {}


def test_a_sign_that_ended_is_not_shown(section, kari):
    begin(section, kari)
    assert queries.writers(section.version, minutes(10)) == {}


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADVISER, Role.HEAD}))
def test_who_may_not_write_puts_up_no_sign(section, role):
    person = UserFactory(roles=[role])
    for verb in (guidelines.begin_writing, guidelines.take_over):
        with pytest.raises(NotAllowed):
            verb(section=section, by=person, at=NOON)


@pytest.mark.parametrize("state", sorted(set(State) - {State.DRAFT}))
def test_nobody_writes_in_what_is_not_a_draft(state, kari):
    section = version_in(state).sections.first()
    with pytest.raises(WrongState):
        begin(section, kari)
    assert not WritingSign.objects.exists()


# A page that saves itself


def save(section, by, body, *, edition=None, sitting="page 1", at=NOON, by_itself=True):
    text = SectionText(section.pk, edition or section.edition, section.heading, body, sitting)
    guidelines.save_sections(
        version=section.version, texts=[text], by=by, at=at, by_itself=by_itself
    )
    section.refresh_from_db()


def test_a_page_never_collides_with_its_own_savings(section, kari):
    first = section.edition
    for body in ("V", "Vi", "Vi er her."):
        save(section, kari, body, edition=first)
    save(section, kari, "Vi er her nå.", edition=first, by_itself=False)
    assert section.body == "Vi er her nå."


def test_another_page_collides_also_of_the_same_person(section, kari):
    first = section.edition
    save(section, kari, "I det ene vinduet.", edition=first)
    with pytest.raises(EditCollision):
        save(section, kari, "I det andre.", edition=first, sitting="page 2")


def test_a_button_press_ends_the_sitting_so_a_late_saving_does_not_bring_old_text_back(
    section, kari
):
    first = section.edition
    save(section, kari, "Halvferdig", edition=first)
    save(section, kari, "Ferdig.", edition=first, by_itself=False)
    with pytest.raises(EditCollision):
        save(section, kari, "Halvferdig", edition=first)
    assert section.body == "Ferdig."


def test_savings_between_two_collide_and_nothing_is_lost(section, kari, ase):
    first = section.edition
    save(section, kari, "Kari skriver.", edition=first, sitting="kari")
    with pytest.raises(EditCollision) as refused:
        save(section, ase, "Åse skriver.", edition=first, sitting="åse", by_itself=False)
    assert refused.value.theirs.body == "Kari skriver."
    assert refused.value.mine.body == "Åse skriver."


def test_a_page_that_saves_itself_is_one_event_per_half_hour(section, kari):
    before = history_of(section.version).count()
    for number in range(6):
        save(section, kari, f"Tekst {number}", at=minutes(10 * number))
    assert history_of(section.version).count() - before == 2


def test_every_press_of_the_button_is_an_event(section, kari):
    before = history_of(section.version).count()
    for number in range(3):
        save(section, kari, f"Tekst {number}", by_itself=False)
    assert history_of(section.version).count() - before == 3
