"""Posts that are changed or taken away where they stand: seen, shown, and nothing forgotten."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from difi_sosial.audit.enums import Event
from difi_sosial.audit.models import Event as EventRow
from difi_sosial.core import http
from difi_sosial.core.clock import now
from difi_sosial.monitoring.connectors.base import Post
from difi_sosial.monitoring.connectors.registry import CONNECTORS
from difi_sosial.monitoring.models import Mention, MentionRevision
from difi_sosial.monitoring.queries import changes_of
from difi_sosial.monitoring.services import mentions, politeness, rechecks
from difi_sosial.people.enums import Role
from tests.factories.monitoring import MOMENT, MentionFactory, SourceFactory
from tests.monitoring.servers import Answer, serving

pytestmark = pytest.mark.django_db
LATER = MOMENT + timedelta(days=1)


def post(text, number="1"):
    return Post(number, f"https://blogg.example/{number}", text, title="Testetaten")


def arrive(source, *texts, at=MOMENT):
    posts = [post(text, str(number)) for number, text in enumerate(texts)]
    return mentions.store(source=source, posts=posts, at=at)


def test_a_changed_post_shows_the_new_text_and_keeps_the_old():
    source = SourceFactory()
    arrive(source, "Testetaten er trege.", "Testetaten er flinke.")
    assert arrive(source, "Testetaten er raske.", "Testetaten er flinke.", at=LATER) == []
    mention = Mention.objects.get(external_id="0")
    assert mention.text == "Testetaten er raske."
    revision = MentionRevision.objects.get()
    assert (revision.number, revision.text, revision.changed_at) == (
        1,
        "Testetaten er trege.",
        LATER,
    )
    assert EventRow.objects.get().kind == Event.MENTION_EDITED
    arrive(source, "Testetaten er raske.", at=LATER)
    assert MentionRevision.objects.count() == 1


def test_other_spaces_are_no_change():
    source = SourceFactory()
    arrive(source, "Testetaten er trege.")
    arrive(source, "Testetaten  er\ntrege.", at=LATER)
    assert not MentionRevision.objects.exists()


def test_an_earlier_revision_is_never_changed():
    source = SourceFactory()
    arrive(source, "Testetaten er trege.")
    arrive(source, "Testetaten er raske.", at=LATER)
    with pytest.raises(IntegrityError), transaction.atomic():
        MentionRevision.objects.update(text="Noe annet")


def test_the_page_of_a_mention_shows_what_was_changed(client_for):
    source = SourceFactory()
    mention = arrive(source, "Testetaten er trege.")[0]
    arrive(source, "Testetaten er raske.", at=LATER)
    page = client_for(Role.ADVISER).get(mention.get_absolute_url()).content.decode()
    assert ">trege" in page
    assert ">raske" in page


def test_a_text_that_is_held_back_is_not_shown_in_its_changes_either(client_for):
    source = SourceFactory()
    arrive(source, "Testetaten er trege.")
    arrive(source, "Testetaten er raske.", at=LATER)
    mention = Mention.objects.get()
    mentions.withhold(mention=mention, at=LATER, reason="Slettet")
    assert changes_of(mention) == []
    page = client_for(Role.ADVISER).get(mention.get_absolute_url()).content.decode()
    assert "trege" not in page
    assert "raske" not in page


def test_only_channels_that_can_tell_are_asked_again():
    assert arrive(SourceFactory(), "Testetaten")[0].recheck_at == MOMENT + timedelta(hours=6)
    assert arrive(SourceFactory(connector="stortinget"), "Testetaten")[0].recheck_at is None


# Whether the page of a deleted post says so, for every connector there is: a new one must be
# looked at and written down here.
TELLS = {
    **dict.fromkeys(("feeds", "wordpress", "mastodon", "discourse", "lemmy", "misago"), True),
    **dict.fromkeys(("nodebb", "mediawiki", "stackexchange", "peertube", "flickr"), True),
    # asked elsewhere than at its page (test_proofs)
    **dict.fromkeys(("shaarli", "bluesky", "youtube", "hackernews"), True),
    # 200 to all
    "stortinget": False,
    # only to who is signed in
    **dict.fromkeys(("x", "facebook", "instagram", "threads", "linkedin"), False),
    # the address is not the post's own
    **dict.fromkeys(("linkding", "webpage", "mail", "files", "google-business"), False),
}


def test_of_every_connector_it_is_known_whether_a_deleted_post_can_be_told():
    assert CONNECTORS.keys() == TELLS.keys()
    assert {slug for slug, tells in TELLS.items() if tells} == mentions.TELLING


@pytest.mark.parametrize(
    ("age", "is_gone", "hours"),
    [
        (timedelta(hours=2), False, 6),
        (timedelta(days=10), False, 120),
        (timedelta(days=300), False, 720),
        (timedelta(days=10), None, 6),
        (timedelta(days=10), True, 6),
    ],
)
def test_a_post_is_asked_for_more_seldom_as_it_grows_old(age, is_gone, hours):
    mention = MentionFactory()
    at = mention.found_at + age
    rechecks.note(mention=mention, is_gone=is_gone, at=at)
    mention.refresh_from_db()
    assert mention.recheck_at == at + timedelta(hours=hours)
    assert mention.withheld_at is None


def test_a_post_that_is_gone_twice_is_held_back_and_the_event_is_kept():
    mention = MentionFactory()
    rechecks.note(mention=mention, is_gone=True, at=LATER)
    rechecks.note(mention=mention, is_gone=True, at=LATER + timedelta(hours=1))
    mention.refresh_from_db()
    assert mention.withheld_at is None
    rechecks.note(mention=mention, is_gone=True, at=LATER + timedelta(hours=6))
    mention.refresh_from_db()
    assert mention.withheld_at and mention.withheld_reason
    assert EventRow.objects.get().kind == Event.MENTION_GONE


def test_a_post_that_came_back_was_not_deleted():
    mention = MentionFactory()
    rechecks.note(mention=mention, is_gone=True, at=LATER)
    rechecks.note(mention=mention, is_gone=False, at=LATER + timedelta(hours=6))
    rechecks.note(mention=mention, is_gone=True, at=LATER + timedelta(hours=12))
    mention.refresh_from_db()
    assert mention.withheld_at is None


def test_what_has_become_a_record_stays_as_it_was_received(client_for):
    mention = MentionFactory(retention="record")
    for hours in (0, 6):
        rechecks.note(mention=mention, is_gone=True, at=LATER + timedelta(hours=hours))
    mention.refresh_from_db()
    assert (mention.withheld_at, mention.recheck_at) == (None, None)
    page = client_for(Role.ADVISER).get(mention.get_absolute_url()).content.decode()
    assert mention.text in page
    assert "Innlegget er slettet der det sto" in page


@pytest.mark.network_loopback
def test_the_posts_that_are_due_are_asked_for_at_their_own_address():
    with serving(Answer("", 410)) as gone, serving(Answer("Her er jeg")) as here:
        source = SourceFactory()
        made = [
            MentionFactory(source=source, url=f"{server.url}/1", recheck_at=LATER)
            for server in (gone, here)
        ]
        MentionFactory(source=source, url=f"{here.url}/2", recheck_at=LATER + timedelta(days=1))
        door = http.Door(allowed=(gone.place, here.place))
        assert rechecks.recheck_due(at=LATER, door=door) == 2
        assert rechecks.recheck_due(at=LATER, door=door) == 0
        door.close()
    for mention in made:
        mention.refresh_from_db()
    assert [bool(mention.gone_since) for mention in made] == [True, False]


@pytest.mark.network_loopback
@pytest.mark.parametrize(
    "enough",
    [
        Answer("", 429, {"Retry-After": "60"}),
        Answer("Her er jeg", 200, {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "60"}),
    ],
    ids=["refused", "the last one"],
)
def test_a_host_that_says_it_is_enough_is_asked_no_more_by_anybody(enough):
    with serving(enough) as server:
        source, door = SourceFactory(), http.Door(allowed=(server.place,))
        for number in range(3):
            MentionFactory(source=source, url=f"{server.url}/{number}", recheck_at=LATER)
        rechecks.recheck_due(at=LATER, door=door)
        assert len(server.asked) == 1
        assert politeness.waiting([server.place], at=now())
        door.close()


def test_the_mention_page_has_as_many_queries_with_one_change_as_with_nine(
    client_for, django_assert_num_queries
):
    source, client = SourceFactory(), client_for(Role.ADVISER)
    mention = arrive(source, "Testetaten 0")[0]
    arrive(source, "Testetaten 1", at=LATER)
    page = mention.get_absolute_url()
    client.get(page)
    with CaptureQueriesContext(connection) as asked:
        client.get(page)
    for number in range(2, 10):
        arrive(source, f"Testetaten {number}", at=LATER)
    with django_assert_num_queries(len(asked)):
        client.get(page)
