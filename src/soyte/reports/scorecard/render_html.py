"""The scorecard as one web page that needs no network: what was missed first, then every indicator, charts, sources."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import lru_cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from soyte.ledger.clock import VIETNAM
from soyte.measures.targets.model import MARK_WORDS, Mark
from soyte.reports.linked.model import PrintedFigure
from soyte.reports.safe_text import one_line
from soyte.reports.scorecard import pictures
from soyte.reports.scorecard.lines import Line
from soyte.reports.scorecard.misses import misses, undecided
from soyte.reports.scorecard.model import Scorecard
from soyte.reports.scorecard.summary import body_lines, headline, total_line, unreported
from soyte.reports.scorecard.view import section_views
from soyte.reports.scorecard.words import SHAPES, short_date

_PANELS_A_PICTURE = 24


@lru_cache(maxsize=1)
def _page() -> tuple[Template, str]:
    environment = Environment(
        loader=PackageLoader("soyte.reports.scorecard", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["line"] = _line
    loader = environment.loader
    assert loader is not None  # noqa: S101 (for the type checker)
    return environment.get_template("scorecard.html.j2"), loader.get_source(environment, "scorecard.css")[0]


def render_html(scorecard: Scorecard) -> str:
    """The page. It has no script, and its security policy lets none run."""
    template, style = _page()
    sections = section_views(scorecard)
    seen = scorecard.as_of.astimezone(VIETNAM)
    return template.render(
        headline=headline(scorecard),
        place=one_line(scorecard.place_name, 120),
        issuer=one_line(scorecard.issuer, 120),
        year=scorecard.year,
        today=short_date(scorecard.today),
        seen=f"{seen:%H:%M} ngày {seen:%d/%m/%Y}",
        sequence=scorecard.as_of_seq,
        total=total_line(scorecard),
        bodies=body_lines(scorecard),
        missing=len(unreported(scorecard)),
        misses=misses(scorecard),
        undecided=undecided(scorecard),
        sections=sections,
        goals=sum(bool(row.targets) for section in sections for row in section.rows),
        free=any(not row.targets for section in sections for row in section.rows),
        marks=[(mark.value, SHAPES[mark], MARK_WORDS[mark]) for mark in Mark],
        shapes={mark: SHAPES[mark] for mark in Mark},
        mark_words=MARK_WORDS,
        charts=_charts(scorecard),
        sources=[one_line(source, 500) for source in scorecard.sources],
        style=Markup(style),  # noqa: S704 (our own file)
        style_hash="sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
    )


def _line(line: Line | PrintedFigure | Iterable[str | PrintedFigure]) -> Markup:
    """Words escaped, figures marked with their ids."""
    pieces = (line,) if isinstance(line, PrintedFigure) else line
    return Markup("").join(
        piece
        if isinstance(piece, str)
        else Markup('<span class="so" data-so="{}">{}</span>').format(piece.id, piece.text)
        for piece in pieces
    )


def _charts(scorecard: Scorecard) -> list[tuple[str, Markup]]:
    """Captions and pictures."""
    panels, gaps = pictures.panels(scorecard), pictures.gaps(scorecard)
    if not panels and not gaps:
        return []
    from soyte.reports.charts import SCREEN, to_svg  # noqa: PLC0415 (heavy libraries, only for those who draw)
    from soyte.reports.charts.distances import distances  # noqa: PLC0415
    from soyte.reports.charts.trends import trends  # noqa: PLC0415

    drawn: list[tuple[str, Markup]] = []
    if gaps:
        name = "Khoảng cách đến chỉ tiêu giao"
        drawn.append((f"{name} (xa nhất về phía chưa đạt đứng trước)",
                      Markup(to_svg(distances(gaps, SCREEN, width=380), name, pictures.distances_told(gaps)))))  # noqa: S704 (drawn by us)  # fmt: skip
    for start in range(0, len(panels), _PANELS_A_PICTURE):
        part = panels[start : start + _PANELS_A_PICTURE]
        name = "Diễn biến qua các năm"
        svg = to_svg(trends(part, SCREEN, columns=4, width=215), name, pictures.trends_told(part))
        drawn.append((f"{name} (đường đứt: chỉ tiêu giao; chấm rỗng: số ước)", Markup(svg)))  # noqa: S704 (drawn by us)
    return drawn
