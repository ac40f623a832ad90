"""The catalogue as data in the browser."""

import json

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from difi_sosial.audit.queries import history_of
from difi_sosial.channels import services
from difi_sosial.channels.enums.assessment import Kind
from difi_sosial.channels.models import Channel
from difi_sosial.core.countries import country_codes
from difi_sosial.people.enums import Role
from tests.factories.channels import ChannelFactory

pytestmark = pytest.mark.django_db
ROWS = json.loads((settings.BASE_DIR / services.CATALOGUE).read_text())


def url(name, *args):
    return reverse(f"channels:{name}", args=args)


def typed(channel, client, **changes):
    """What the form would post, with some fields typed anew."""
    form = client.get(url("channel-edit", channel.slug)).context["form"]
    given = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in given.items() if value not in (None, False)} | changes


@pytest.mark.parametrize("row", ROWS, ids=[row["slug"] for row in ROWS])
def test_every_channel_of_the_file_is_told_in_both_language_forms(row):
    for field in ("description", "device_note", "dpia_note"):
        assert bool(row[field]) == bool(row[f"{field}_nn"])
    assert set(row["kinds"]) <= set(Kind.values)
    assert not row["owner_country"] or row["owner_country"] in country_codes()


def test_a_channel_is_told_in_the_readers_language_form():
    channel = Channel(description="Bilder", description_nn="Bilete", dpia_note="Bare bokmål")
    assert channel.about == "Bilder"
    with override("nn"):
        assert channel.about == "Bilete"
        assert channel.about_privacy == "Bare bokmål"


def test_the_catalogue_can_be_narrowed_to_a_kind_and_to_what_is_taken_out(client_for):
    services.load_catalogue()
    Channel.objects.filter(slug="quora").update(is_active=False)
    reader = client_for(Role.READER)
    federated = reader.get(url("channel-list"), {"kind": Kind.FEDERATED}).text
    hidden = reader.get(url("channel-list"), {"hidden": "on"}).text

    assert "Mastodon" in federated
    assert "Facebook" not in federated
    assert "Quora" in hidden
    assert "Quora" not in reader.get(url("channel-list")).text


@pytest.mark.parametrize("role", [Role.HEAD, Role.ADMINISTRATOR])
def test_those_who_keep_the_catalogue_change_every_fact(client_for, role):
    channel = ChannelFactory()
    client = client_for(role)
    posted = typed(channel, client, kinds=["audio", "messaging"], profile_limit="160")
    assert client.post(url("channel-edit", channel.slug), posted).status_code == 302
    channel.refresh_from_db()

    assert (channel.kinds, channel.profile_limit) == (["messaging", "audio"], 160)
    assert history_of(channel).get().before == {"kinds": [], "profile_limit": None}
    assert "Historikk" in client.get(url("channel-edit", channel.slug)).text


def test_others_do_not(client_for):
    channel = ChannelFactory()
    for role in (Role.READER, Role.ADVISER, Role.MANAGER, Role.DPO):
        assert client_for(role).get(url("channel-edit", channel.slug)).status_code == 403


def test_two_who_change_a_channel_at_once_see_both_texts(client_for):
    channel = ChannelFactory()
    head = client_for(Role.HEAD)
    posted = typed(channel, head)
    address = url("channel-edit", channel.slug)
    assert head.post(address, posted | {"provider": "Den enes"}).status_code == 302
    answer = head.post(address, posted | {"provider": "Den andres"})
    assert answer.status_code == 409
    assert "Den enes" in re_text(answer)
    assert "Den andres" in re_text(answer)
    again = posted | {"provider": "Den andres", "seen": answer.context["form"]["seen"].value()}
    assert head.post(address, again).status_code == 302


def re_text(answer):
    """The page without the marks of the comparison."""
    return (
        answer.text.replace("<ins>", "")
        .replace("</ins>", "")
        .replace("<del>", "")
        .replace("</del>", "")
    )


@pytest.mark.parametrize("code", ["ZZ", "XX", "UK", "EU", "Ø1"])
def test_a_country_that_does_not_exist_is_refused_and_told_how_to_write_it(client_for, code):
    channel = ChannelFactory(owner_country="NO")
    client = client_for(Role.HEAD)
    posted = typed(channel, client, owner_country=code.lower())
    answer = client.post(url("channel-edit", channel.slug), posted)
    assert answer.status_code == 422
    assert f"«{code}» er ikke koden til noe land. Skriv de to bokstavene" in answer.text
    channel.refresh_from_db()
    assert channel.owner_country == "NO"


def test_every_country_of_the_standard_is_known():
    assert len(country_codes()) == 249  # assigned in ISO 3166-1
    assert {"NO", "SJ", "GB", "AX", "TW"} <= country_codes()
