"""What is done in the journal. Other apps use ``register_draft`` and ``register_answer``."""

from difi_sosial.journal.services.cases import cancel_case, change_case, close_case
from difi_sosial.journal.services.documents import (
    add_redacted,
    render_document,
    render_waiting,
    retry_rendering,
)
from difi_sosial.journal.services.entries import (
    EntryDetails,
    archive,
    cancel,
    change_entry,
    journal,
    move_entry,
    sign_off,
)
from difi_sosial.journal.services.extraction import (
    forget_extractions,
    record_fetch,
    request_extraction,
    run_extraction,
    write_package,
)
from difi_sosial.journal.services.registering import register_answer, register_draft
from difi_sosial.journal.services.screening import add_basis, end_basis, screen
from difi_sosial.journal.services.series import close_period, open_series

__all__ = [
    "EntryDetails",
    "add_basis",
    "add_redacted",
    "archive",
    "cancel",
    "cancel_case",
    "change_case",
    "change_entry",
    "close_case",
    "close_period",
    "end_basis",
    "forget_extractions",
    "journal",
    "move_entry",
    "open_series",
    "record_fetch",
    "register_answer",
    "register_draft",
    "render_document",
    "render_waiting",
    "request_extraction",
    "retry_rendering",
    "run_extraction",
    "screen",
    "sign_off",
    "write_package",
]
