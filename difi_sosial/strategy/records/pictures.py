"""Pictures of what a strategy says: its risks, and its goals against their targets."""

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from difi_sosial.core.pictures import Bar, Risk, bars, risk_matrix
from difi_sosial.strategy.enums import Consequence, Likelihood
from difi_sosial.strategy.models import StrategyVersion
from difi_sosial.strategy.queries import Progress


def risk_picture(version: StrategyVersion) -> SafeString | str:
    """The risk matrix of what is stored; empty before any risk has both its numbers."""
    risks = [
        Risk(number, row.likelihood, row.consequence)
        for number, row in enumerate(version.risks.all(), start=1)
        if row.likelihood and row.consequence
    ]
    if not risks:
        return ""
    return risk_matrix(
        risks,
        key=f"risk-{version.pk}",
        title=_("Risikomatrise"),
        likelihoods=[_word(step.label) for step in Likelihood],
        consequences=[_word(step.label) for step in Consequence],
    )


def goal_picture(progress: Sequence[Progress]) -> SafeString:
    """Every goal: where it began, where it is, and where it shall be."""
    found = [
        Bar(
            label=one.goal.statement,
            baseline=_number(one.goal.baseline),
            now=_number(one.latest.value if one.latest else None),
            target=_number(one.goal.target),
            unit=one.goal.unit,
        )
        for one in progress
    ]
    return bars(found, key="goals", title=_("Målene mot måltallene"))


def _word(label: object) -> str:
    """The step's name without the number before it, which the picture writes itself."""
    return str(label).partition(" – ")[2]


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))
