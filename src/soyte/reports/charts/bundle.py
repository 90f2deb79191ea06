"""The JavaScript that a browser draws charts with: Vega, Vega-Lite and their embedding, our inks and Vietnamese numbers.

vl-convert carries the libraries (BSD-3-Clause) and puts them into one script. It is made when static files are collected,
never committed. It needs no `eval`: `charts.js` asks for the expression interpreter that vega-embed brings.
"""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.metadata import version
from json import dumps
from os import getpid
from pathlib import Path

from soyte.reports.charts.draw import bundled
from soyte.reports.charts.palette import DARK, DATES, LIGHT, NUMBERS, config

NAME = "charts-bundle.js"


@cache
def bundle() -> str:
    """The script, about 900 kB; it sets `window.soyteCharts`, which `charts.js` uses. Takes a second or two."""
    return f"{_mark()}\n{bundled(f'window.soyteCharts = {{embed: vegaEmbed, ...{_ours()}}};')}"


def write_bundle(folder: Path) -> Path:
    """The script in a folder of static files, written anew only if libraries or our part of it changed."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / NAME
    mark = _mark()
    if path.exists():
        with path.open(encoding="utf-8") as file:
            if file.readline().rstrip("\n") == mark:
                return path
    beside = path.with_suffix(f".{getpid()}.tmp")  # several processes may start at once
    beside.write_text(bundle(), encoding="utf-8")
    beside.replace(path)
    return path


@cache
def _ours() -> str:
    themes = {name: {"inks": one.inks, "config": config(one)} for name, one in (("light", LIGHT), ("dark", DARK))}
    return dumps({"themes": themes, "numbers": NUMBERS, "dates": DATES}, ensure_ascii=False, sort_keys=True)


def _mark() -> str:
    """The first line: what the script was made of."""
    return f"// soyte charts {sha256(_ours().encode()).hexdigest()[:16]}, vl-convert {version('vl-convert-python')}"
