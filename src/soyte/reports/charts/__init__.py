"""Charts: Vega-Lite specifications written with Altair, drawn without a browser and without a network."""

from soyte.reports.charts.draw import to_png, to_svg
from soyte.reports.charts.theme import PAPER, SCREEN, Theme

__all__ = ["PAPER", "SCREEN", "Theme", "to_png", "to_svg"]
