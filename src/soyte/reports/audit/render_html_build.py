"""From an audited document to the values of the page template."""

from __future__ import annotations

import re

from soyte.reports.audit.model import AuditedDocument
from soyte.reports.audit.render_html_view import (
    DocumentView,
    FindingView,
    GroupView,
    PassageView,
    PieceView,
    TableView,
    UntestedView,
)
from soyte.reports.audit.render_marks import STATE_WORDS, FigureMark, State, accused_figures, figure_marks
from soyte.reports.audit.render_pieces import Passage, Piece, Span, Table, lay_out
from soyte.reports.audit.render_words import (
    ORDER,
    VERDICT_WORDS,
    coverage_line,
    figure_words,
    headline,
    in_order,
    kind_word,
    locator,
)
from soyte.reports.safe_text import clean, count, one_line
from soyte.statements import Finding, Verdict

_NUMERIC = re.compile(r"[\s\d.,%+–-]*\d[\s\d.,%]*")
_TAGS = {State.WRONG: "sai", State.AMBIGUOUS: "?"}
_RANK = list(State)


def document_view(audited: AuditedDocument, prefix: str) -> DocumentView:
    """The view of one document; every id in it begins with `prefix`."""
    return _Builder(audited, prefix).view()


class _Builder:
    def __init__(self, audited: AuditedDocument, prefix: str) -> None:
        self.audited, self.document, self.prefix = audited, audited.document, prefix
        self.findings = in_order(audited.findings)
        self.marks = figure_marks(audited)
        self.statements = {number: mark.statement for number, mark in self.marks.items()}
        self.accused = [accused_figures(finding, self.statements) for finding in self.findings]
        self.anchors: set[str] = set()

    def view(self) -> DocumentView:
        coverage = self.audited.coverage
        passages = self._passages()  # first: it learns which anchors the text offers
        return DocumentView(
            id=self.prefix,
            name=one_line(self.document.name, 200),
            headline=headline(coverage),
            coverage=coverage,
            coverage_line=coverage_line(coverage),
            warnings=[one_line(warning) for warning in self.document.warnings],
            passages=passages,
            groups=self._groups(),
            untested=[self._untested(mark) for mark in self.marks.values() if mark.state is State.UNTESTED],
        )

    def _passages(self) -> list[PassageView | TableView]:
        figures = [Span(s.start, s.end, s.number) for s in self.statements.values()]
        findings = [Span(f.start, f.end, position) for position, f in enumerate(self.findings)]
        laid = lay_out(self.document, figures, findings)
        return [self._table(part) if isinstance(part, Table) else self._passage(part) for part in laid]

    def _table(self, table: Table) -> TableView:
        return TableView([[[self._passage(passage) for passage in place] for place in row] for row in table.rows])

    def _passage(self, passage: Passage) -> PassageView:
        return PassageView(
            kind=passage.kind,
            level=min(6, max(passage.level, 1) + 2),
            pieces=[self._piece(piece) for piece in passage.pieces],
            header=passage.cell is not None and passage.cell.header,
            numeric=bool(_NUMERIC.fullmatch("".join(piece.text for piece in passage.pieces))),
        )

    def _piece(self, piece: Piece) -> PieceView:
        over = " ".join(map(str, piece.findings))
        if piece.figures:
            marks = [self.marks[number] for number in piece.figures]
            mark = min(marks, key=lambda m: (_RANK.index(m.state), m.statement.end - m.statement.start))
            return self._figure_piece(piece, mark, over)
        bare = [position for position in piece.findings if not self.accused[position]]
        if bare:
            return self._words_piece(piece, bare[0], over)
        return PieceView(clean(piece.text), findings=over)

    def _figure_piece(self, piece: Piece, mark: FigureMark, over: str) -> PieceView:
        number = mark.statement.number
        named = [position for position in mark.findings if number in self.accused[position]]
        numbers = [str(p + 1) for p in named if self.findings[p].verdict.value == mark.state.value]
        last = piece.start + len(piece.text) >= min(mark.statement.end, len(self.document.text))
        tagged = last and mark.state in _TAGS
        return PieceView(
            text=clean(piece.text),
            state=mark.state.value,
            word=STATE_WORDS[mark.state].lower(),
            href=f"{self.prefix}f{mark.findings[0] + 1}" if mark.findings else f"{self.prefix}u{number}",
            anchor=self._anchor(f"{self.prefix}s{number}"),
            note=f"{self.prefix}f{mark.findings[0] + 1}m" if mark.findings else "",
            tag=f"{_TAGS[mark.state]} {', '.join(numbers)}" if tagged else "",
            last=last,
            figures=" ".join(map(str, piece.figures)),
            findings=over,
        )

    def _words_piece(self, piece: Piece, position: int, over: str) -> PieceView:
        finding = self.findings[position]
        state = State(finding.verdict.value)
        last = piece.start + len(piece.text) >= min(finding.end, len(self.document.text))
        return PieceView(
            text=clean(piece.text),
            state=state.value,
            word=STATE_WORDS[state].lower(),
            href=f"{self.prefix}f{position + 1}",
            anchor=self._anchor(f"{self.prefix}b{position + 1}"),
            note=f"{self.prefix}f{position + 1}m",
            tag=f"{_TAGS[state]} {position + 1}" if last and state in _TAGS else "",
            last=last,
            findings=over,
        )

    def _anchor(self, name: str) -> str:
        """`name` the first time, nothing afterwards: an id stands once in a page."""
        if name in self.anchors:
            return ""
        self.anchors.add(name)
        return name

    def _groups(self) -> list[GroupView]:
        groups = []
        for verdict in ORDER:
            chosen = [self._finding(f, i) for i, f in enumerate(self.findings) if f.verdict is verdict]
            if chosen:
                title = f"{VERDICT_WORDS[verdict]}: {count(len(chosen))} {_NOUNS[verdict]}"
                groups.append(GroupView(verdict.value, title, verdict is Verdict.OK, chosen))
        return groups

    def _finding(self, finding: Finding, position: int) -> FindingView:
        places = [f"{self.prefix}s{number}" for number in (*self.accused[position], *finding.statements)]
        places.append(f"{self.prefix}b{position + 1}")
        return FindingView(
            id=f"{self.prefix}f{position + 1}",
            position=position,
            number="" if finding.verdict is Verdict.OK else str(position + 1),
            state=finding.verdict.value,
            word=VERDICT_WORDS[finding.verdict],
            kind=kind_word(finding.kind),
            quote=one_line(finding.quote),
            claimed=one_line(finding.claimed),
            recomputed=one_line(finding.recomputed),
            message=one_line(finding.message, 1000),
            locator=locator(self.document, finding.start),
            anchor=next((place for place in places if place in self.anchors), ""),
            figures=" ".join(map(str, finding.statements)),
            changes_verdict=finding.severity == "verdict",
        )

    def _untested(self, mark: FigureMark) -> UntestedView:
        statement = mark.statement
        anchor = f"{self.prefix}s{statement.number}"
        return UntestedView(
            id=f"{self.prefix}u{statement.number}",
            number=statement.number,
            anchor=anchor if anchor in self.anchors else self.prefix,
            quote=one_line(statement.quote, 120),
            about=figure_words(statement),
            locator=locator(self.document, statement.start),
        )


_NOUNS = {Verdict.WRONG: "số liệu", Verdict.AMBIGUOUS: "chỗ", Verdict.OK: "khẳng định"}
