"""The journal's pages, by what they are about."""

from difi_sosial.journal.views.cases import (
    case_act,
    case_detail,
    case_edit,
    case_list,
    case_screen,
)
from difi_sosial.journal.views.documents import document_redact, document_retry, file_fetch
from difi_sosial.journal.views.entries import (
    entry_act,
    entry_add,
    entry_detail,
    entry_edit,
    entry_list,
    entry_sign_off,
)
from difi_sosial.journal.views.extraction import (
    extract_detail,
    extract_fetch,
    extract_list,
    extract_prepare,
    extract_start,
    period_close,
)
from difi_sosial.journal.views.screening import basis_end, basis_list, entry_screen

__all__ = [
    "basis_end",
    "basis_list",
    "case_act",
    "case_detail",
    "case_edit",
    "case_list",
    "case_screen",
    "document_redact",
    "document_retry",
    "entry_act",
    "entry_add",
    "entry_detail",
    "entry_edit",
    "entry_list",
    "entry_screen",
    "entry_sign_off",
    "extract_detail",
    "extract_fetch",
    "extract_list",
    "extract_prepare",
    "extract_start",
    "file_fetch",
    "period_close",
]
