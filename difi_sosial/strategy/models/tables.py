"""Which columns and rows are written on which page."""

from django.db import models

from difi_sosial.strategy.enums import Section
from difi_sosial.strategy.models.rows import Goal, KeyMessage, Row, TargetGroup

SPECIAL_FIELDS = (
    "privacy_security",
    "case_handling",
    "private_professional",
    "archive_journal",
    "policy_signals",
)

USES = ("inform", "listen", "share", "take_part")

# Which columns of a version are written on which page. A new section is one line here and a form.
SECTION_FIELDS: dict[str, tuple[str, ...]] = {
    Section.BASIS: ("mandate", "situation", "net_identity", "net_identity_on"),
    Section.PURPOSES: ("purposes", "purpose_text"),
    Section.GOALS: (),
    Section.TARGET_GROUPS: (),
    Section.MESSAGES: ("core_message", "spokesperson"),
    Section.USES: tuple(f"{use}_{part}" for use in USES for part in ("level", "evidence")),
    Section.SPECIAL: SPECIAL_FIELDS,
    Section.RESOURCES: ("hours_per_week", "staffing", "substitutes", "budget"),
    Section.FOLLOW_UP: ("evaluation", "next_review"),
}

# Which rows, by the name of the relation, and which columns of a row a person writes.
SECTION_ROWS: dict[str, str] = {
    Section.GOALS: "goals",
    Section.TARGET_GROUPS: "target_groups",
    Section.MESSAGES: "messages",
}

ROW_MODELS: dict[str, type[Row]] = {
    "goals": Goal,
    "target_groups": TargetGroup,
    "messages": KeyMessage,
}

ROW_FIELDS: dict[str, tuple[str, ...]] = {
    "goals": ("statement", "indicator", "baseline", "target", "due_on", "responsible"),
    "target_groups": (
        "name",
        "size",
        "knowledge_source",
        "knowledge_year",
        "is_assumption",
        "whereabouts",
        "access_needs",
        "children",
    ),
    "messages": ("text", "target_group_key"),
}


def label_of(model: type[models.Model], name: str) -> str:
    """What a column is called on the screen, in the language that is active now."""
    field = model._meta.get_field(name)
    return str(getattr(field, "verbose_name", name))
