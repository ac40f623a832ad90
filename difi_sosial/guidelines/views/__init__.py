"""The pages: reading and deciding, writing, and what anybody may read."""

from difi_sosial.guidelines.views.advice import advice_dismiss, advice_restore, version_advice
from difi_sosial.guidelines.views.building import (
    section_add,
    section_move,
    section_remove,
    version_parts,
)
from difi_sosial.guidelines.views.campaigns import (
    campaign_change,
    campaign_close,
    campaign_excuse,
    campaign_export,
    campaign_list,
    campaign_show,
    campaign_start,
    reader_answer,
)
from difi_sosial.guidelines.views.clauses import clause_insert, clause_list, fact_settle
from difi_sosial.guidelines.views.comments import (
    section_comments,
    thread_act,
    thread_answer,
    version_comments,
)
from difi_sosial.guidelines.views.feed import changes_feed
from difi_sosial.guidelines.views.house_rules import house_rules_edit
from difi_sosial.guidelines.views.links import approval_link
from difi_sosial.guidelines.views.public import (
    house_rules_public,
    public_both,
    public_pdf,
    public_show,
)
from difi_sosial.guidelines.views.reading import (
    guideline_list,
    guideline_show,
    version_compare,
    version_show,
)
from difi_sosial.guidelines.views.receipts import (
    receipt_ask,
    receipt_confirm,
    receipt_list,
)
from difi_sosial.guidelines.views.roles import role_helper
from difi_sosial.guidelines.views.route import route_edit
from difi_sosial.guidelines.views.saving import (
    section_autosave,
    section_take_over,
    version_autosave,
)
from difi_sosial.guidelines.views.steps import (
    version_act,
    version_approve,
    version_hearing,
    version_keep,
    version_look,
    version_return,
)
from difi_sosial.guidelines.views.writing import (
    guideline_create,
    section_edit,
    version_details,
    version_edit,
    version_start,
)

__all__ = [
    "advice_dismiss",
    "advice_restore",
    "approval_link",
    "campaign_change",
    "campaign_close",
    "campaign_excuse",
    "campaign_export",
    "campaign_list",
    "campaign_show",
    "campaign_start",
    "changes_feed",
    "clause_insert",
    "clause_list",
    "fact_settle",
    "guideline_create",
    "guideline_list",
    "guideline_show",
    "house_rules_edit",
    "house_rules_public",
    "public_both",
    "public_pdf",
    "public_show",
    "reader_answer",
    "receipt_ask",
    "receipt_confirm",
    "receipt_list",
    "role_helper",
    "route_edit",
    "section_add",
    "section_autosave",
    "section_comments",
    "section_edit",
    "section_move",
    "section_remove",
    "section_take_over",
    "thread_act",
    "thread_answer",
    "version_act",
    "version_advice",
    "version_approve",
    "version_autosave",
    "version_comments",
    "version_compare",
    "version_details",
    "version_edit",
    "version_hearing",
    "version_keep",
    "version_look",
    "version_parts",
    "version_return",
    "version_show",
    "version_start",
]
