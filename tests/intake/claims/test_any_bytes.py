"""Whatever bytes a file holds: no error of ours, nothing endless, and no dossier changes another."""

from __future__ import annotations

import base64
import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claim_files import dossier, envelope
from soyte.intake.claims import ClaimReading, says
from soyte.intake.claims.content import document_in
from soyte.intake.claims.model import Envelope
from soyte.intake.claims.pile import Pile

UNITS = {"A": dossier("A").encode(), "B": dossier("B").encode(), "C": dossier("C", inline=True).encode()}
GOOD = envelope(*(unit.decode() for unit in UNITS.values()))
PIECES = [
    b"<HOSO>", b"</HOSO>", b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<?", b"<!DOCTYPE a>", b"</NOIDUNGFILE>", b"<NOIDUNGFILE>", b"<FILEHOSO>",
    b"</FILEHOSO>", b"\0", b"\xff", b"&", b"=", b"*", b" ", b"<LOAIHOSO>XML1</LOAIHOSO>", b"</GIAMDINHHS>", b"\xef\xbb\xbf", b"PK\x03\x04",
]  # fmt: skip


class Slow(Pile):
    """Takes nothing the fast way."""

    def take(self, raw: bytes, at: int, base: int, envelope: Envelope, number: int) -> tuple[bool, int]:  # noqa: ARG002
        return False, at


def read(data: bytes, pile: Pile | None = None) -> tuple[dict[str, object], int, int]:
    """Summaries by key, how many dossiers were seen, and how many were accepted or set aside."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xml"
        path.write_bytes(data)
        reading = ClaimReading(path, path.name, pile=pile or Pile())
        found: dict[str, object] = {}
        for batch in reading.batches():
            if "XML1" in batch.tables:
                rows = (
                    batch.tables["XML1"]
                    .drop_columns(["block", "signature", "made_on", "span_start", "span_end"])
                    .to_pylist()
                )
                found |= {row["MA_LK"]: row for row in rows}
            for aside in batch.asides:
                assert all((says.where(aside), says.message(aside), says.remedy(aside)))
    return found, reading.seen.dossiers, reading.seen.accepted + reading.seen.set_aside


USUAL = read(GOOD)[0]


@st.composite
def damaged(draw: st.DrawFn) -> tuple[int, bytes]:
    """The usual file with some damage in the middle of one dossier or anywhere; where the damage begins."""
    data = GOOD
    first = len(data)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(data)))
        first = min(first, at)
        match draw(st.integers(0, 2)):
            case 0:
                data = data[:at] + draw(st.sampled_from(PIECES)) + data[at:]
            case 1:
                data = data[:at] + data[at + draw(st.integers(1, 2000)) :]
            case _:
                data = data[:at] + draw(st.binary(max_size=20)) + data[at + 3 :]
    return first, data


@given(damaged())
@example((0, b""))
@example((0, b"<"))
@example((0, b"<GIAMDINHHS>"))
@example((0, b"<GIAMDINHHS><HOSO/>"))
@example((0, b"PK\x03\x04"))
@example((0, b"\x1f\x8b"))
def test_damage_costs_what_it_touches(case: tuple[int, bytes]) -> None:
    first, data = case
    found, seen, told = read(data)
    assert seen == told
    # What ended before the damage began is what it was; what begins behind it is whole or not there.
    ended = GOOD.find(b"</HOSO>")
    if ended + 7 < first:
        assert found.get("A") == USUAL["A"]
    if first > GOOD.find(b"<HOSO>"):
        for key, unit in UNITS.items():
            assert unit not in data or found.get(key) in (None, USUAL[key])


@given(damaged())
def test_dossiers_taken_the_fast_way_are_those_cut_the_slow_way(case: tuple[int, bytes]) -> None:
    _, data = case
    assert read(data) == read(data, Slow())


@given(
    st.binary(max_size=40),
    st.integers(0, 60),
    st.sampled_from([b"", b"=", b"==", b"===", b" ", b"\r\n", b"-", b"A", b"AA=", b"\xc3"]),
)
def test_base64_is_decoded_as_the_standard_library_does(held: bytes, at: int, piece: bytes) -> None:
    text = base64.b64encode(b"<TONG_HOP>" + held)
    text = text[:at] + piece + text[at:]
    unit = b"<HOSO><FILEHOSO><LOAIHOSO>XML1</LOAIHOSO><NOIDUNGFILE>%s</NOIDUNGFILE></FILEHOSO></HOSO>" % text
    pile = Pile()
    if pile.take(unit, 0, 0, Envelope("a.xml", "dossier"), 1)[1]:
        documents = [bytes(pile.text[begin:end]) for *_, begin, end in pile.parts().tolist()]
        assert documents == [document_in(text)]


@pytest.mark.parametrize("size", [50, 400])
def test_many_dossiers_that_close_nothing_are_read_in_time_that_grows_with_the_file(size: int) -> None:
    hostile = [f"<HOSO><!-- {number}</HOSO><HOSO><![CDATA[{number}</HOSO><HOSO><?x</HOSO>" for number in range(size)]
    found, seen, told = read(envelope(*hostile, dossier("B")))
    assert (list(found), seen, told) == (["B"], 3 * size + 1, 3 * size + 1)
