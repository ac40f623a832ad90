"""Pages about one mention, about many at once, and about how promises are kept."""

from difi_sosial.dialogue.views.bulk import bulk_do, bulk_done, bulk_undo
from difi_sosial.dialogue.views.mentions import (
    forgotten_list,
    mention_act,
    mention_detail,
    my_mentions,
    promise_list,
)
from difi_sosial.dialogue.views.reports import report_pdf, report_show

__all__ = [
    "bulk_do",
    "bulk_done",
    "bulk_undo",
    "forgotten_list",
    "mention_act",
    "mention_detail",
    "my_mentions",
    "promise_list",
    "report_pdf",
    "report_show",
]
