"""What was to be done about a finding becomes a measure; what nobody may register is mended."""

from typing import Any

from django.db import migrations
from django.db.models import Q

STATES = {"done": "done", "impossible": "impossible", "action": "running"}
OVER = ("done", "impossible")
MENDED = "Merket om: bare organisasjoner og offentlige roller kan stå her."


def forward(apps: Any, schema: Any) -> None:
    findings = apps.get_model("identity", "Finding").objects
    measures = apps.get_model("identity", "Measure").objects
    for one in findings.exclude(action="").exclude(action="ignore"):
        state = STATES.get(one.state, "planned")
        day = one.updated_at.date() if state in OVER else None
        measures.create(
            finding=one,
            kind=one.action,
            owner_id=one.owner_id,
            due_on=one.deadline,
            state=state,
            ended_on=day,
        )
    findings.filter(state__in=STATES).update(state="verified")
    findings.exclude(kind="i").exclude(stance="").update(stance="")
    findings.filter(kind="j").update(kind="e", note=MENDED)
    wrong = Q(party="person") | (Q(party="public_role") & ~Q(stance_reason__regex=r"\S"))
    findings.filter(wrong, kind="i").update(kind="e", stance="", note=MENDED)


def backward(apps: Any, schema: Any) -> None:
    """The first measure of each finding goes back into the finding's own columns."""
    back = {"done": "done", "impossible": "impossible", "running": "action"}
    for one in apps.get_model("identity", "Measure").objects.order_by("-pk"):
        one.finding.action, one.finding.owner_id = one.kind, one.owner_id
        one.finding.deadline = one.due_on
        one.finding.state = back.get(one.state, one.finding.state)
        one.finding.save()
    apps.get_model("identity", "Measure").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = (("identity", "0002_rounds"),)

    operations = (migrations.RunPython(forward, backward),)
