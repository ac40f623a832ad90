"""Lists, tasks, numbers and comparison."""

import re
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from difi_sosial.guidelines import queries
from difi_sosial.guidelines import services as guidelines
from difi_sosial.guidelines.enums import State
from difi_sosial.guidelines.models import Guideline, GuidelineVersion
from difi_sosial.guidelines.services import SectionText
from difi_sosial.people.enums import Role
from tests.factories.guidelines import GuidelineFactory, into_force, to_approval, version_in
from tests.factories.people import UserFactory

NOON = datetime(2026, 4, 1, 10, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def test_the_newest_version_of_each_guideline_and_the_one_in_force():
    old = version_in(State.IN_FORCE)
    draft = guidelines.start_version(guideline=old.guideline, by=old.guideline.owner, at=NOON)
    gone = version_in(State.WITHDRAWN)
    assert list(queries.newest()) == [draft]
    assert list(queries.current()) == [old]
    [line] = [line for line in queries.listed() if line.guideline == old.guideline]
    assert (line.current, line.open, line.newest) == (old, draft, draft)
    assert gone not in queries.newest()


def test_the_list_asks_the_same_questions_for_1_30_and_300_guidelines(client_for):
    client = client_for(Role.ADVISER)
    asked = []
    for number in (1, 30, 300):
        more = Guideline.objects.bulk_create(
            Guideline(title=f"R{n}", slug=f"r{n}", owner=client.person, language="nb")
            for n in range(Guideline.objects.count(), number)
        )
        GuidelineVersion.objects.bulk_create(
            GuidelineVersion(guideline=one, number=1, title=one.title) for one in more
        )
        with CaptureQueriesContext(connection) as caught:
            shown = client.get(reverse("guidelines:guideline-list")).text
        assert shown.count("</tr>") == number + 1
        asked.append(len(caught))
    assert len(set(asked)) == 1, asked


def test_a_submitted_version_waits_for_managers_who_did_not_write_it():
    version = version_in(State.SUBMITTED)
    manager = UserFactory(roles=[Role.MANAGER])
    author = UserFactory(roles=[Role.MANAGER])
    version.authors.add(author)
    assert queries.Live().waiting_for(manager) == [version]
    assert queries.Live().waiting_for(author) == []
    assert queries.Live().waiting_for(version.guideline.owner) == []
    assert queries.Live().waiting_for(UserFactory(roles=[Role.READER])) == []


def test_an_approved_version_waits_to_be_put_in_force():
    version = version_in(State.APPROVED)
    assert queries.Live().waiting_for(UserFactory(roles=[Role.MANAGER])) == [version]
    assert queries.Live().waiting_for(version.guideline.owner) == [version]
    assert queries.Live().waiting_for(UserFactory(roles=[Role.READER])) == []


def test_a_returned_version_waits_for_its_authors():
    version = version_in(State.RETURNED)
    assert queries.Live().waiting_for(version.guideline.owner) == [version]
    assert queries.Live().waiting_for(UserFactory(roles=[Role.ADVISER])) == []


def test_a_review_that_is_due_waits_for_the_owner():
    version = version_in(State.IN_FORCE)
    owner, day = version.guideline.owner, date(2028, 1, 1)
    assert queries.Live().waiting_for(owner, today=day) == [version]
    assert queries.Live().waiting_for(owner) == []


def test_numbers_for_the_front_page():
    for state in (State.DRAFT, State.HEARING, State.SUBMITTED, State.RETURNED, State.IN_FORCE):
        version_in(state)
    assert queries.Live().counts(date(2028, 1, 1)) == queries.Counts(
        in_force=1, draft=1, hearing=1, submitted=1, returned=1, approved=0, due=1
    )


def test_the_list_asks_the_same_number_of_questions_for_one_and_for_thirty(client_for):
    client = client_for(Role.ADVISER)
    counts = []
    for more in (1, 29):
        GuidelineFactory.create_batch(more, by=client.person)
        client.get("/retningslinjer/")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get("/retningslinjer/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_comparison_tells_what_is_new_gone_changed_and_moved():
    old = version_in(State.DRAFT)
    by = old.guideline.owner
    guidelines.add_section(version=old, heading="Går ut", by=by, at=NOON)
    to_approval(old, by=by, at=NOON)
    manager = UserFactory(roles=[Role.MANAGER])
    guidelines.approve(version=old, by=manager, at=NOON)
    into_force(old, by=manager, at=NOON)
    new = guidelines.start_version(guideline=old.guideline, by=by, at=NOON)
    sections = {section.anchor: section for section in new.sections.all()}
    goal = sections["maal-med-bruken"]
    text = SectionText(goal.pk, goal.edition, goal.heading, "Vi svarer på alt (<b>nå</b>).")
    guidelines.save_sections(version=new, texts=[text], by=by, at=NOON)
    guidelines.remove_section(section=sections["gaar-ut"], by=by, at=NOON)
    guidelines.add_section(version=new, heading="Kommer inn", by=by, at=NOON)
    guidelines.move_section(section=sections["prosedyrer"], direction="up", by=by, at=NOON)
    parts = queries.compare(old, new)
    assert {part.anchor: part.change for part in parts if part.change != "same"} == {
        goal.anchor: "changed",
        "prosedyrer": "moved",
        "kommer-inn": "added",
        "gaar-ut": "removed",
    }
    changed = "".join(row.right for row in parts[0].rows)
    assert re.search("<ins>.*alt.*</ins>", changed)
    assert "<b>" not in changed


def test_a_version_without_an_archived_document_has_no_pdf():
    assert queries.archived_pdf(version_in(State.APPROVED)) is None
