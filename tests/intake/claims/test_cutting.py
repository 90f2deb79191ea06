"""Files are cut into dossiers by what marks mean, wherever chunks end."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from soyte.intake.claims.splitting import Splitter

GOOD = "<HOSO>b</HOSO>"
CASES = {  # file: reasons (None for a whole dossier) and what is cut
    "<HOSO>a</HOSO> <HOSO>b</HOSO>": [(None, "<HOSO>a</HOSO>"), (None, GOOD)],
    "<HOSO/><HOSO>b</HOSO>": [(None, "<HOSO/>"), (None, GOOD)],
    "<HOSO>a<HOSO>b</HOSO>": [("unclosed", "<HOSO>a"), (None, GOOD)],
    "</HOSO><HOSO>b</HOSO>": [(None, GOOD)],
    "<!-- <HOSO>x</HOSO> --><HOSO>b</HOSO>": [(None, GOOD)],
    "<HOSO>a": [("truncated", "<HOSO>a")],
    "<HOSO><!DOCTYPE x></HOSO><HOSO>b</HOSO>": [("declaration", "<HOSO><!DOCTYPE x></HOSO>"), (None, GOOD)],
    "<HOSOX>a</HOSOX><HOSO n='1'>x</HOSO >": [(None, "<HOSO n='1'>x</HOSO >")],
    "<HOSO><![CDATA[</HOSO><HOSO>x]]></HOSO><HOSO>b</HOSO>": [
        ("marks_in_text", "<HOSO><![CDATA[</HOSO><HOSO>x]]></HOSO>"),
        (None, GOOD),
    ],
    "<HOSO>a<!-- </HOSO><HOSO>b</HOSO><HOSO>c<!-- </HOSO><HOSO>b</HOSO>": [
        ("open_text", "<HOSO>a<!-- </HOSO>"),
        (None, GOOD),
        ("open_text", "<HOSO>c<!-- </HOSO>"),
        (None, GOOD),
    ],
    # Not closed, or closed by a neighbour's text? Nobody can tell, so nothing in between is believed.
    "<HOSO>a<![CDATA[</HOSO><HOSO>forged</HOSO><HOSO><![CDATA[c]]></HOSO><HOSO>b</HOSO>": [
        ("marks_in_text", "<HOSO>a<![CDATA[</HOSO><HOSO>forged</HOSO><HOSO><![CDATA[c]]></HOSO>"),
        (None, GOOD),
    ],
    f"<HOSO>{'a' * 400}</HOSO><HOSO>b</HOSO>": [("too_large", f"<HOSO>{'a' * 400}</HOSO>"), (None, GOOD)],
}


def cut(text: str, size: int, limit: int = 200) -> tuple[list[tuple[str | None, str]], bytes, bytes]:
    data = text.encode()

    def reopen(offset: int) -> Iterator[bytes]:
        rest = data[offset:]
        return (rest[at : at + size] for at in range(0, len(rest), size))

    splitter = Splitter(reopen, "HOSO", limit)
    units = [
        (unit.reason, data[unit.start : unit.end].decode(), unit.data.decode())
        for unit in splitter.units()
        if unit is not None
    ]
    assert all(body == (whole if reason is None else "") for reason, whole, body in units)
    return [unit[:2] for unit in units], splitter.head, splitter.tail


@pytest.mark.parametrize("size", [1, 7, 50, 10_000])
@pytest.mark.parametrize("text", CASES)
def test_dossiers_are_cut(text: str, size: int) -> None:
    units, head, tail = cut(f"<G><L>{text}</L></G>", size)
    if units[-1][0] == "truncated":
        assert units == [("truncated", "<HOSO>a</L></G>")]
    else:
        assert units == CASES[text]
        assert tail == b"</L></G>"
    assert head.startswith(b"<G><L>")


@given(
    st.lists(
        st.sampled_from(["<HOSO>", "</HOSO>", "<![CDATA[", "]]>", "<!--", "-->", "<?", "?>", "<!", ">", "ab ", "]"])
    )
)
def test_where_chunks_end_makes_no_difference_and_nothing_is_cut_twice(pieces: list[str]) -> None:
    text = "".join(pieces)
    expected = cut(text, 1000)[0]
    assert cut(text, 3)[0] == expected
    at = 0
    for _, body in expected:
        at = text.index(body, at) + len(body)
