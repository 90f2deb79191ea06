"""Small files of every format, written by hand so that each test shows the markup that it is about."""

from __future__ import annotations

import io
import zipfile

from soyte.intake.documents import BlockKind, Document

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WORD_NAMES = (
    f'{W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_URN = "urn:oasis:names:tc:opendocument:xmlns:"
ODF_NAMES = " ".join(
    f'xmlns:{prefix}="{_URN}{name}:1.0"'
    for prefix, name in [
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("svg", "svg-compatible"),
    ]
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip file with these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A Word file: `body` is the inside of w:body, the other parts (styles, numbering, footnotes) go by their names."""
    content: dict[str, str | bytes] = {
        "word/document.xml": f"<w:document {WORD_NAMES}><w:body>{body}</w:body></w:document>"
    }
    for name, inner in parts.items():
        content[f"word/{name}.xml"] = f"<w:{name} {WORD_NAMES}>{inner}</w:{name}>"
    return zipped(content)


def p(text: str, properties: str = "") -> str:
    """A Word paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text)}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A Word run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(content: str, properties: str = "") -> str:
    """A Word table cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A Word table row."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def odf(body: str, automatic: str = "", styles: str = "", kind: str = "text") -> bytes:
    """An OpenDocument file: `body` is the inside of office:text or office:spreadsheet."""
    content = (
        f"<office:document-content {ODF_NAMES}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": content,
            "styles.xml": f"<office:document-styles {ODF_NAMES}>{styles}</office:document-styles>",
        }
    )


def pdf(*pages: str, rotate: int = 0, extra: str = "") -> bytes:
    """A PDF with one A4 page for each content stream; `/F` is Helvetica, `/I` a black picture."""
    kids = " ".join(f"{10 + 2 * index} 0 R" for index in range(len(pages)))
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        3: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        4: "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 "
        "/ColorSpace /DeviceGray /Length 1 >>\nstream\n0\nendstream",
    }
    for index, content in enumerate(pages):
        objects[10 + 2 * index] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate {rotate} /Contents {11 + 2 * index} 0 R "
            f"/Resources << /Font << /F 3 0 R >> /XObject << /I 4 0 R >> >> {extra} >>"
        )
        objects[11 + 2 * index] = f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    offsets = {}
    for number, content in objects.items():
        offsets[number] = out.tell()
        out.write(f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1"))
    start = out.tell()
    out.write(b"xref\n0 1\n0000000000 65535 f \n")
    for number, offset in offsets.items():
        out.write(f"{number} 1\n{offset:010d} 00000 n \n".encode())
    out.write(f"trailer << /Root 1 0 R /Size {max(objects) + 1} >>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def at(x: float, y: float, text: str, size: float = 12) -> str:
    """Text at a place of a PDF page."""
    return f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n"


def bomb(size: int) -> bytes:
    """A Word file whose text part expands to `size` blanks."""
    return zipped({"word/document.xml": b" " * size})


def texts(document: Document) -> list[str]:
    """The text of each block, in order."""
    return [document.text[block.start : block.end] for block in document.blocks]


def cells(document: Document) -> dict[tuple[int, int, int], str]:
    """The text at each place (table, row, column)."""
    return {
        (block.cell.table, block.cell.row, block.cell.column): document.text[block.start : block.end]
        for block in document.blocks
        if block.cell
    }


def outline(document: Document) -> list[tuple[str, int, str]]:
    """Kind, level and text of each block."""
    return [(b.kind.value, b.level, document.text[b.start : b.end]) for b in document.blocks]


def assert_sound(document: Document) -> None:
    """What holds for every document: blocks in order, apart, trimmed and within the text, cells with their places."""
    position = 0
    for block in document.blocks:
        assert position <= block.start < block.end <= len(document.text)
        assert document.text[block.start : block.end].strip()
        assert (block.kind is BlockKind.CELL) == (block.cell is not None)
        assert block.locator
        position = block.end
