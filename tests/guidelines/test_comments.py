"""Comments: who may, where they point when the text moves, and who is told."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from difi_sosial.audit.queries import history_of
from difi_sosial.core.errors import Invalid, NotAllowed, WrongState
from difi_sosial.guidelines import queries, rules
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.enums import COMMENTED_STATES, State, ThreadAction, ThreadState
from difi_sosial.guidelines.models import GuidelineVersion, Remark, Thread
from difi_sosial.guidelines.services import SectionText
from difi_sosial.guidelines.workflow import THREAD
from difi_sosial.people.enums import Role
from difi_sosial.people.models import Letter
from tests.factories.guidelines import to_approval, version_in
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)
BODY = "Vi svarer innen to timer. Om natten svarer vi ikke.\n\nVi svarer alltid vennlig."


def write(version, anchor, body):
    section = version.sections.get(anchor=anchor)
    text = SectionText(section.pk, section.edition, section.heading, body)
    guidelines.save_sections(version=version, texts=[text], by=version.guideline.owner, at=NOON)


@pytest.fixture(scope="module")
def written(standing):
    """The key of a draft with BODY in one section."""
    with standing():
        version = version_in(State.DRAFT)
        write(version, "prosedyrer", BODY)
        return version.pk


@pytest.fixture
def draft(written):
    return GuidelineVersion.objects.get(pk=written)


@pytest.fixture
def reader():
    return UserFactory(roles=[Role.READER], name="Lars Vik")


def say(version, by, text="Dette er uklart.", **more):
    given = {"anchor": "prosedyrer", **more}
    return guidelines.comment(version=version, text=text, by=by, at=NOON, **given)


def placed(version):
    return queries.place(version.sections.all(), queries.threads(version))


# Saying and answering


def test_a_reader_comments_on_words_in_a_section(draft, reader):
    thread = say(draft, reader, quote="innen to timer")
    assert (thread.quote, thread.position) == ("innen to timer", 10)
    assert [remark.text for remark in thread.remarks.all()] == ["Dette er uklart."]


def test_words_that_are_not_in_the_section_are_refused(draft, reader):
    with pytest.raises(Invalid, match="Ordene"):
        say(draft, reader, quote="i morgen")
    assert not Thread.objects.exists()


@pytest.mark.parametrize("text", ["", "  \n"])
def test_nothing_is_no_comment(draft, reader, text):
    with pytest.raises(Invalid):
        say(draft, reader, text=text)
    thread = say(draft, reader)
    with pytest.raises(Invalid):
        guidelines.answer(thread=thread, text=text, by=reader, at=NOON)


def test_a_section_that_is_gone_cannot_be_commented_on(draft, reader):
    with pytest.raises(Invalid):
        say(draft, reader, anchor="finnes-ikke")


def test_the_authors_get_a_letter_about_a_comment_and_not_the_one_who_wrote_it(draft, reader):
    thread = say(draft, reader)
    letter = Letter.objects.get()
    assert letter.recipient == draft.guideline.owner
    assert "Lars Vik" in letter.text and "Dette er uklart." in letter.text
    assert letter.path.endswith(f"#kommentar-{thread.pk}")


def test_everybody_in_the_thread_is_told_of_an_answer(draft, reader):
    thread = say(draft, reader)
    third = UserFactory(roles=[Role.MANAGER])
    guidelines.answer(thread=thread, text="Enig.", by=third, at=NOON)
    Letter.objects.all().delete()
    guidelines.answer(thread=thread, text="Rettet.", by=draft.guideline.owner, at=NOON)
    assert {letter.recipient for letter in Letter.objects.all()} == {reader, third}


def test_what_happens_to_comments_stands_in_the_history_of_the_version(draft, reader):
    thread = say(draft, reader)
    owner = draft.guideline.owner
    guidelines.answer(thread=thread, text="Rettet.", by=owner, at=NOON)
    guidelines.close_or_open(thread=thread, action="resolve", by=owner, at=NOON)
    guidelines.close_or_open(thread=thread, action="reopen", by=reader, at=NOON)
    kinds = [event.kind for event in history_of(draft)[:4]]
    assert kinds[::-1] == [
        "guideline-commented",
        "guideline-answered",
        "guideline-comment-closed",
        "guideline-comment-opened",
    ]


# The law of a thread: every state, action and role

MAY_CLOSE = {Role.ADVISER, Role.HEAD}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", ThreadAction)
@pytest.mark.parametrize("state", ThreadState)
def test_who_may_close_and_open(draft, reader, state, action, role):
    thread = say(draft, reader)
    if state == ThreadState.RESOLVED:
        guidelines.close_or_open(thread=thread, action="resolve", by=reader, at=NOON)
    person = UserFactory(roles=[role])
    fits = (state == ThreadState.OPEN) == (action == ThreadAction.RESOLVE)

    def act():
        return guidelines.close_or_open(thread=thread, action=action, by=person, at=NOON)

    if not fits:
        with pytest.raises(WrongState):
            act()
    elif role not in MAY_CLOSE:
        with pytest.raises(NotAllowed):
            act()
    else:
        changed = act()
        assert changed.state == (ThreadState.RESOLVED if fits and action == "resolve" else "open")
        assert (changed.resolved_by == person) == (action == "resolve")
    thread.refresh_from_db()
    thread.version = draft
    assert bool(THREAD.open_to(person, thread)) == (role in MAY_CLOSE)


def test_who_began_may_close_whatever_role(draft, reader):
    thread = say(draft, reader)
    assert rules.may_close(reader, thread)
    assert not rules.may_close(UserFactory(roles=[Role.READER]), thread)


@pytest.mark.parametrize("state", State)
def test_a_version_is_commented_on_only_while_it_can_be_changed(state, reader):
    version = version_in(state)
    if state in COMMENTED_STATES:
        assert say(version, reader).pk
        return
    with pytest.raises(WrongState):
        say(version, reader)


def test_comments_stay_with_a_version_that_is_approved_and_cannot_be_answered(draft, reader):
    thread = say(draft, reader)
    owner = draft.guideline.owner
    to_approval(draft, by=owner, at=NOON)
    guidelines.approve(version=draft, by=UserFactory(roles=[Role.MANAGER]), at=NOON)
    with pytest.raises(WrongState):
        guidelines.answer(thread=thread, text="For sent.", by=reader, at=NOON)
    with pytest.raises(WrongState):
        guidelines.close_or_open(thread=thread, action="resolve", by=owner, at=NOON)
    assert queries.thread_counts(draft) == {"open": 1, "resolved": 0}


def test_the_database_refuses_a_place_without_words(draft, reader):
    thread = say(draft, reader)
    with pytest.raises(IntegrityError), transaction.atomic():
        Thread.objects.filter(pk=thread.pk).update(position=7)
    with pytest.raises(IntegrityError), transaction.atomic():
        Remark.objects.update(text="")


# Where a comment points


@pytest.mark.parametrize(
    ("body", "where"),
    [
        (BODY, "here"),
        (f"# Nytt foran\n\n- først\n\n{BODY}", "here"),
        ("Vi svarer **innen** to\ntimer.", "here"),
        (BODY.replace("to timer", "tre timer"), "changed"),
        ("", "changed"),
    ],
)
def test_a_comment_follows_its_words_in_the_section(draft, reader, body, where):
    say(draft, reader, quote="innen to timer")
    write(draft, "prosedyrer", body)
    assert [one.where for one in placed(draft)] == [where]


def test_a_comment_follows_its_words_to_another_section(draft, reader):
    say(draft, reader, quote="innen to timer")
    write(draft, "prosedyrer", "Tomt.")
    write(draft, "spraak-tone-og-nettikette", BODY)
    (one,) = placed(draft)
    assert (one.where, one.anchor) == ("moved", "spraak-tone-og-nettikette")


def test_a_comment_on_a_section_that_was_left_out_stays_in_the_list(draft, reader):
    owner = draft.guideline.owner
    own = guidelines.add_section(version=draft, heading="Konkurranser", by=owner, at=NOON)
    say(draft, reader, anchor=own.anchor)
    guidelines.remove_section(section=own, by=owner, at=NOON)
    (group,) = queries.chosen_threads(draft.sections.all(), queries.threads(draft))
    assert (group.heading, group.section) == ("Konkurranser", None)


def test_only_open_passages_are_marked_in_the_text(draft, reader):
    thread = say(draft, reader, quote="innen to timer")
    page = next(p for p in shown(draft) if p.section.anchor == "prosedyrer")
    assert '<mark class="passage">innen to timer</mark>' in page.html
    guidelines.close_or_open(thread=thread, action="resolve", by=reader, at=NOON)
    page = next(p for p in shown(draft) if p.section.anchor == "prosedyrer")
    assert "<mark" not in page.html and page.closed == 1


def shown(version):
    return queries.shown(version.sections.all(), queries.threads(version))


@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        ({}, 2),
        ({"status": "loste"}, 1),
        ({"status": "alle"}, 3),
        ({"anchor": "prosedyrer"}, 1),
        ({"status": "alle", "mine": True}, 2),
    ],
)
def test_comments_are_narrowed_by_status_section_and_person(draft, reader, wanted, number):
    say(draft, reader)
    say(draft, draft.guideline.owner, anchor="ytringsfrihet")
    closed = say(draft, reader, anchor="ytringsfrihet")
    guidelines.close_or_open(thread=closed, action="resolve", by=reader, at=NOON)
    person = reader if wanted.pop("mine", False) else None
    sections, found = draft.sections.all(), queries.threads(draft)
    groups = queries.chosen_threads(sections, found, person=person, **wanted)
    assert sum(len(group.threads) for group in groups) == number


# The pages


def address(name, version, *more):
    return reverse(f"guidelines:{name}", args=[version.guideline.slug, version.number, *more])


def test_a_comment_is_written_answered_and_closed_without_javascript(draft, client_for):
    reader, writer = client_for(Role.READER), client_for(Role.ADVISER)
    page = address("section-comments", draft, "prosedyrer")
    answer = reader.post(page, {"text": "Hva med helg?", "quote": "innen to timer"})
    thread = Thread.objects.get()
    assert answer["Location"] == f"{page}#kommentar-{thread.pk}"
    answer = writer.post(
        address("thread-answer", draft, thread.pk), {"text": "Godt spurt.", "fra": "versjon"}
    )
    assert answer["Location"] == f"{address('version-show', draft)}#kommentar-{thread.pk}"
    writer.post(address("thread-act", draft, thread.pk), {"action": "resolve"})
    listed = reader.get(address("version-comments", draft), {"status": "loste"}).text
    assert "Hva med helg?" in listed and "Godt spurt." in listed and "Løst av" in listed


def test_a_comment_with_wrong_words_is_asked_for_again_with_everything_kept(draft, client_for):
    page = address("section-comments", draft, "prosedyrer")
    answer = client_for(Role.READER).post(page, {"text": "Uklart.", "quote": "står ikke her"})
    assert answer.status_code == 422
    assert "Uklart." in answer.text and "står ikke her" in answer.text
    assert "Ordene du viser til" in answer.text


def test_selected_words_come_with_the_address(draft, client_for):
    page = address("section-comments", draft, "prosedyrer")
    answer = client_for(Role.READER).get(page, {"sitat": "innen to timer", "foran": "svarer "})
    assert answer.context["comment_form"]["quote"].value() == "innen to timer"


def test_an_empty_answer_is_asked_for_again(draft, reader, client_for):
    thread = say(draft, reader)
    answer = client_for(Role.READER).post(address("thread-answer", draft, thread.pk), {"text": ""})
    assert answer.status_code == 422
    assert "Dette er uklart." in answer.text


def test_a_script_gets_the_thread_alone(draft, reader, client_for):
    thread = say(draft, reader)
    client = client_for(Role.ADVISER)
    answer = client.post(
        address("thread-act", draft, thread.pk),
        {"action": "resolve"},
        headers={"HX-Request": "true"},
    )
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith("<article")
    assert "Løst av" in answer.text


def test_what_was_said_is_shown_as_text(draft, reader, client_for):
    say(draft, reader, text="<script>alert(1)</script>", quote="innen to timer")
    for name in ("version-show", "version-comments"):
        assert "<script>alert" not in client_for(Role.READER).get(address(name, draft)).text


@pytest.mark.parametrize("name", ["version-show", "version-comments", "section-comments"])
def test_the_pages_ask_the_same_questions_for_1_30_and_300_comments(
    draft, reader, client_for, name
):
    client = client_for(Role.ADVISER)
    more = ["prosedyrer"] if name == "section-comments" else []
    client.get(address(name, draft, *more))
    asked = []
    for number in (1, 29, 270):
        many(draft, reader, number)
        with CaptureQueriesContext(connection) as queries_made:
            client.get(address(name, draft, *more))
        asked.append(len(queries_made))
    assert len(set(asked)) == 1, asked


def many(version, person, number):
    threads = Thread.objects.bulk_create(
        Thread(
            version=version,
            anchor="prosedyrer",
            heading="Prosedyrer",
            quote="innen to timer",
            position=10,
            started_by=person,
            started_at=NOON + timedelta(seconds=n),
        )
        for n in range(number)
    )
    Remark.objects.bulk_create(
        Remark(thread=thread, text="Uklart.", by=person, at=NOON) for thread in threads
    )
