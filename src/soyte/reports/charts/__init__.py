"""Charts and maps: Vega-Lite specifications, drawn without a browser and without a network, or by one.

Each of `over_time`, `ranking`, `slope`, `multiples`, `sparkline` and `maps` turns rows into a `Chart`; `render` makes a
picture or JSON of it; `bundle` is the script that a browser draws it with. The charts of a scorecard (`distances`, `places`,
`trends`) are written with Altair.
"""

from soyte.reports.charts.chart import Chart
from soyte.reports.charts.draw import to_png, to_svg
from soyte.reports.charts.theme import PAPER, SCREEN, Theme

__all__ = ["PAPER", "SCREEN", "Chart", "Theme", "to_png", "to_svg"]
