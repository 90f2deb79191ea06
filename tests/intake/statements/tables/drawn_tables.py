"""Tables drawn in a test, and the same table as a file of every format.

A drawn table has one line a row and bars between cells; `<` is merged with the cell to the left, `^` with the one above.
"""

from __future__ import annotations

import io
from functools import cache

import docx
import xlsxwriter

from soyte.catalogue import Catalogue, load_catalogue
from soyte.checks.claims import judge_claims
from soyte.intake.documents.dispatch import read_bytes
from soyte.intake.statements import read_statements
from soyte.statements import Finding, Reading

HEAD = "SỞ Y TẾ BÌNH SƠN\n\nBÁO CÁO\nKết quả công tác y tế năm 2024, nhiệm vụ năm 2025\n\nI. KẾT QUẢ THỰC HIỆN\n"
Grid = list[list[str]]


@cache
def catalogue() -> Catalogue:
    return load_catalogue()


def grid(drawn: str) -> Grid:
    return [[cell.strip() for cell in line.split("|")] for line in drawn.strip().splitlines()]


def read(data: str | bytes, name: str = "bao_cao.txt") -> Reading:
    raw = data.encode() if isinstance(data, str) else data
    return read_statements(read_bytes(raw, name), catalogue())


def table(drawn: str, before: str = HEAD) -> Reading:
    """The reading of a report whose table is set with bars."""
    return read(f"{before}\n{in_bars(grid(drawn))}\n")


def findings(reading: Reading) -> list[Finding]:
    return judge_claims(reading, catalogue())


def verdicts(reading: Reading) -> list[tuple[str, str, tuple[str, ...]]]:
    """Kind, verdict and printed figures of every finding, sorted."""
    by_number = {s.number: s.value_text for s in reading.statements}
    return sorted((f.kind, f.verdict.value, tuple(by_number[n] for n in f.statements)) for f in findings(reading))


def wrong(reading: Reading) -> list[tuple[str, tuple[str, ...]]]:
    return [(kind, figures) for kind, verdict, figures in verdicts(reading) if verdict == "wrong"]


def said(reading: Reading, *names: str) -> list[tuple[str, ...]]:
    """The printed figures with these fields of their statements."""
    return [(s.value_text, *(str(getattr(s, name)) for name in names)) for s in reading.statements]


# ------------------------------------------------------------------------------------------------------ formats


def in_bars(rows: Grid) -> str:
    return "\n".join(" | ".join(_plain(rows)[r]) for r in range(len(rows)))


def in_tabs(rows: Grid) -> str:
    return "\n".join("\t".join(row) for row in _plain(rows))


def in_blanks(rows: Grid) -> str:
    plain = _plain(rows)
    widths = [max(len(row[c]) for row in plain) + 3 for c in range(len(plain[0]))]
    return "\n".join("".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in plain)


def in_markdown(rows: Grid) -> str:
    lines = [f"| {' | '.join(row)} |" for row in _plain(rows)]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


def _plain(rows: Grid) -> Grid:
    return [["" if cell in "<^" else cell for cell in row] for row in rows]


def _area(rows: Grid, r: int, c: int) -> tuple[int, int]:
    """Last row and column of the merged cell that begins at `r, c`."""
    last_r, last_c = r, c
    while last_c + 1 < len(rows[r]) and rows[r][last_c + 1] == "<":
        last_c += 1
    while last_r + 1 < len(rows) and rows[last_r + 1][c] == "^":
        last_r += 1
    return last_r, last_c


def as_docx(rows: Grid, before: str = HEAD) -> bytes:
    document = docx.Document()
    for line in before.splitlines():
        document.add_paragraph(line)
    made = document.add_table(rows=len(rows), cols=len(rows[0]))
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if cell not in ("<", "^"):
                last = _area(rows, r, c)
                made.cell(r, c).merge(made.cell(*last)).text = cell
    return _saved(document)


def _saved(document: object) -> bytes:
    file = io.BytesIO()
    document.save(file)  # type: ignore[attr-defined]
    return file.getvalue()


def as_html(rows: Grid, before: str = HEAD) -> bytes:
    lines = []
    for r, row in enumerate(rows):
        cells = ""
        for c, cell in enumerate(row):
            if cell not in ("<", "^"):
                last_r, last_c = _area(rows, r, c)
                cells += f'<td rowspan="{last_r - r + 1}" colspan="{last_c - c + 1}">{cell.replace("<", "&lt;")}</td>'
        lines.append(f"<tr>{cells}</tr>")
    paragraphs = "".join(f"<p>{line}</p>" for line in before.splitlines())
    return f"<html><body>{paragraphs}<table>{''.join(lines)}</table></body></html>".encode()


def as_xlsx(rows: Grid, before: str = HEAD) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("Bao cao")
    top = 0
    for line in filter(None, before.splitlines()):
        sheet.write_string(top, 0, line)
        top += 1
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if cell in ("<", "^", ""):
                continue
            last_r, last_c = _area(rows, r, c)
            if (last_r, last_c) == (r, c):
                sheet.write_string(top + r, c, cell)
            else:
                sheet.merge_range(top + r, c, top + last_r, last_c, cell)
    book.close()
    return file.getvalue()
