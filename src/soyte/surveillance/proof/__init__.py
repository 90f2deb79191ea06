"""Proof: how well the detectors do, on counts of past years and on invented series whose outbreaks are known."""

from soyte.surveillance.proof.back_test import Line, lines, run, truths
from soyte.surveillance.proof.comparison import SIZES, Tally, compare, rates
from soyte.surveillance.proof.contenders import CONTENDERS, Contender, chosen
from soyte.surveillance.proof.outbreaks import DEFINITIONS, Definition, outbreaks
from soyte.surveillance.proof.panel import Panel, PanelError, read_panel
from soyte.surveillance.proof.scenarios import SCENARIOS, Scenario
from soyte.surveillance.proof.scores import Alarms, Score, score
from soyte.surveillance.proof.simulate import Simulated, simulate

__all__ = [
    "CONTENDERS", "DEFINITIONS", "SCENARIOS", "SIZES", "Alarms", "Contender", "Definition", "Line", "Panel", "PanelError", "Scenario",
    "Score", "Simulated", "Tally", "chosen", "compare", "lines", "outbreaks", "rates", "read_panel", "run", "score", "simulate", "truths",
]  # fmt: skip
