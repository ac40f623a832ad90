"""Which columns and rows are written on which page."""

from decimal import Decimal

from django.db import models
from django.utils.formats import number_format

from difi_sosial.strategy.enums import Section
from difi_sosial.strategy.models.rows import (
    Duty,
    Goal,
    KeyMessage,
    Misconception,
    Risk,
    Row,
    TargetGroup,
)

SPECIAL_FIELDS = (
    "privacy_security",
    "case_handling",
    "private_professional",
    "archive_journal",
    "policy_signals",
)

USES = ("inform", "listen", "share", "take_part")

# What a strategy is called, whose it is, and in which language form the version is written. They
# stand on the first page too, but belong to the strategy (the last one to the version).
IDENTITY_FIELDS = ("title", "unit", "owner", "language")

# Which columns of a version are written on which page. A new section is one line here and a form.
SECTION_FIELDS: dict[str, tuple[str, ...]] = {
    Section.ABOUT: ("valid_from", "valid_to", "next_review"),
    Section.MANDATE: ("mandate", "overall_strategy", "principles", "heard", "heard_text"),
    Section.SITUATION: ("situation", "resources_today", "net_identity", "net_identity_on"),
    Section.PURPOSES: ("purposes", "purpose_text"),
    Section.GOALS: (),
    Section.TARGET_GROUPS: (),
    Section.MESSAGES: ("core_message", "spokesperson"),
    Section.USES: tuple(f"{use}_{part}" for use in USES for part in ("level", "evidence")),
    Section.CHANNELS: ("channel_plan", "channels_not"),
    Section.SPECIAL: SPECIAL_FIELDS,
    Section.RESOURCES: ("hours_per_week", "staffing", "substitutes", "budget", "advertising"),
    Section.DUTIES: (),
    Section.CRISIS: ("crisis_plan", "crisis_override", "crisis_use"),
    Section.LANGUAGE: (
        "bokmaal_percent",
        "nynorsk_percent",
        "sami",
        "other_languages",
        "plain_language",
    ),
    Section.RISKS: (),
    Section.PILOT: ("pilot_plan", "pilot_until", "pilot_success", "pilot_stop"),
    Section.EVALUATION: ("evaluation", "evaluation_when", "stop_criteria"),
    Section.PUBLICATION: ("publication",),
}

# Which kinds of rows, by the name of the relation, and which columns of a row a person writes.
SECTION_ROWS: dict[str, tuple[str, ...]] = {
    Section.GOALS: ("goals",),
    Section.TARGET_GROUPS: ("target_groups",),
    Section.MESSAGES: ("messages", "misconceptions"),
    Section.DUTIES: ("duties",),
    Section.RISKS: ("risks",),
}

ROW_MODELS: dict[str, type[Row]] = {
    "goals": Goal,
    "target_groups": TargetGroup,
    "messages": KeyMessage,
    "misconceptions": Misconception,
    "duties": Duty,
    "risks": Risk,
}

# The first column is what the row is about: the heading of the row in the document.
ROW_FIELDS: dict[str, tuple[str, ...]] = {
    "goals": (
        "statement",
        "indicator",
        "unit",
        "baseline",
        "baseline_on",
        "target",
        "due_on",
        "source",
        "responsible",
    ),
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
    "misconceptions": ("claim", "truth", "reference"),
    "duties": ("task", "does", "answers", "consulted", "informed"),
    "risks": ("description", "likelihood", "consequence", "measure", "responsible"),
}

# What a page of a version reads ahead.
ROW_RELATIONS = tuple(ROW_MODELS)


def label_of(model: type[models.Model], name: str) -> str:
    """What a column is called on the screen, in the language that is active now."""
    field = model._meta.get_field(name)
    return str(getattr(field, "verbose_name", name))


def number_text(value: Decimal) -> str:
    """A measured number as it is read: no zeros after the comma that say nothing."""
    return number_format(format(value.normalize(), "f"), force_grouping=True)
