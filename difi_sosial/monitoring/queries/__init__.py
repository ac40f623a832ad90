"""The read side: the list of mentions, and how watches and sources are doing."""

from difi_sosial.monitoring.queries.identity import identity_items
from difi_sosial.monitoring.queries.lights import READ_WITHIN, is_read, watch_lights
from difi_sosial.monitoring.queries.mentions import (
    COUNTED,
    EXCERPT,
    HIT_BEGINS,
    HIT_ENDS,
    PAGE_SIZE,
    UNWANTED,
    MentionFilter,
    MentionPage,
    category_choices,
    channels_in_use,
    filtered,
    matching,
    mention_page,
)
from difi_sosial.monitoring.queries.sources import (
    RUNS_SHOWN,
    channels_for,
    runs_of,
    sources,
    sources_in_trouble,
)
from difi_sosial.monitoring.queries.watches import watches

__all__ = [
    "COUNTED",
    "EXCERPT",
    "HIT_BEGINS",
    "HIT_ENDS",
    "PAGE_SIZE",
    "READ_WITHIN",
    "RUNS_SHOWN",
    "UNWANTED",
    "MentionFilter",
    "MentionPage",
    "category_choices",
    "channels_for",
    "channels_in_use",
    "filtered",
    "identity_items",
    "is_read",
    "matching",
    "mention_page",
    "runs_of",
    "sources",
    "sources_in_trouble",
    "watch_lights",
    "watches",
]
