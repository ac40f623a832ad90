"""A file is taken in: looked at first, stored once, and said where it is wrong."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from difi_sosial.audit.enums import Event
from difi_sosial.audit.models import Event as EventRow
from difi_sosial.core.clock import now
from difi_sosial.core.errors import Invalid, WrongState
from difi_sosial.monitoring.models import ImportFile, Mention
from difi_sosial.monitoring.services import imports, rounds
from difi_sosial.people.enums import Role
from tests.factories.monitoring import SourceFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
CSV = (
    "Tittel;Lenke;Dato\n"
    "Testetaten svarer;https://avis.example/1;22.11.2026\n"
    "Hagen i november;https://avis.example/2;21.11.2026\n"
    "Takk, Testetaten;https://avis.example/3;i går\n"
).encode()
HOME = {"url": "https://leverandor.example/"}


@pytest.fixture
def adviser():
    return UserFactory(roles=[Role.ADVISER])


def by_hand(**more):
    return SourceFactory(connector="files", settings={**HOME, **more})


def taken_in(source, by, body=CSV):
    file = imports.upload(source=source, name="uttrekk.csv", body=body, by=by, at=now())
    return imports.take_in(file=file, columns=file.columns, by=by, at=now())


def test_importing_twice_stores_once_and_keeps_the_very_file(adviser):
    source = by_hand()
    first, again = taken_in(source, adviser), taken_in(source, adviser)
    assert (first.rows, first.new, first.faults) == (3, 1, 1)
    assert (again.rows, again.new, again.body) == (3, 0, b"")
    mention = Mention.objects.get()
    assert mention.title == "Testetaten svarer" and mention.capture.body == CSV
    events = EventRow.objects.filter(kind=Event.FILE_TAKEN_IN)
    assert events.count() == 2 and events.latest("pk").actor_name == adviser.name
    source.refresh_from_db()
    assert source.last_ok_at


def test_all_rows_are_taken_in_when_the_source_says_so(adviser):
    assert taken_in(by_hand(all="True"), adviser).new == 2


def test_a_file_is_taken_in_once_and_forgotten_after_a_day(adviser):
    source = by_hand()
    done = taken_in(source, adviser)
    with pytest.raises(WrongState):
        imports.take_in(file=done, columns=done.columns, by=adviser, at=now())
    imports.upload(source=source, name="b.csv", body=CSV, by=adviser, at=now() - timedelta(days=2))
    assert imports.forget(at=now()) == 1
    assert list(ImportFile.objects.all()) == [done]


def test_what_cannot_be_read_is_refused_and_nothing_is_kept(adviser):
    with pytest.raises(Invalid):
        imports.upload(source=by_hand(), name="a.csv", body=b"", by=adviser, at=now())
    with pytest.raises(WrongState):
        imports.upload(source=SourceFactory(), name="a.csv", body=CSV, by=adviser, at=now())
    assert not ImportFile.objects.exists()


def test_the_poller_leaves_such_a_source_alone():
    source = by_hand()
    assert rounds.hand_out(at=now()) == []
    assert rounds.poll(pk=source.pk, hurry=True) is False


def test_from_upload_by_columns_to_mentions(client, adviser):
    source = by_hand()
    client.force_login(adviser)
    upload = reverse("monitoring:import-upload", args=[source.pk])
    empty = client.post(upload, {"file": SimpleUploadedFile("a.csv", b"")})
    assert empty.status_code == 422 and "ingen rader" in empty.text
    sent = client.post(upload, {"file": SimpleUploadedFile("a.csv", CSV)})
    columns = reverse("monitoring:import-columns", args=[ImportFile.objects.get().pk])
    assert sent.url == columns
    page = client.get(columns).text
    assert "2 rader kan tas inn" in page and "Rad 4: Portalen forstår ikke datoen" in page
    chosen = {"title": "Tittel", "url": "Lenke"}
    shown = client.post(columns, {**chosen, "show": "1"}).text
    assert "3 rader kan tas inn" in shown and not Mention.objects.exists()
    assert client.post(columns, {"url": "Lenke"}).status_code == 422
    done = client.post(columns, chosen, follow=True).text
    assert "2 rader er tatt inn." in done and Mention.objects.count() == 2
    assert client.get(columns).status_code == 404
    assert "Rader med feil" in client.get(upload).text
