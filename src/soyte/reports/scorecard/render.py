"""A scorecard in the format that is asked for. Renderers are loaded only then: they bring heavy libraries."""

from __future__ import annotations

from soyte.reports.scorecard.model import Scorecard

FORMATS = ("docx", "xlsx", "html", "json")


def render(made: Scorecard, kind: str) -> bytes:
    """The scorecard as one of `FORMATS`; the same scorecard gives the same bytes."""
    match kind:
        case "docx":
            from soyte.reports.scorecard.render_docx import render_docx  # noqa: PLC0415

            return render_docx(made)
        case "xlsx":
            from soyte.reports.scorecard.render_xlsx import render_xlsx  # noqa: PLC0415

            return render_xlsx(made)
        case "json":
            from soyte.reports.scorecard.render_json import render_json  # noqa: PLC0415

            return render_json(made).encode()
    from soyte.reports.scorecard.render_html import render_html  # noqa: PLC0415

    return render_html(made).encode()
