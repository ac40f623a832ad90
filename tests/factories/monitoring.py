"""Watches, sources and mentions."""

from datetime import UTC, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from difi_sosial.channels.enums import Category
from difi_sosial.channels.models import Channel
from difi_sosial.monitoring.expressions import Parts, written_parts
from difi_sosial.monitoring.models import Mention, Source, Watch, WatchVersion
from difi_sosial.monitoring.services.authors import seal

MOMENT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


class ChannelFactory(DjangoModelFactory):
    """A row of the catalogue, as far as monitoring cares."""

    class Meta:
        model = Channel
        django_get_or_create = ("slug",)

    slug = "blogger"
    name = factory.LazyAttribute(lambda channel: channel.slug.capitalize())
    category = Category.BLOG
    provider = "Mange"


class WatchFactory(DjangoModelFactory):
    """A watch with one version; `WatchFactory(any_of=["Testetaten"])` sets its terms."""

    class Meta:
        model = Watch
        skip_postgeneration_save = True

    name = factory.Sequence(lambda number: f"Overvåking {number}")
    purpose = "Vi vil svare dem som spør."
    legal_basis = "Personvernforordningen artikkel 6 nr. 1 bokstav e"

    @factory.post_generation
    def any_of(self, create, extracted, **kwargs):
        expression = written_parts(Parts(any_of=tuple(extracted or ["Testetaten"])))
        self.version = WatchVersion.objects.create(
            watch=self, number=1, expression=expression, made_at=MOMENT
        )
        self.save(update_fields=["version"])


class SourceFactory(DjangoModelFactory):
    """A feed that is due; `SourceFactory(watches=[watch])` gives it its watches."""

    class Meta:
        model = Source
        skip_postgeneration_save = True

    name = factory.Sequence(lambda number: f"Blogg {number}")
    connector = "feeds"
    channel = factory.SubFactory(ChannelFactory)
    settings = factory.Sequence(lambda number: {"url": f"https://blogg{number}.example/feed"})
    due_at = MOMENT

    @factory.post_generation
    def watches(self, create, extracted, **kwargs):
        self.watches.set([WatchFactory()] if extracted is None else extracted)


class MentionFactory(DjangoModelFactory):
    """A new mention of a source and of the source's first watch.

    `author_name` and `author_handle` are encrypted on the way in.
    """

    class Meta:
        model = Mention

    class Params:
        author_name = "Gro Blogger"
        author_handle = ""
        author = factory.LazyAttribute(
            lambda one: seal(one.source.channel_id, one.author_name, one.author_handle)
        )

    source = factory.SubFactory(SourceFactory)
    external_id = factory.Sequence(lambda number: f"innlegg-{number}")
    url = factory.Sequence(lambda number: f"https://blogg.example/{number}")
    title = factory.Sequence(lambda number: f"Om Testetaten {number}")
    text = "Testetaten svarte meg i går."
    language = "nb"
    author_sealed = factory.LazyAttribute(lambda one: one.author.token)
    author_key = factory.LazyAttribute(lambda one: one.author.key)
    posted_at = factory.Sequence(lambda number: MOMENT + timedelta(minutes=number))
    found_at = factory.LazyAttribute(lambda mention: mention.posted_at + timedelta(minutes=5))
    watch_version = factory.LazyAttribute(lambda mention: mention.source.watches.first().version)
    retain_from = factory.LazyAttribute(lambda mention: mention.found_at)
