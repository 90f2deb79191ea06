"""Title, subtitle and citation around a drawn picture, wrapped to its width."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from soyte.reports.charts.chart import Chart
from soyte.reports.charts.palette import FONTS, Palette

_EDGE = 12
_HEAD, _TEXT, _FOOT = 16, 12, 10.5
_WIDE = {_HEAD: 0.6, _TEXT: 0.56, _FOOT: 0.56}  # of the size, a letter of Be Vietnam Pro on the average


def framed(chart: Chart, drawn: str, palette: Palette, *, titled: bool, paper: bool = False) -> str:
    """The picture with a name for those who cannot see it; with its words around it if `titled`."""
    titled = titled and chart.fit != "none"  # a picture within a line of a table has no room for words
    root = re.search(r"<svg [^>]*>", drawn)
    assert root is not None  # noqa: S101 (vl-convert always writes one)
    width, height = (float(_attribute(root[0], side)) for side in ("width", "height"))
    inner = drawn[root.end() : drawn.rindex("</svg>")]
    edge = _EDGE if titled or paper else 0
    across = max(width, chart.width if titled else 0) + 2 * edge
    above = list(_lines(chart, across - 2 * edge)) if titled else []
    below = _wrapped(chart.citation, _FOOT, across - 2 * edge) if titled and chart.citation else []
    pieces, y = [], float(edge)
    for text, size, bold in above:
        y += size * 1.4
        pieces.append(_line(text, edge, y, size, palette.ink if bold else palette.soft, bold=bold))
    y += 8 if above else 0
    pieces.append(f'<g transform="translate({edge:g},{y:g})">{inner}</g>')
    y += height + (4 if below else 0)
    for text in below:
        y += _FOOT * 1.4
        pieces.append(_line(text, edge, y, _FOOT, palette.soft))
    down = y + edge
    back = f'<rect width="{across:g}" height="{down:g}" fill="{palette.paper}"/>' if paper else ""
    name = quoteattr(". ".join(part for part in (chart.title, chart.told) if part))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{across:g}" height="{down:g}" viewBox="0 0 {across:g} {down:g}" '
        f'role="img" aria-label={name} font-variant="tabular-nums">{back}{"".join(pieces)}</svg>'
    )


def _lines(chart: Chart, width: float) -> Iterator[tuple[str, float, bool]]:
    yield from ((line, _HEAD, True) for line in _wrapped(chart.title, _HEAD, width))
    yield from ((line, _TEXT, False) for line in _wrapped(chart.subtitle, _TEXT, width))


def _wrapped(text: str, size: float, width: float) -> list[str]:
    return textwrap.wrap(text, max(16, int(width / (size * _WIDE[size]))))


def _line(text: str, x: float, y: float, size: float, ink: str, *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:g}" y="{y:g}" font-family="{FONTS}" font-size="{size:g}px"{weight} fill="{ink}">{escape(text)}</text>'


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf' {name}="([\d.]+)"', tag)
    return found[1] if found else "0"
