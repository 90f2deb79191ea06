"""The gold texts as files of other formats: what a text says must not depend on the file it comes in.

`parts(text)` finds headings, list items, paragraphs and tables in a plain text; `docx`, `html`, `odt` write them as the
programs of an office would, with numbers cut by markup; `pdf` prints the Word files; `VARIANTS` are other plain texts.
Nothing is random: the n-th place is marked up in the n-th way.
"""

from __future__ import annotations

import html as entities
import io
import re
import shutil
import subprocess
import textwrap
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count, groupby
from pathlib import Path
from typing import Any

import docx as word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

COLUMNS = 80
WIDE = 6  # tables of more columns are set in small type


@dataclass(frozen=True)
class Part:
    """A stretch of a text: `heading`, `item`, `paragraph` (its lines are cut by soft breaks) or `table`."""

    kind: str
    lines: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


# ---------------------------------------------------------------------------------------------------- parts of a text

RULE = re.compile(r"\s*\|(?:\s*:?-+:?\s*\|)+\s*")  # what Markdown draws under the heads of a table
BULLET = re.compile(r"\s*[-–+*•]\s+(?=\S)")
NUMBERED = re.compile(r"\s*(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*|[a-zA-Z])[.)]\s*\S|\s*\(\d+\)\s")
ROMAN = re.compile(r"(?:[IVX]{1,5}\.|PHẦN\b|Phần\b|[A-H]\.\s)")


def cells(line: str) -> list[str] | None:
    """The cells of a table row; None if the line is none."""
    line = line.strip()
    if line.startswith("|") and line.endswith("|"):
        line = line[1:-1].strip()
    for mark in ("\t", " | "):
        if line.count(mark) >= 2:
            return [cell.strip() for cell in line.split(mark)]
    return None


def is_table(lines: list[str]) -> bool:
    """Two or more rows of the same width."""
    rows = [cells(line) for line in lines]
    return len(rows) > 1 and all(row and rows[0] and len(row) == len(rows[0]) for row in rows)


def is_heading(line: str) -> bool:
    """A short line in capitals, or the head of a Roman section."""
    letters = [c for c in line if c.isalpha()]
    return bool(letters) and len(line) < 160 and (bool(ROMAN.match(line)) or all(c.isupper() for c in letters))


def goes_on(before: str, line: str) -> bool:
    """Whether a line only continues the one before it: a hard break within a sentence."""
    if not before.strip() or BULLET.match(line) or NUMBERED.match(line) or is_heading(before):
        return False
    start = line.lstrip()[:1]
    return before.rstrip()[-1:] not in ".;:!?…" and (start.islower() or start in "(,%" or start.isdigit())


def parts(text: str) -> Iterator[Part]:
    """The parts of a text, in order."""
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n")).split("\n")
    lines = [line for line in lines if not RULE.fullmatch(line)]
    for width, group in groupby(lines, key=lambda line: len(cells(line) or ())):
        run = list(group)
        if width and is_table(run):
            yield Part("table", rows=[cells(line) or [] for line in run])
            continue
        paragraph: list[str] = []
        for line in run:
            if paragraph and not goes_on(paragraph[-1], line):
                yield from closed(paragraph)
                paragraph = []
            if line.strip():
                paragraph.append(line)
        yield from closed(paragraph)


def closed(lines: list[str]) -> Iterator[Part]:
    """The part that these lines make."""
    if not lines:
        return
    if len(lines) == 1 and is_heading(lines[0]):
        yield Part("heading", lines)
    elif bullet := BULLET.match(lines[0]):
        yield Part("item", [lines[0][bullet.end() :], *lines[1:]])
    else:
        yield Part("paragraph", lines)


_CUT = re.compile(r"(?<=\d)(?=[\d.,])|(?<=[.,])(?=\d)")


def pieces(line: str, number: Iterator[int]) -> list[str]:
    """A line cut in the middle of every second number."""
    at, out = 0, []
    for digits in re.finditer(r"\d[\d.,]*\d", line):
        turn = next(number)
        places = [cut.start() for cut in _CUT.finditer(line, digits.start(), digits.end())]
        if turn % 2 or not places:
            continue
        place = places[turn % len(places)]
        out.append(line[at:place])
        at = place
    return [*out, line[at:]]


# --------------------------------------------------------------------------------------------------------------- Word


def _run(paragraph: Any, text: str, turn: int) -> None:
    run = paragraph.add_run(text)
    run.bold = turn % 3 == 0 or None
    run.italic = turn % 3 == 1 or None
    if turn % 4 == 2:  # every fourth in a content control
        control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
        control.append(OxmlElement("w:sdtPr"))
        control.append(content)
        run._r.addprevious(control)
        content.append(run._r)


def _fill(paragraph: Any, lines: list[str], number: Iterator[int]) -> None:
    for index, line in enumerate(lines):
        if index:
            paragraph.add_run().add_break()
        for turn, piece in enumerate(pieces(line, number)):
            _run(paragraph, piece, turn)


def docx(text: str, *, page_numbers: bool = False) -> bytes:
    """A Word file; some paragraphs stand in content controls."""
    document = word.Document()
    number, blocks = count(), count()
    for part in parts(text):
        if part.kind == "table":
            table = document.add_table(0, len(part.rows[0]), style="Table Grid")
            for row in part.rows:
                for cell, line in zip(table.add_row().cells, row, strict=True):
                    _fill(cell.paragraphs[0], [line], number)
                    for run in cell.paragraphs[0].runs if len(row) > WIDE else ():
                        run.font.size = Pt(8)
            continue
        style = {"heading": "Heading 2", "item": "List Bullet"}.get(part.kind)
        paragraph = document.add_paragraph(style=style)
        _fill(paragraph, part.lines, number)
        if next(blocks) % 7 == 5:
            control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
            control.append(content)
            paragraph._p.addprevious(control)
            content.append(paragraph._p)
    if page_numbers:
        _page_numbers(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _page_numbers(document: Any) -> None:
    section = document.sections[0]
    section.header.paragraphs[0].text = "Sở Y tế – Báo cáo"
    paragraph = section.footer.paragraphs[0]
    paragraph.add_run("Trang ")
    for kind, instruction in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = instruction
        run._r.append(mark)


# --------------------------------------------------------------------------------------------------------------- HTML

_PAGE = """<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>Trang tin y t&#7871;</title>
<style>.c12 {{ width: 980px }}</style><script>var luot = 12345; track("A-77", 88);</script></head>
<body><header><nav><ul><li><a href="/">Trang chủ</a></li><li><a href="/2">Tin y tế 24h</a></li></ul></nav></header>
<main><article>
{body}
</article></main>
<aside><ul><li><a href="/9">5 lời khuyên cho mùa nắng</a></li></ul></aside>
<footer><p>Lượt truy cập: 1.234.567 &middot; &copy; 2025 &middot; Điện thoại: 024.3.999.8888</p></footer></body></html>
"""


def _markup(line: str, number: Iterator[int]) -> str:
    out = []
    for turn, piece in enumerate(pieces(line, number)):
        inner = entities.escape(piece).replace("ệ", "&#7879;").replace("ế", "&#x1EBF;").replace("–", "&ndash;")
        out.append((inner, f"<span>{inner}</span>", f'<span class="n"><b><i>{inner}</i></b></span>')[turn % 3])
    return "".join(out).replace("\u00a0", "&nbsp;")


def html(text: str) -> bytes:
    """A web page: the text between the navigation and the footer of a site."""
    number, out = count(), []
    for kind, group in groupby(parts(text), key=lambda part: part.kind):
        run = list(group)
        if kind == "table":
            for part in run:
                rows = []
                for index, row in enumerate(part.rows):
                    tag = "td" if index else "th"
                    rows.append("<tr>" + "".join(f"<{tag}>{_markup(c, number)}</{tag}>" for c in row) + "</tr>")
                out.append("<table>\n" + "\n".join(rows) + "\n</table>")
            continue
        lines = ["<br>\n".join(_markup(line, number) for line in part.lines) for part in run]
        tag = {"heading": "h3", "item": "li"}.get(kind, "p")
        block = "\n".join(f"<{tag}>{line}</{tag}>" for line in lines)
        out.append(f"<ul>\n{block}\n</ul>" if kind == "item" else block)
    return _PAGE.format(body="\n".join(out)).encode()


# ------------------------------------------------------------------------------------------------------- OpenDocument

_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"' for prefix in ("office", "text", "table")
)


def _odf(line: str, number: Iterator[int]) -> str:
    out = []
    for turn, piece in enumerate(pieces(line, number)):
        inner = re.sub(r"  +", lambda blanks: f' <text:s text:c="{len(blanks.group()) - 1}"/>', entities.escape(piece))
        inner = inner.replace("\t", "<text:tab/>")
        out.append(f"<text:span>{inner}</text:span>" if turn % 2 else inner)
    return "".join(out)


def odt(text: str) -> bytes:
    """An OpenDocument text."""
    number, out = count(), []
    for part in parts(text):
        if part.kind == "table":
            out.append(f'<table:table><table:table-column table:number-columns-repeated="{len(part.rows[0])}"/>')
            for row in part.rows:
                inner = "".join(f"<table:table-cell><text:p>{_odf(c, number)}</text:p></table:table-cell>" for c in row)
                out.append(f"<table:table-row>{inner}</table:table-row>")
            out.append("</table:table>")
            continue
        inner = "<text:line-break/>".join(_odf(line, number) for line in part.lines)
        if part.kind == "heading":
            out.append(f'<text:h text:outline-level="2">{inner}</text:h>')
        elif part.kind == "item":
            out.append(f"<text:list><text:list-item><text:p>{inner}</text:p></text:list-item></text:list>")
        else:
            out.append(f"<text:p>{inner}</text:p>")
    content = f"<office:body><office:text>{''.join(out)}</office:text></office:body>"
    declared = '<?xml version="1.0" encoding="UTF-8"?>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        package.writestr(
            "META-INF/manifest.xml",
            f'{declared}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="/" '
            'manifest:media-type="application/vnd.oasis.opendocument.text"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
            "</manifest:manifest>",
        )
        package.writestr(
            "content.xml",
            f'{declared}<office:document-content {_NAMES} office:version="1.2">{content}</office:document-content>',
        )
    return buffer.getvalue()


# ---------------------------------------------------------------------------------------------------------------- PDF


def office() -> str | None:
    """The program that prints PDF files, if this machine has one."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def pdf(texts: dict[str, str], folder: Path) -> dict[str, Path]:
    """The texts as PDF files, wrapped over lines and pages, with a header and page numbers."""
    sources = folder / "word"
    sources.mkdir()
    for stem, text in texts.items():
        (sources / f"{stem}.docx").write_bytes(docx(text, page_numbers=True))
    program = office()
    assert program
    subprocess.run(
        [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            *sorted(str(path) for path in sources.glob("*.docx")),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    return {stem: folder / f"{stem}.pdf" for stem in texts}


# ------------------------------------------------------------------------------------------------------- plain texts


def wrapped(text: str) -> str:
    """Every line cut at 80 columns; rows of tables stay whole."""
    out = []
    for line in text.replace("\r\n", "\n").split("\n"):
        if cells(line) or len(line) <= COLUMNS:
            out.append(line)
        else:
            out.extend(textwrap.wrap(line, COLUMNS, break_long_words=False, break_on_hyphens=False))
    return "\n".join(out)


def hard_blanks(text: str) -> str:
    """A no-break blank before each per cent sign."""
    return re.sub(r"(?<=\d) ?(?=%)", "\u00a0", text)


VARIANTS: dict[str, Callable[[str], bytes]] = {
    "nfd": lambda text: unicodedata.normalize("NFD", text).encode(),
    "crlf": lambda text: text.replace("\r\n", "\n").replace("\n", "\r\n").encode(),
    "utf16": lambda text: text.encode("utf-16"),
    "wrapped": lambda text: wrapped(text).encode(),
    "hard_blanks": lambda text: hard_blanks(text).encode(),
}
