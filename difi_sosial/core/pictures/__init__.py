"""Pictures that the server draws: pure functions from numbers to SVG.

Classes only, coloured by static/css/components/pictures.css; numbers and patterns say the same as
the colours. Every picture stands on its page with a table that holds the same facts: to a screen
reader the picture is one image with a title and a description.

`heat_map` rows × columns of small whole numbers · `risk_matrix` likelihood × consequence ·
`bars` goals: where we began, where we are, where we want to be ·
`strip` time after time: how much came, or why nothing did · `columns` counts over time ·
`lengths` counts side by side, now and before. The last two may lead to what they count: then they
are groups of links. · `stacked` how many of each, in one or two parts: also for documents.
"""

from difi_sosial.core.pictures.counts import Column, Length, columns, lengths
from difi_sosial.core.pictures.goals import Bar, bars
from difi_sosial.core.pictures.heat import heat_map
from difi_sosial.core.pictures.risks import Risk, Zone, risk_matrix, zone_of
from difi_sosial.core.pictures.strip import Mark, Time, strip
from difi_sosial.core.pictures.tallies import Tally, stacked

__all__ = [
    "Bar",
    "Column",
    "Length",
    "Mark",
    "Risk",
    "Tally",
    "Time",
    "Zone",
    "bars",
    "columns",
    "heat_map",
    "lengths",
    "risk_matrix",
    "stacked",
    "strip",
    "zone_of",
]
