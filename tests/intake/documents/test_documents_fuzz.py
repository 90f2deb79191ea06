"""Whatever the bytes, only a document or UnreadableDocument comes back."""

from __future__ import annotations

import io
import random
import re
import zipfile
from pathlib import Path

import pytest
from document_samples import assert_sound, at, docx, odf, p, pdf, tc, tr, zipped
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from soyte.intake.documents import Document, UnreadableDocument, read_bytes
from soyte.intake.documents.pdf_document import extract_pdf
from soyte.intake.documents.workbook import extract_workbook

SUFFIXES = [".txt", ".md", ".docx", ".doc", ".odt", ".ods", ".html", ".xlsx", ".xls", ".pdf", ".rtf", ".mht", ""]
MARKUP = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<table>",
        "<tr>",
        "<td rowspan=3 colspan=2>",
        "</table>",
        "<ul>",
        "<ol start=5>",
        "<li>",
        "</ul>",
        "<br>",
        "<h1>",
        "<pre>",
        "</pre>",
        "<form>",
        "<article>",
        "</div>",
        "<div hidden>",
        "&amp;",
        "&#0;",
        "12,5%",
        " ",
        "\n",
        "Đạt",
        "<",
    ]
)
CONTROLS = st.sampled_from(
    [
        r"\par ",
        r"\cell ",
        r"\row ",
        r"\intbl ",
        r"\pard ",
        "{",
        "}",
        r"\u272?",
        r"\'f0",
        r"\*",
        r"\footnote ",
        r"\v ",
        "a",
        "\t",
    ]
)
W_PIECES = st.sampled_from(
    [
        p("x"),
        tr(tc(p("y"))),
        tc(p("z")),
        "<w:tbl>",
        "</w:tbl>",
        "<w:tr>",
        "</w:tr>",
        "<w:p>",
        "</w:p>",
        "<w:sdt>",
        "</w:sdt>",
        "<w:sdtContent>",
        "</w:sdtContent>",
        "<w:del>",
        "</w:del>",
        "<w:r><w:t>chữ</w:t></w:r>",
        '<w:gridSpan w:val="-4"/>',
    ]
)
BOOK = (Path(__file__).parent / "data" / "book.xls").read_bytes()
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def survives(data: bytes, name: str) -> Document | None:
    try:
        document = read_bytes(data, name)
    except UnreadableDocument as error:
        assert re.fullmatch(r"[^\n:]+: [^\n]+; [^\n]+", str(error))
        return None
    assert_sound(document)
    return document


@QUICK
@given(data=st.binary(max_size=400), suffix=st.sampled_from([s for s in SUFFIXES if s not in {".pdf"}]))
def test_random_bytes_under_every_extension(data: bytes, suffix: str) -> None:
    survives(data, f"a{suffix}")


@QUICK
@given(text=st.text(max_size=200))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    data = text.encode("utf-8")
    document = survives(data, "a.txt") if data else None
    if document is not None and document.warnings == () and not data.startswith((b"\xff\xfe", b"PK", b"%PDF")):
        assert document.text in {text, *(data.decode(e, "replace") for e in ("utf-16-le", "utf-16-be"))}


@QUICK
@given(pieces=st.lists(MARKUP, max_size=60))
def test_any_soup_of_tags(pieces: list[str]) -> None:
    survives("".join(pieces).encode(), "a.html")


@QUICK
@given(pieces=st.lists(CONTROLS, max_size=60))
def test_any_soup_of_rtf(pieces: list[str]) -> None:
    survives((r"{\rtf1 " + "".join(pieces)).encode("latin-1"), "a.rtf")


@QUICK
@given(pieces=st.lists(W_PIECES, max_size=30))
def test_any_soup_of_word_markup(pieces: list[str]) -> None:
    survives(docx("".join(pieces)), "a.docx")


def valid() -> dict[str, bytes]:
    table = f"<w:tbl>{tr(tc(p('a')), tc(p('b')))}</w:tbl>"
    page = (
        at(72, 700, "Dat 98,6% ke hoach")
        + "72 600 80 20 re S\n152 600 80 20 re S\n"
        + at(80, 605, "a")
        + at(160, 605, "b")
    )
    return {
        "a.docx": docx(p("Đạt 98%") + table, styles="", numbering=""),
        "a.odt": odf("<text:h>Đạt</text:h><text:list><text:list-item><text:p>x</text:p></text:list-item></text:list>"),
        "a.html": "<html><body><h1>Đạt</h1><table><tr><td>1<td>2</table></body></html>".encode(),
        "a.rtf": rb"{\rtf1\ansi {\fonttbl{\f0 A;}}\f0 Dat 98\'25\par \trowd a\cell\row}",
        "a.pdf": pdf(page, page),
        "a.xls": BOOK,
    }


VALID = valid()
NATIVE = {"a.pdf": extract_pdf, "a.xls": extract_workbook}


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Flip, cut, repeat and mix bytes of a file, or the contents of a package under sound checksums."""
    if data.startswith(b"PK") and chance.random() < 0.7:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts: dict[str, str | bytes] = {n: mutated(package.read(n), chance) for n in package.namelist()}
        return zipped(parts)
    result = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        if not result:
            break
        start = chance.randrange(len(result))
        length = chance.randint(1, 30)
        match chance.randint(0, 3):
            case 0:
                result[start] = chance.randrange(256)
            case 1:
                del result[start : start + length]
            case 2:
                result[start:start] = result[start : start + length] * chance.randint(1, 5)
            case _:
                result[start : start + length] = chance.randbytes(length)
    return bytes(result)


@pytest.mark.parametrize("name", [name for name in VALID if name not in NATIVE])
def test_damaged_files_are_read_or_refused(name: str) -> None:
    chance = random.Random(11)
    for _ in range(150):
        survives(mutated(VALID[name], chance), name)


@pytest.mark.slow
@pytest.mark.parametrize("name", VALID)
def test_many_damaged_files_are_read_or_refused(name: str) -> None:
    chance = random.Random(7)
    for _ in range(60 if name in NATIVE else 2_000):
        survives(mutated(VALID[name], chance), name)


@pytest.mark.slow
@pytest.mark.parametrize("name", VALID)
def test_files_cut_at_any_place_are_read_or_refused(name: str) -> None:
    data = VALID[name]
    for end in range(0, len(data), max(1, len(data) // (30 if name in NATIVE else 300))):
        survives(data[:end], name)
