"""How charts look: fonts, inks, and numbers as they are written in Vietnam."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import altair as alt


@dataclass(frozen=True)
class Theme:
    """Inks are chosen so that marks differ in lightness and shape too, and print well in black."""

    font: str
    size: float
    ink: str
    soft: str
    line: str
    accent: str
    calm: str
    paper: str = "#ffffff"

    def config(self) -> dict[str, Any]:
        """The `config` of a Vega-Lite specification."""
        label = {"labelFont": self.font, "labelFontSize": self.size, "labelColor": self.ink}
        title = {
            "titleFont": self.font,
            "titleFontSize": self.size,
            "titleColor": self.soft,
            "titleFontWeight": "normal",
        }
        return {
            "background": "transparent",
            "aria": False,  # the whole picture is described, not its hundred strokes
            "view": {"stroke": None},
            "font": self.font,
            "axis": {
                **label,
                **title,
                "domainColor": self.line,
                "tickColor": self.line,
                "gridColor": self.line,
                "gridWidth": 0.6,
            },
            "header": {**label, **title},
            "legend": {**label, **title},
            "text": {"font": self.font, "fontSize": self.size, "fill": self.ink},
            "title": {
                "font": self.font,
                "fontSize": self.size + 1,
                "color": self.ink,
                "fontWeight": "bold",
                "anchor": "start",
            },
            "line": {"strokeWidth": 1.6},
        }


# The older Liberation Sans lacks Vietnamese letters, so DejaVu comes before it.
_FONTS = "Be Vietnam Pro, Segoe UI, Roboto, Noto Sans, DejaVu Sans, Liberation Sans, Arial, sans-serif"
PAPER = Theme(_FONTS, 11, "#111111", "#444444", "#cccccc", "#9c1f1a", "#33506b")
SCREEN = Theme(_FONTS, 12, "#1d1d1b", "#63605a", "#dcd8d0", "#9c1f1a", "#33506b")


def rows_of(rows: list[dict[str, object]]) -> alt.Data:
    """Data that travels inside the specification."""
    import altair as alt  # noqa: PLC0415 (a second to load, and most charts do without)

    return alt.Data(values=rows)  # type: ignore[no-untyped-call]
