"""What marks look like that stand for verdicts: shape first, colour beside it."""

from __future__ import annotations

from collections.abc import Iterable

from soyte.measures.targets.model import MARK_WORDS, Mark
from soyte.reports.charts.chart import Row
from soyte.reports.scorecard.words import MARK_ORDER

SHAPES = {
    Mark.EXCEEDED: "triangle-up",
    Mark.MET: "circle",
    Mark.NEARLY_MET: "diamond",
    Mark.MISSED: "cross",
    Mark.NO_DATA: "stroke",
    Mark.INCOMPARABLE: "square",
}
INKS = {
    Mark.EXCEEDED: "$accent",
    Mark.MET: "$accent",
    Mark.NEARLY_MET: "$nearly",
    Mark.MISSED: "$missed",
    Mark.NO_DATA: "$soft",
    Mark.INCOMPARABLE: "$soft",
}


def verdicts(marks: Iterable[Mark | None], field: str = "muc") -> Row:
    """Shape and colour of the verdicts that are there, worst first, with a legend above that names them."""
    there = set(marks)
    present = [mark for mark in MARK_ORDER if mark in there]
    words = [MARK_WORDS[mark] for mark in present]
    legend = {"title": None, "orient": "top", "direction": "horizontal", "offset": 6}
    by = {"field": field, "type": "nominal", "legend": legend}
    return {
        "shape": {**by, "scale": {"domain": words, "range": [SHAPES[mark] for mark in present]}},
        "fill": {**by, "scale": {"domain": words, "range": [INKS[mark] for mark in present]}},
    }
