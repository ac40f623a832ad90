"""The journal's tables, by what they describe."""

from difi_sosial.journal.models.archive import (
    ArchiveClass,
    CaseFile,
    ChangeLog,
    Counter,
    Fonds,
    Series,
)
from difi_sosial.journal.models.delivery import ExtractionJob, ExtractionPart
from difi_sosial.journal.models.documents import (
    Blob,
    Conversion,
    DocumentDescription,
    DocumentObject,
)
from difi_sosial.journal.models.entries import (
    Comment,
    CorrespondenceParty,
    RegistryEntry,
    SignOff,
    SourcePost,
)
from difi_sosial.journal.models.screening import Screening, ScreeningBasis

__all__ = [
    "ArchiveClass",
    "Blob",
    "CaseFile",
    "ChangeLog",
    "Comment",
    "Conversion",
    "CorrespondenceParty",
    "Counter",
    "DocumentDescription",
    "DocumentObject",
    "ExtractionJob",
    "ExtractionPart",
    "Fonds",
    "RegistryEntry",
    "Screening",
    "ScreeningBasis",
    "Series",
    "SignOff",
    "SourcePost",
]
