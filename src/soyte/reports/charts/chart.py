"""A chart: one Vega-Lite specification, with the words that belong to it and the rows that it shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"  # a name: nothing is fetched from there
Row = dict[str, Any]

Fit = Literal["width", "columns", "scale", "none"]


@dataclass(frozen=True)
class Chart:
    """`spec` holds its data and names inks instead of colours; it has no title, which a page writes as text of its own.

    `rows` are what is shown, with Vietnamese headings, for the table beside it and its exports. `title` says what is the
    matter, `subtitle` what is drawn and how to read its marks, `citation` whose figures and when, `told` the same as the
    picture in words. `width` and `height` are in CSS pixels. `fit` says what a browser does with the width that it has:
    `width` redraws, `columns` puts more or fewer panels of `step` pixels in a row, `scale` keeps the proportions, `none`.
    """

    spec: dict[str, Any]
    rows: tuple[Row, ...]
    title: str
    subtitle: str = ""
    citation: str = ""
    told: str = ""
    width: int = 640
    height: int = 260
    fit: Fit = "width"
    step: int = 0


def layered(layers: Iterable[Row | None], width: int | None, height: int | None, **more: Any) -> Row:
    """A specification of layers; those that are None have nothing to show."""
    size = {"width": width, "height": height}
    return {
        "$schema": SCHEMA,
        **{side: length for side, length in size.items() if length is not None},
        "layer": [one for one in layers if one is not None],
        **more,
    }


def layer(rows: Sequence[Mapping[str, Any]], mark: Row, **encoding: Any) -> Row | None:
    """A layer with rows of its own; None without any."""
    if not rows:
        return None
    return {"data": {"values": [dict(row) for row in rows]}, "mark": mark, "encoding": encoding}


def quantity(field: str, domain: Sequence[float], *, axis: Row | None = None, scale: Row | None = None) -> Row:
    """A position on a scale of numbers with just this domain."""
    whole = {"domain": list(domain), "nice": False, "zero": False, **(scale or {})}
    return {"field": field, "type": "quantitative", "scale": whole, "axis": axis}


def own(field: str) -> Row:
    """Words that stand in the rows themselves."""
    return {"field": field, "type": "nominal"}


TIP = [{"field": "noi_dung", "type": "nominal", "title": "Số liệu"}]
"""The tooltip: what `noi_dung` of a row says."""
