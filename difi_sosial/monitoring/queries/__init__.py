"""The read side: the list of mentions, and how watches and sources are doing."""

from difi_sosial.monitoring.queries.authors import (
    Author,
    Shown,
    may_name,
    opened,
    pseudonym_of,
    shown_author,
)
from difi_sosial.monitoring.queries.changes import Change, changes_of
from difi_sosial.monitoring.queries.connectors import Reader, ReaderGroup, reader_groups, readers
from difi_sosial.monitoring.queries.facets import (
    COUNTED,
    Choice,
    Facet,
    Overview,
    Place,
    Places,
    overview,
    places,
)
from difi_sosial.monitoring.queries.filters import MentionFilter, filtered, matching, midnight
from difi_sosial.monitoring.queries.folds import Fold, also_at, candidates, fold_of
from difi_sosial.monitoring.queries.lights import READ_WITHIN, is_read, watch_lights
from difi_sosial.monitoring.queries.mentions import (
    EXCERPT,
    HIT_BEGINS,
    HIT_ENDS,
    PAGE_SIZE,
    FollowUp,
    Listed,
    MentionPage,
    mention_page,
    register_follow_ups,
)
from difi_sosial.monitoring.queries.names import person_names
from difi_sosial.monitoring.queries.searches import just_deleted, saved_searches
from difi_sosial.monitoring.queries.sources import (
    RUNS_SHOWN,
    channels_for,
    runs_of,
    sources,
    sources_in_trouble,
)
from difi_sosial.monitoring.queries.watches import (
    coverage,
    listening_to,
    places_of,
    term_sets,
    using,
    watches,
)
from difi_sosial.monitoring.queries.words import NOTES, Term, Words, understood

__all__ = [
    "COUNTED",
    "EXCERPT",
    "HIT_BEGINS",
    "HIT_ENDS",
    "NOTES",
    "PAGE_SIZE",
    "READ_WITHIN",
    "RUNS_SHOWN",
    "Author",
    "Change",
    "Choice",
    "Facet",
    "Fold",
    "FollowUp",
    "Listed",
    "MentionFilter",
    "MentionPage",
    "Overview",
    "Place",
    "Places",
    "Reader",
    "ReaderGroup",
    "Shown",
    "Term",
    "Words",
    "also_at",
    "candidates",
    "changes_of",
    "channels_for",
    "coverage",
    "filtered",
    "fold_of",
    "is_read",
    "just_deleted",
    "listening_to",
    "matching",
    "may_name",
    "mention_page",
    "midnight",
    "opened",
    "overview",
    "person_names",
    "places",
    "places_of",
    "pseudonym_of",
    "reader_groups",
    "readers",
    "register_follow_ups",
    "runs_of",
    "saved_searches",
    "shown_author",
    "sources",
    "sources_in_trouble",
    "term_sets",
    "understood",
    "using",
    "watch_lights",
    "watches",
]
