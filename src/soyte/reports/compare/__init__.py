"""Places side by side for one indicator, from what their reports state."""

from soyte.reports.compare.model import Comparison, Entry
from soyte.reports.compare.render_chart import render_png, render_svg
from soyte.reports.compare.render_json import render_json
from soyte.reports.compare.render_table import render_table

__all__ = ["Comparison", "Entry", "render_json", "render_png", "render_svg", "render_table"]
