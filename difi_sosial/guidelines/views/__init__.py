"""The pages: reading and deciding, writing, and what anybody may read."""

from difi_sosial.guidelines.views.building import (
    section_add,
    section_move,
    section_remove,
    version_parts,
)
from difi_sosial.guidelines.views.comments import (
    section_comments,
    thread_act,
    thread_answer,
    version_comments,
)
from difi_sosial.guidelines.views.public import public_pdf, public_show
from difi_sosial.guidelines.views.reading import (
    guideline_list,
    guideline_show,
    version_act,
    version_compare,
    version_show,
)
from difi_sosial.guidelines.views.writing import (
    guideline_create,
    section_edit,
    version_details,
    version_edit,
    version_start,
)

__all__ = [
    "guideline_create",
    "guideline_list",
    "guideline_show",
    "public_pdf",
    "public_show",
    "section_add",
    "section_comments",
    "section_edit",
    "section_move",
    "section_remove",
    "thread_act",
    "thread_answer",
    "version_act",
    "version_comments",
    "version_compare",
    "version_details",
    "version_edit",
    "version_parts",
    "version_show",
    "version_start",
]
