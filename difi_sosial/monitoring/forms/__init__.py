"""Input to clean data: filters, watches, sources."""

from difi_sosial.monitoring.forms.authors import RevealForm
from difi_sosial.monitoring.forms.imports import ImportColumnsForm, ImportUploadForm
from difi_sosial.monitoring.forms.mentions import ANY, MentionFilterForm
from difi_sosial.monitoring.forms.retention import DecideForm, EraseForm, HoldForm, LiftForm
from difi_sosial.monitoring.forms.searches import ExportForm, SearchForm
from difi_sosial.monitoring.forms.sources import INTERVALS, PauseForm, SourceForm
from difi_sosial.monitoring.forms.watches import LONGEST_TERM, MOST_TERMS, TermsField, WatchForm

__all__ = [
    "ANY",
    "INTERVALS",
    "LONGEST_TERM",
    "MOST_TERMS",
    "DecideForm",
    "EraseForm",
    "ExportForm",
    "HoldForm",
    "ImportColumnsForm",
    "ImportUploadForm",
    "LiftForm",
    "MentionFilterForm",
    "PauseForm",
    "RevealForm",
    "SearchForm",
    "SourceForm",
    "TermsField",
    "WatchForm",
]
