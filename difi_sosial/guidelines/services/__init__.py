"""The verbs: write, decide, keep up. Everything that saves is here."""

from difi_sosial.guidelines.services.advice import dismiss_advice, restore_advice
from difi_sosial.guidelines.services.approval import approve, look, put_due_in_force, put_in_force
from difi_sosial.guidelines.services.authoring import (
    EditCollision,
    SectionText,
    change_details,
    create,
    save_sections,
    start_version,
)
from difi_sosial.guidelines.services.changing import change_campaign, excuse
from difi_sosial.guidelines.services.clauses import insert_clause, settle_fact
from difi_sosial.guidelines.services.comments import answer, close_or_open, comment
from difi_sosial.guidelines.services.house_rules import RuleText, save_house_rules
from difi_sosial.guidelines.services.library import load_templates
from difi_sosial.guidelines.services.path import (
    close_hearing,
    open_hearing,
    reopen,
    return_to_authors,
    revise,
    submit,
    take,
    withdraw,
)
from difi_sosial.guidelines.services.presence import (
    Occupied,
    begin_writing,
    stop_writing,
    stop_writing_everywhere,
    take_over,
)
from difi_sosial.guidelines.services.readers import (
    forget_receipts,
    keep_campaigns,
)
from difi_sosial.guidelines.services.receipts import (
    Audience,
    answer_reader,
    ask_author,
    close_campaign,
    confirm,
    note_export,
    start_campaign,
)
from difi_sosial.guidelines.services.reminding import remind_of_step, steps_to_remind_of
from difi_sosial.guidelines.services.route import set_route
from difi_sosial.guidelines.services.sections import (
    add_section,
    include_section,
    move_section,
    remove_section,
)
from difi_sosial.guidelines.services.upkeep import keep, open_reviews, remind_of_reviews
from difi_sosial.guidelines.services.validity import expire, tell_of_end
from difi_sosial.guidelines.services.whole import save_what_can

__all__ = [
    "Audience",
    "EditCollision",
    "Occupied",
    "RuleText",
    "SectionText",
    "add_section",
    "answer",
    "answer_reader",
    "approve",
    "ask_author",
    "begin_writing",
    "change_campaign",
    "change_details",
    "close_campaign",
    "close_hearing",
    "close_or_open",
    "comment",
    "confirm",
    "create",
    "dismiss_advice",
    "excuse",
    "expire",
    "forget_receipts",
    "include_section",
    "insert_clause",
    "keep",
    "keep_campaigns",
    "load_templates",
    "look",
    "move_section",
    "note_export",
    "open_hearing",
    "open_reviews",
    "put_due_in_force",
    "put_in_force",
    "remind_of_reviews",
    "remind_of_step",
    "remove_section",
    "reopen",
    "restore_advice",
    "return_to_authors",
    "revise",
    "save_house_rules",
    "save_sections",
    "save_what_can",
    "set_route",
    "settle_fact",
    "start_campaign",
    "start_version",
    "steps_to_remind_of",
    "stop_writing",
    "stop_writing_everywhere",
    "submit",
    "take",
    "take_over",
    "tell_of_end",
    "withdraw",
]
