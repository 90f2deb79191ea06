"""The fast way and the exact way give equal tables, whatever a document holds, and whoever its neighbours are."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from claim_files import document
from soyte.catalogue.claims import columns
from soyte.intake.claims.exact import read_exactly
from soyte.intake.claims.joining import join
from soyte.intake.claims.members import Refused

NEIGHBOUR = document("XML2", {"MA_THUOC": "40.1"}, {"LIEU_DUNG": "2 viên [1]"}, ma_lk="NEIGHBOUR").encode()
NEIGHBOURLY = ["40.1", None]

# What a document can be damaged with, and where: anything that could reach over its own end.
PIECES = [
    "<![CDATA[", "]]>", "<!--", "-->", "<?x", "?>", "<!DOCTYPE x>", "</D><D n='1'>", "</W></D><D n=\"0.0\"><W>", "&amp;", "&lt;",
    "&#65;", "&x;", "&", "<", ">", "\x00", "\x0b", "\ufffe", "\r\n", "\n", " ", "ă", "<MA_LK>", "</MA_LK>", "<MA_LK/>", "<STT>1</STT>",
    "<LA_LAM>x</LA_LAM>", "<CHI_TIET_THUOC>", "</CHI_TIET_THUOC>", "</DSACH_CHI_TIET_THUOC>", "<DSACH_CHI_TIET_THUOC/>",
    "</CHITIEU_CHITIET_THUOC>", "<CHITIEU_CHITIET_THUOC>", "<MA_LK a='1'>", "<MA_LK >", "x", "]", "CSST<M75>",
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


@given(documents())
@example(b"")
@example(b"<CHITIEU_CHITIET_THUOC/>")
@example(NEIGHBOUR + NEIGHBOUR)
@example(NEIGHBOUR.replace(b"</CHITIEU", b"<![CDATA[</CHITIEU"))
def test_what_is_read_together_is_what_is_read_alone(one: bytes) -> None:
    joined = join("XML2", [NEIGHBOUR, one, NEIGHBOUR])
    fields = [field.name for field in columns("XML2")]
    rows = joined.rows.to_pylist()
    for place in (0, 2):
        # A text that the one leaves open hides its neighbour's marks: then the neighbour is read alone, and is what it was.
        assert joined.good[place] or (place == 2 and b"<![CDATA[" in one)
        found = [row["MA_THUOC"] for row in rows if row["document"] == place]
        assert found == (NEIGHBOURLY if joined.good[place] else [])
    if joined.good[1]:
        expected, odd = read_exactly("XML2", one)
        assert odd == []
        mine = [row for row in rows if row["document"] == 1]
        assert [[row[name] for name in fields] for row in mine] == [
            [row.get(name) for name in fields] for row in expected
        ]
    else:
        assert not any(row["document"] == 1 for row in rows)


def test_usual_documents_of_all_tables_are_read_together_and_equal() -> None:
    from soyte.catalogue.claims import tables  # noqa: PLC0415

    for table in tables():
        text = document(table.table, {}, {"DU_PHONG": "a ]"}).encode()
        pretty = text.replace(b"><", b">\n <").replace(b"\n <![", b"<![").replace(b"]]>\n ", b"]]>")
        joined = join(table.table, [text, pretty])
        assert joined.good.all(), table.table
        fields = [field.name for field in columns(table.table)]
        both = joined.rows.select(fields).to_pylist()
        alone, odd = read_exactly(table.table, text)
        assert (both[: len(alone)], both[len(alone) :], odd) == (
            [{n: r.get(n) for n in fields} for r in alone],
        ) * 2 + ([],)


def test_a_frame_that_a_document_forges_is_not_believed() -> None:
    secret = b'</W></D><D n="0.1"><W>'
    forged = NEIGHBOUR.replace(b"</CHITIEU_CHITIET_THUOC>", b"</CHITIEU_CHITIET_THUOC>" + secret + NEIGHBOUR)
    joined = join("XML2", [forged, NEIGHBOUR])
    assert joined.good.tolist() == [False, True]
    try:
        read_exactly("XML2", forged)
    except Refused as refusal:
        assert refusal.reason == "malformed"
