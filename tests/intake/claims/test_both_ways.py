"""The fast way and the exact way give equal tables, whatever a document holds, and whoever its neighbours are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claim_files import document
from soyte.catalogue.claims import columns
from soyte.intake.claims import assembling
from soyte.intake.claims.assembling import assembled
from soyte.intake.claims.exact import read_exactly
from soyte.intake.claims.members import Refused
from soyte.intake.claims.model import Dossier, Envelope, Part
from soyte.intake.claims.pile import Pile
from soyte.intake.claims.sent import PAD, Sent, laid_out, scanned

NEIGHBOUR = document("XML2", {"MA_THUOC": "40.1"}, {"LIEU_DUNG": "2 viên [1]"}, ma_lk="NEIGHBOUR").encode()
NEIGHBOURLY = ["40.1", None]
Row = dict[str, str | None]

# What a document can be damaged with, and where: anything that could reach over its own end.
PIECES = [
    "<![CDATA[", "]]>", "<!--", "-->", "<?x", "?>", "<!DOCTYPE x>", "</D><D n='1'>", "</W></D><D n=\"0.0\"><W>", "&amp;", "&lt;",
    "&#65;", "&x;", "&", "<", ">", "\x00", "\x0b", "\ufffe", "\r\n", "\n", " ", "ă", "<MA_LK>", "</MA_LK>", "<MA_LK/>", "<STT>1</STT>",
    "<LA_LAM>x</LA_LAM>", "<CHI_TIET_THUOC>", "</CHI_TIET_THUOC>", "</DSACH_CHI_TIET_THUOC>", "<DSACH_CHI_TIET_THUOC/>",
    "</CHITIEU_CHITIET_THUOC>", "<CHITIEU_CHITIET_THUOC>", "<MA_LK />", "<MA_LK", "]]]>", "&quot;&apos;&gt;", "\u0301", "\U0001f600", "\ufeff",
    "\r", ' xsi:nil="true"', ' xmlns:xsd="http://www.w3.org/2001/XMLSchema"', ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
    "<MA_LK a='1'>", "<MA_LK >", "x", "]", "CSST<M75>",
]  # fmt: skip


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    """A usual document with some pieces put in, cut out or doubled."""
    text = document("XML2", *({"MA_THUOC": str(n)} for n in range(draw(st.integers(0, 2)) + 1)))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(text)))
        if draw(st.booleans()):
            # Near a mark more happens than anywhere else.
            at = max(text.find("<", at), 0)
        match draw(st.integers(0, 3)):
            case 0:
                text = text[:at] + text[at + draw(st.integers(1, 40)) :]
            case 1:
                text = text[:at] + text[at : at + 30] + text[at:]
            case _:
                text = text[:at] + draw(st.sampled_from(PIECES)) + text[at:]
    data = text.encode()
    if draw(st.integers(0, 9)) == 0:
        at = draw(st.integers(0, len(data)))
        data = data[:at] + b"\xff" + data[at:]
    return data


def read_fast(table: str, several: Sequence[bytes]) -> list[list[Row] | None]:
    """The rows of each document, None where it is not written in the usual way."""
    text = np.frombuffer(b"".join([*several, bytes(PAD)]), np.uint8).copy()
    ends = np.cumsum([len(one) for one in several])
    spans, owners, good = scanned(table, text, ends - [len(one) for one in several], ends)
    return [
        rows_of(Sent(table, text, spans[owners == n], owners[owners == n])) if good[n] else None
        for n in range(len(good))
    ]


def rows_of(sent: Sent) -> list[Row]:
    fields = [field.name for field in columns(sent.table)]
    texts = [sent.texts(field).to_pylist() for field in fields]
    return [dict(zip(fields, row, strict=True)) for row in zip(*texts, strict=True)]


def whole(table: str, rows: list[Row]) -> list[Row]:
    return [{field.name: row.get(field.name) for field in columns(table)} for row in rows]


@given(documents())
@example(b"")
@example(b"<CHITIEU_CHITIET_THUOC/>")
@example(NEIGHBOUR + NEIGHBOUR)
@example(NEIGHBOUR.replace(b"</CHITIEU", b"<![CDATA[</CHITIEU"))
def test_what_is_read_beside_others_is_what_is_read_alone(one: bytes) -> None:
    before, found, behind = read_fast("XML2", [NEIGHBOUR, one, NEIGHBOUR])
    for neighbour in (before, behind):  # nothing in a document reaches its neighbours
        assert neighbour is not None
        assert [row["MA_THUOC"] for row in neighbour] == NEIGHBOURLY
    if found is not None:
        expected, odd = read_exactly("XML2", one)
        assert (found, odd) == (whole("XML2", expected), [])


@given(documents())
def test_what_the_exact_way_reads_lies_where_its_document_lay(one: bytes) -> None:
    try:
        expected, _ = read_exactly("XML2", one)
    except Refused:
        return
    text = np.frombuffer(b"before" + one + b"behind" + bytes(PAD), np.uint8).copy()
    spans = laid_out("XML2", expected, text, len(b"before"))
    assert rows_of(Sent("XML2", text, spans, np.zeros(len(spans), np.int64))) == whole("XML2", expected)
    assert (bytes(text[:6]), bytes(text[6 + len(one) : 12 + len(one)])) == (b"before", b"behind")


def test_usual_documents_of_all_tables_are_read_fast_and_equal() -> None:
    from soyte.catalogue.claims import tables  # noqa: PLC0415

    for table in tables():
        text = document(table.table, {}, {"DU_PHONG": "a ]"}).encode()
        pretty = text.replace(b"><", b">\r\n <").replace(b"\r\n <![", b"<![").replace(b"]]>\r\n ", b"]]>")
        expected, odd = read_exactly(table.table, text)
        assert odd == []
        for written in (text, pretty, text.replace(b"/>", b" />"), text.replace(b">", SCHEMAS, 1)):
            assert read_fast(table.table, [written]) == [whole(table.table, expected)], table.table


SCHEMAS = (
    b' xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'  # of .NET
)


def test_any_byte_at_any_place_of_a_value_is_read_equally_or_left_to_the_exact_way() -> None:
    """The fast way looks at eight bytes together: which of them is the odd one must not matter."""
    read = 0
    for byte in (*range(32, 127), 0, 8, 9, 10, 13, 31, 127, 128, 0xC3, 0xFF):
        for length in (1, 7, 8, 9, 16, 17):
            for place in range(length):
                value = b"a" * place + bytes([byte]) + b"a" * (length - place - 1)
                one = NEIGHBOUR.replace(b"2 vi\xc3\xaan [1]", value)
                assert value in one
                found = read_fast("XML2", [one, NEIGHBOUR])
                assert found[1] is not None
                if found[0] is not None:
                    read += 1
                    assert found[0] == whole("XML2", read_exactly("XML2", one)[0]), value
    assert read > 95 * 58 * 0.95  # of ASCII all but the marks


def test_many_rows_of_one_document_have_room() -> None:
    many = document("XML2", *({"STT": str(number)} for number in range(500))).encode()
    found = read_fast("XML2", [NEIGHBOUR, many, NEIGHBOUR])
    assert [len(rows or ()) for rows in found] == [2, 500, 2]


def test_should_the_two_ways_ever_differ_everything_goes_the_exact_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assembling, "read_exactly", lambda *_: ([{"MA_LK": "khac"}], []))
    pile = Pile()
    for number in (1, 2):
        parts = (Part("XML2", NEIGHBOUR), Part("XML3", document("XML3").encode()))
        pile.add(Dossier(number, Envelope("a.xml", "dossier"), 0, 0), parts)
    made = assembled(pile)
    assert (made.doubted, made.exact) == (True, 4)
    assert made.tables["XML2"].texts("MA_LK").to_pylist() == ["khac", "khac"]
