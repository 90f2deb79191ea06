"""Inks by name, for light and dark, the look that follows from them, and numbers and dates as they are written in Vietnam.

A specification names its inks (`"$accent"`), so one specification serves every theme: the names are replaced when it is
drawn, by `inked` here and by `charts.js` in a browser. Rows of data are left alone: what a sender wrote is never an ink.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

FONTS = "Be Vietnam Pro, Segoe UI, Roboto, Noto Sans, DejaVu Sans, Liberation Sans, Arial, sans-serif"
SIZE = 12
NUMBERS = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " đồng"], "minus": "-"}
DATES = {
    "dateTime": "%H:%M %d/%m/%Y", "date": "%d/%m/%Y", "time": "%H:%M", "periods": ["SA", "CH"],
    "days": ["Chủ nhật", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy"],
    "shortDays": ["CN", "T2", "T3", "T4", "T5", "T6", "T7"],
    "months": [f"tháng {n}" for n in range(1, 13)],
    "shortMonths": [f"Th{n}" for n in range(1, 13)],
}  # fmt: skip


@dataclass(frozen=True)
class Palette:
    """The inks of a theme as `#rrggbb`, all different, so that a drawn picture can be inked anew.

    One accent; `missed` and `nearly` only beside a shape or a word that says the same. `ramp_1` … `ramp_5` are the classes
    of a map, in order of lightness: they stay apart in grey print and for eyes that mix up colours.
    """

    paper: str
    ink: str
    soft: str
    line: str
    grid: str
    calm: str
    accent: str
    missed: str
    nearly: str
    empty: str
    ramp_1: str
    ramp_2: str
    ramp_3: str
    ramp_4: str
    ramp_5: str

    @property
    def inks(self) -> dict[str, str]:
        """`{"$accent": "#0a6b72", …}`."""
        return {f"${name}": value for name, value in asdict(self).items()}


LIGHT = Palette(
    paper="#ffffff", ink="#1b2326", soft="#59656a", line="#b9c3c6", grid="#e4e9ea", calm="#7b898e", accent="#0a6b72",
    missed="#a3251d", nearly="#7a5600", empty="#eef1f2",
    ramp_1="#cfe7e8", ramp_2="#9fcdd0", ramp_3="#69aeb3", ramp_4="#2b828a", ramp_5="#07474d",
)  # fmt: skip
DARK = Palette(
    paper="#15191b", ink="#e6eaea", soft="#a3adb0", line="#4a565b", grid="#252e32", calm="#84939a", accent="#62c1c6",
    missed="#f29a90", nearly="#e0bd5f", empty="#1e2629",
    ramp_1="#173a3e", ramp_2="#1e5a60", ramp_3="#2f858c", ramp_4="#61b4b9", ramp_5="#b5e6e9",
)  # fmt: skip


def inked(part: Any, palette: Palette) -> Any:
    """A part of a specification with inks for their names."""
    inks = palette.inks
    match part:
        case str():
            return inks.get(part, part)
        case list() | tuple():
            return [inked(one, palette) for one in part]
        case dict():
            return {key: one if key in ("values", "datasets") and _are_rows(one) else inked(one, palette) for key, one in part.items()}  # fmt: skip
    return part


def _are_rows(part: Any) -> bool:
    return isinstance(part, dict) or (isinstance(part, list) and bool(part) and isinstance(part[0], dict))


def config(palette: Palette) -> dict[str, Any]:
    """The `config` of a Vega-Lite specification."""
    written: dict[str, Any] = inked(_CONFIG, palette)
    return written


_LABEL = {"labelFont": FONTS, "labelFontSize": SIZE, "labelColor": "$soft"}
_TITLE = {"titleFont": FONTS, "titleFontSize": SIZE, "titleColor": "$soft", "titleFontWeight": "normal"}
_CONFIG: dict[str, Any] = {
    "background": "transparent",
    "aria": False,  # the whole picture is described, not its hundred strokes
    "font": FONTS,
    "view": {"stroke": None},
    "axis": {**_LABEL, **_TITLE, "domainColor": "$line", "tickColor": "$line", "tickSize": 4, "gridColor": "$grid",
             "gridWidth": 1, "labelPadding": 5},
    "axisY": {"labelLimit": 150},
    "header": {**_LABEL, "labelColor": "$ink", **_TITLE},
    "legend": {**_LABEL, **_TITLE, "labelColor": "$ink", "columns": 4, "columnPadding": 12},
    "text": {"font": FONTS, "fontSize": SIZE, "fill": "$ink"},
    "title": {"font": FONTS, "fontSize": SIZE + 2, "color": "$ink", "fontWeight": "bold", "anchor": "start"},
    "line": {"strokeWidth": 2, "strokeCap": "round", "strokeJoin": "round"},
    "point": {"opacity": 1},
    "bar": {"fill": "$calm"},
    "rule": {"stroke": "$line"},
}  # fmt: skip
