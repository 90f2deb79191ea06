"""The JavaScript that a browser draws charts with: Vega, Vega-Lite and their embedding, our inks and Vietnamese numbers.

vl-convert carries the libraries (BSD-3-Clause) and puts them into one script. It is made when static files are collected,
never committed. It needs no `eval`: `charts.js` asks for the expression interpreter that vega-embed brings.
"""

from __future__ import annotations

from functools import cache
from json import dumps
from pathlib import Path

from soyte.reports.charts.draw import bundled
from soyte.reports.charts.palette import DARK, DATES, LIGHT, config
from soyte.reports.charts.theme import NUMBERS

NAME = "charts-bundle.js"


@cache
def bundle() -> str:
    """The script, about 900 kB; it sets `window.soyteCharts`, which `charts.js` uses. Takes a second or two."""
    ours = {
        "themes": {
            name: {"inks": palette.inks, "config": config(palette)}
            for name, palette in (("light", LIGHT), ("dark", DARK))
        },
        "numbers": NUMBERS,
        "dates": DATES,
    }
    return bundled(f"window.soyteCharts = {{embed: vegaEmbed, ...{dumps(ours, ensure_ascii=False)}}};")


def write_bundle(folder: Path) -> Path:
    """Write the script into a folder of static files; the same versions give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / NAME
    path.write_text(bundle(), encoding="utf-8")
    return path
