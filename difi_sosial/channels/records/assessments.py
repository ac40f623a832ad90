"""An assessment as a text."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from difi_sosial.channels.enums import Dialogue, ReachLevel
from difi_sosial.channels.models import ASSESSMENT_FIELDS, Assessment
from difi_sosial.strategy.models import label_of

Reaches = Mapping[UUID, Mapping[str, Any]]


def assessment_facts(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What is written about a channel beside its reach: labels and texts."""
    facts = []
    for field in ASSESSMENT_FIELDS:
        value = values.get(field)
        if value:
            shown = Dialogue(value).label if field == "dialogue" else value
            label = label_of(Assessment, field)
            facts.append((f"{label[:1].upper()}{label[1:]}", str(shown)))
    return facts


def assessment_text(values: Mapping[str, Any], reaches: Reaches, names: Mapping[UUID, str]) -> str:
    """The assessment as Markdown, from what is stored or from what somebody just typed."""
    parts = []
    for key, name in names.items():
        cell = reaches.get(key)
        if cell is not None and cell["level"] is not None:
            parts.append(f"### {_('Målgruppe')}: {name}\n\n{_cell(cell)}")
    parts += [f"### {label}\n\n{text}" for label, text in assessment_facts(values)]
    return "\n\n".join(parts)


def _cell(cell: Mapping[str, Any]) -> str:
    level = ReachLevel(cell["level"])
    source = " ".join(str(part) for part in (cell["source"], cell["year"]) if part)
    lines = [f"- {_('Rekkevidde')}: {level.value} – {level.label}"]
    lines += [f"- {_('Kilde')}: {source}"] if source else []
    return "\n".join([*lines, f"- {_('Begrunnelse')}: {' '.join(str(cell['reason']).split())}"])
