"""From a specification to SVG or PNG. The same specification gives the same bytes on the same machine."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from soyte.reports.charts.palette import DATES, NUMBERS

if TYPE_CHECKING:
    import altair as alt


def to_svg(chart: alt.TopLevelMixin, title: str, description: str) -> str:
    """An SVG element for a page, with a name and a description for those who cannot see it."""
    vl_convert = _converter()
    svg = vl_convert.vegalite_to_svg(
        _specification(chart), vl_version=_version(), format_locale=NUMBERS, allowed_base_urls=[], show_warnings=False
    )
    return _named(str(svg), title, description)


def to_png(chart: alt.TopLevelMixin, ppi: int = 190) -> bytes:
    """A picture for a Word file."""
    vl_convert = _converter()
    png: bytes = vl_convert.vegalite_to_png(
        _specification(chart),
        vl_version=_version(),
        ppi=ppi,
        scale=1,
        format_locale=NUMBERS,
        allowed_base_urls=[],
        show_warnings=False,
    )
    return png


def converted(specification: dict[str, Any]) -> str:
    """A specification in the inks of a theme as SVG. Nothing outside it is read."""
    drawn = _converter().vegalite_to_svg(
        specification,
        vl_version=_version(),
        format_locale=NUMBERS,
        time_format_locale=DATES,
        allowed_base_urls=[],
        show_warnings=False,
    )
    return str(drawn)


def pixels(svg: str, scale: float) -> bytes:
    """An SVG as PNG, `scale` dots a CSS pixel."""
    png: bytes = _converter().svg_to_png(svg, scale=scale)
    return png


def bundled(snippet: str) -> str:
    """Vega, Vega-Lite and vega-embed with our lines after them, as one script for a page."""
    return str(_converter().javascript_bundle(snippet, vl_version=_version()))


def _specification(chart: alt.TopLevelMixin) -> dict[str, Any]:
    specification: dict[str, Any] = json.loads(json.dumps(chart.to_dict(validate=False)))
    return specification


@cache
def _converter() -> Any:
    """vl-convert, knowing the packaged font: a machine's own fonts differ, and many lack Vietnamese letters."""
    import vl_convert  # noqa: PLC0415 (heavy, and only drawing needs it)

    try:
        with as_file(files("fontpkg_be_vietnam_pro").joinpath("files")) as folder:
            vl_convert.register_font_directory(str(folder))
    except ModuleNotFoundError:
        pass  # the next font of the list is taken
    return vl_convert


@cache
def _version() -> str:
    """The newest Vega-Lite that this installation draws."""
    versions = [version for version in _converter().get_vegalite_versions() if re.fullmatch(r"\d+\.\d+", version)]
    newest: str = max(versions, key=lambda version: tuple(map(int, version.split("."))))
    return newest


def _named(svg: str, title: str, description: str) -> str:
    """The picture as one image with a name; the size follows its place in the page."""
    root = re.search(r"<svg [^>]*>", svg)
    assert root is not None  # noqa: S101 (for the type checker: vl-convert always writes one)
    kept = re.sub(r' (?:class|version|xmlns:xlink)="[^"]*"', "", root[0])
    name = f' role="img" aria-label={quoteattr(f"{title}. {description}")}'
    return f"{kept[:-1]}{name}>{svg[root.end() :]}"
