"""The text of an audited document as mark-up, written by hand: sixty pages are thousands of pieces.

A mark is a link to its finding. Marks that a filter leaves out are plain text; those of dismissed findings are struck.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from html import escape

from django.utils.safestring import SafeString, mark_safe

from soyte.portal.pages.audits.stored import PREFIX
from soyte.reports.audit.render_html_view import DocumentView, PassageView, PieceView, TableView


def text_html(
    view: DocumentView,
    shown: Collection[int] | None,
    dismissed: Collection[int],
    elsewhere: Mapping[int, str] | None = None,
) -> SafeString:
    """The document; `shown` are the positions of the findings to mark (None: everything, figures nobody tested too).

    `elsewhere` has the addresses of those findings that are listed on another sheet.
    """
    writer = _Writer(shown, frozenset(dismissed), elsewhere or {})
    return mark_safe("".join(writer.document(view)))  # noqa: S308 (every text is escaped below)


class _Writer:
    def __init__(self, shown: Collection[int] | None, dismissed: frozenset[int], elsewhere: Mapping[int, str]) -> None:
        self.shown = None if shown is None else frozenset(shown)
        self.dismissed, self.elsewhere = dismissed, elsewhere

    def document(self, view: DocumentView) -> Iterator[str]:
        for passage in view.passages:
            yield from self._table(passage) if isinstance(passage, TableView) else self._block(passage)

    def _block(self, passage: PassageView) -> Iterator[str]:
        words = "".join(map(self._piece, passage.pieces))
        if passage.kind == "heading":
            yield f"<h{passage.level}>{words}</h{passage.level}>\n"
        elif passage.kind == "list_item":
            yield f'<p class="li">{words}</p>\n'
        else:
            yield f"<p>{words}</p>\n"

    def _table(self, table: TableView) -> Iterator[str]:
        yield '<div class="wide" tabindex="0" role="region" aria-label="Bảng trong văn bản"><table>'
        for row in table.rows:
            yield "<tr>"
            for cell in row:
                words = "<br>".join("".join(map(self._piece, passage.pieces)) for passage in cell)
                if cell and cell[0].header:
                    yield f'<th scope="col">{words}</th>'
                else:
                    yield f'<td class="num">{words}</td>' if cell and cell[0].numeric else f"<td>{words}</td>"
            yield "</tr>"
        yield "</table></div>\n"

    def _piece(self, piece: PieceView) -> str:
        words = escape(piece.text)
        position = _position(piece.href)
        over = [int(one) for one in piece.findings.split()]
        if not piece.href or not self._is_shown(position, over):
            return f'<span data-f="{piece.findings}">{words}</span>' if over and self.shown is None else words
        anchor = f' id="{piece.anchor}"' if piece.anchor else ' tabindex="-1"'
        told = f'<span class="visually-hidden"> ({escape(piece.word)})</span>' if piece.last else ""
        tag = f'<sup aria-hidden="true">{escape(piece.tag)}</sup>' if piece.tag else ""
        dropped = " dropped" if position in self.dismissed else ""
        address = escape(self.elsewhere.get(position, "")) if position is not None else ""
        return (
            f'<a class="fig {piece.state}{dropped}" href="{address}#{piece.href}"{anchor} data-s="{piece.figures}" '
            f'data-f="{piece.findings}">{words}{told}{tag}</a>'
        )

    def _is_shown(self, position: int | None, over: list[int]) -> bool:
        return self.shown is None or position in self.shown or any(one in self.shown for one in over)


def _position(href: str) -> int | None:
    """The position of the finding that a mark leads to; None for a figure that none speaks of."""
    known = href.removeprefix(f"{PREFIX}f")
    return int(known) - 1 if known.isdigit() else None
