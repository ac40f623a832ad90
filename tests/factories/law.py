"""Rules with days."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from difi_sosial.law.enums import Topic
from difi_sosial.law.models import LawRule


class RuleFactory(DjangoModelFactory):
    """A rule in force since 2020; `valid_from=None` for one that is coming."""

    class Meta:
        model = LawRule

    key = factory.Sequence(lambda number: f"regel-{number}")
    topic = Topic.SECRECY
    title_nb = "Du har taushetsplikt."
    title_nn = "Du har teieplikt."
    reference = factory.Sequence(lambda number: f"forvaltningsloven § {number}")
    reference_nn = factory.Sequence(lambda number: f"forvaltningslova § {number}")
    url = "https://lovdata.no/lov/1967-02-10"
    valid_from = date(2020, 1, 1)
