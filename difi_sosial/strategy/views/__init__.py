"""Pages about strategies."""

from difi_sosial.strategy.views.compare import version_compare
from difi_sosial.strategy.views.goals import goal_progress
from difi_sosial.strategy.views.lists import strategy_create, strategy_list
from difi_sosial.strategy.views.sections import (
    STATUS_COLORS,
    STATUS_WORDS,
    section_autosave,
    section_edit,
)
from difi_sosial.strategy.views.steps import (
    DONE,
    PAGES,
    version_act,
    version_approve,
    version_hearing,
    version_return,
)
from difi_sosial.strategy.views.versions import (
    version_copy,
    version_create,
    version_detail,
    version_document,
    version_pdf,
    version_text,
)

__all__ = [
    "DONE",
    "PAGES",
    "STATUS_COLORS",
    "STATUS_WORDS",
    "goal_progress",
    "section_autosave",
    "section_edit",
    "strategy_create",
    "strategy_list",
    "version_act",
    "version_approve",
    "version_compare",
    "version_copy",
    "version_create",
    "version_detail",
    "version_document",
    "version_hearing",
    "version_pdf",
    "version_return",
    "version_text",
]
