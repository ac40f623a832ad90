"""An assessment as it is read on a page: facts, warnings and pictures, part by part."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from difi_sosial.channels import queries
from difi_sosial.channels.enums import ReachLevel
from difi_sosial.channels.enums.assessment import Consequence, Likelihood, Part
from difi_sosial.channels.models import PART_FIELDS, Reach
from difi_sosial.channels.queries import Finding, Judged, Matrix, MatrixRow
from difi_sosial.channels.records.assessments import Facts, assessment_facts
from difi_sosial.core import pictures
from difi_sosial.core.pictures import Zone, zone_of
from difi_sosial.strategy.models import label_of

# What the data protection officer looks at first.
PRIVACY_PARTS = (Part.USE, Part.PRIVACY, Part.DPIA, Part.SECURITY, Part.RISKS)


@dataclass(frozen=True, slots=True)
class ReadRisk:
    """A risk with its number and how grave it is before and after the measure."""

    number: int
    facts: dict[str, object]
    before: str
    zone: Zone
    after: str
    zone_after: Zone | None


@dataclass(frozen=True, slots=True)
class ReadPart:
    """A part ready to be read."""

    judged: Judged
    facts: Facts
    findings: Sequence[Finding]
    risks: Sequence[ReadRisk] = ()
    picture: SafeString | str = ""

    @property
    def part(self) -> Part:
        """Which part it is."""
        return self.judged.part


def read_parts(row: MatrixRow, today: date, parts: Sequence[Part] = tuple(Part)) -> list[ReadPart]:
    """The parts of a channel's assessment as they are read; rules are named as of today."""
    return [_read(row, one, today) for one in queries.judged(row) if one.part in parts]


def matrix_picture(matrix: Matrix) -> SafeString | str:
    """The matrix as a heat map of the reach, with the score beside it; empty without rows."""
    if not matrix.rows or not matrix.groups:
        return ""
    cells = [
        [cell.reach.level if cell.reach else None for cell in row.cells] for row in matrix.rows
    ]
    points = ["–" if row.score.points is None else str(row.score.points) for row in matrix.rows]
    return pictures.heat_map(
        key="matrix-picture",
        title=_("Rekkevidde for hver kanal og målgruppe"),
        rows=[row.channel.name for row in matrix.rows],
        columns=[group.name for group in matrix.groups],
        cells=cells,
        legend=[str(level.label) for level in ReachLevel],
        totals=(_("Poeng"), points),
    )


def weights() -> list[tuple[str, int]]:
    """What counts in the score, and how many parts of all it counts: label and per cent."""
    total = sum(queries.WEIGHTS.values())
    shares = {name: round(100 * weight / total) for name, weight in queries.WEIGHTS.items()}
    return [(label_of(Reach, name), share) for name, share in shares.items()]


def _read(row: MatrixRow, one: Judged, today: date) -> ReadPart:
    facts = assessment_facts(one.content.values, today, PART_FIELDS[one.part])
    found = queries.findings(row.channel, one.part, one.content, today)
    if one.part != Part.RISKS:
        return ReadPart(one, facts, found)
    risks = [_risk(number, facts) for number, facts in enumerate(one.content.rows, start=1)]
    return ReadPart(one, facts, found, risks, _picture(risks))


def _risk(number: int, facts: dict[str, object]) -> ReadRisk:
    before, zone = _steps(facts["likelihood"], facts["consequence"])
    after, zone_after = _steps(facts["likelihood_after"], facts["consequence_after"])
    return ReadRisk(number, facts, before, zone or Zone.LOW, after, zone_after)


def _steps(likelihood: object, consequence: object) -> tuple[str, Zone | None]:
    if not isinstance(likelihood, int) or not isinstance(consequence, int):
        return "", None
    return f"{likelihood} × {consequence}", zone_of(likelihood, consequence)


def _picture(risks: Sequence[ReadRisk]) -> SafeString | str:
    if not risks:
        return ""
    return pictures.risk_matrix(
        [_mark(risk) for risk in risks],
        key="risk-picture",
        title=_("Risikoene etter sannsynlighet og konsekvens"),
        likelihoods=[str(step.label) for step in Likelihood],
        consequences=[str(step.label) for step in Consequence],
    )


def _mark(risk: ReadRisk) -> pictures.Risk:
    likelihood, consequence = (risk.facts[name] for name in ("likelihood", "consequence"))
    after = (risk.facts["likelihood_after"], risk.facts["consequence_after"])
    known = isinstance(after[0], int) and isinstance(after[1], int)
    return pictures.Risk(risk.number, likelihood, consequence, after if known else None)  # type: ignore[arg-type]
