"""What a clerk is told of a file or dossier that cannot be read: what is wrong, in which field and row, and what to send instead."""

from __future__ import annotations

import base64
import gzip
from pathlib import Path

import pytest

from claim_files import document, dossier, envelope, file_of, part
from soyte.intake.claims import Aside, looks_like_claims, read_claims, says


def read(path: Path, data: bytes) -> tuple[list[object], list[Aside], list[str]]:
    """Keys and facilities of the dossiers, what was set aside, and what is told besides."""
    path.write_bytes(data)
    reading = read_claims(path)
    keys: list[object] = []
    asides: list[Aside] = []
    for batch in reading.batches():
        asides += batch.asides
        if "XML1" in batch.tables:
            rows = batch.tables["XML1"].select(["facility", "MA_LK"]).to_pylist()
            keys += [f"{row['facility']} {row['MA_LK']}" for row in rows]
    return keys, asides, reading.seen.warnings


def odd(change: tuple[bytes, bytes]) -> str:
    """A third drug with something in it that is no XML."""
    table = document("XML2", {}, {"MA_THUOC": "40.9"}, {"MA_THUOC": "40.10"}, ma_lk="X").encode()
    assert table.count(change[0]) == 1
    return f"<HOSO>{part('XML1', document('XML1', ma_lk='X'))}{part('XML2', table.replace(*change))}</HOSO>"


FAULTS = {
    (b">40.9<", b">40\xd4<"): ("có chữ không phải UTF-8, thường do gõ bằng bảng mã cũ (TCVN3, VNI)", "MA_THUOC", 2),
    (b">40.10<", b">\0<"): ("có ký tự điều khiển không được phép", "MA_THUOC", 3),
    (b">40.9<", b">4 < 9<"): ("dấu & hoặc < trong chữ phải viết là &amp; hoặc &lt;", "MA_THUOC", 2),
    (b">40.10<", b">a&nbsp;b<"): ("dùng ký hiệu &…; mà XML không có", "MA_THUOC", 3),
    (b">40.9</MA_THUOC>", b">40.9</MA>"): ("thẻ đóng không khớp thẻ mở", "MA_THUOC", 2),
    (b">40.9<", b"><![CDATA[" + b"9" * 10_100_000 + b"]]><"): ("một giá trị dài hơn 10 MB", "MA_THUOC", 2),
    (b">40.9<", b">" + b"<a>" * 300 + b"</a>" * 300 + b"<"): ("thẻ lồng nhau quá sâu", "a", 2),
}


@pytest.mark.parametrize("change", FAULTS, ids=[str(number) for number in range(len(FAULTS))])
def test_what_is_no_xml_is_told_by_cause_field_and_row(change: tuple[bytes, bytes], tmp_path: Path) -> None:
    cause, field, row = FAULTS[change]
    keys, (aside,), _ = read(tmp_path / "a.xml", envelope(dossier("A"), odd(change), dossier("B")))
    assert keys == ["99001 A", "99001 B"]
    assert (aside.reason, aside.table, aside.row, aside.field) == ("malformed", "XML2", row, field)
    assert says.message(aside).startswith(f"không phải XML hợp lệ ({cause}")


NO_CLAIMS = {
    "rỗng": (b"", "empty"),
    "chỉ có dấu đầu tệp": (b"\xef\xbb\xbf", "empty"),
    "RAR": (b"Rar!\x1a\x07\x01\0abc", "packed_otherwise"),
    "trang lỗi": (b"<!DOCTYPE html><html>404</html>", "page"),
    "như gửi lên Cổng": (base64.b64encode(file_of(["A"])), "whole_base64"),
    "FHIR": (b"<Bundle/>", "foreign"),
    "chữ thường": (file_of(["A"]).replace(b"HOSO>", b"hoso>"), "no_dossiers"),
    "mẫu cũ": (
        envelope(dossier("X", more=part("XML3", "<DSACH_CHI_TIET_DVKT><CHI_TIET_DVKT/></DSACH_CHI_TIET_DVKT>"))),
        "old_layout",
    ),
}


@pytest.mark.parametrize("kind", NO_CLAIMS)
def test_what_else_a_file_is_and_what_to_send_instead_is_told(kind: str, tmp_path: Path) -> None:
    data, reason = NO_CLAIMS[kind]
    keys, (aside,), _ = read(tmp_path / "a.xml", data)
    assert (keys, aside.reason) == ([], reason)
    assert "{" not in says.message(aside) and says.remedy(aside)


def test_a_file_that_announces_no_dossier_has_none(tmp_path: Path) -> None:
    assert read(tmp_path / "a.xml", envelope()) == ([], [], ["a.xml: không có hồ sơ nào trong tệp."])


@pytest.mark.parametrize("place", [0, 1, 2])
def test_what_stands_between_dossiers_is_set_aside_with_its_bytes(place: int, tmp_path: Path) -> None:
    units = [dossier("A"), dossier("B")]
    units.insert(place, "<x:HOSO xmlns:x='urn:x'>lạ</x:HOSO>")
    data = envelope(*units, said=2)
    keys, (aside,), _ = read(tmp_path / "a.xml", data)
    assert (keys, aside.reason) == (["99001 A", "99001 B"], "between")
    assert data[aside.start : aside.end].decode() == units[place]


def test_comments_and_line_ends_between_dossiers_are_nothing(tmp_path: Path) -> None:
    data = envelope("\n<!-- một -->\n" + dossier("A") + "\r\n<!-- <HOSO> -->\r\n" + dossier("B"), said=2)
    assert read(tmp_path / "a.xml", data) == (["99001 A", "99001 B"], [], [])


def test_files_joined_one_behind_the_other_keep_their_own_envelopes(tmp_path: Path) -> None:
    nowhere = {"MA_CSKCB": None}
    joined = envelope(dossier("A")) + envelope(dossier("B", nowhere), dossier("C", nowhere), facility="99002")
    assert read(tmp_path / "a.xml", joined) == (["99001 A", "99002 B", "99002 C"], [], [])


def test_of_a_packed_file_that_is_cut_short_whole_dossiers_are_read(tmp_path: Path) -> None:
    packed = gzip.compress(file_of([f"K{number}" for number in range(50)], drugs=9), 0)
    keys, asides, warnings = read(tmp_path / "a.xml.gz", packed[: len(packed) // 2])
    assert 20 < len(keys) < 30
    assert [aside.reason for aside in asides] == ["truncated", "cut"]
    assert warnings == []


def test_bytes_behind_the_packed_part_are_told_and_change_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.xml.gz"
    keys, (aside,), _ = read(path, gzip.compress(file_of(["A", "B"])) + b"khong phai gzip")
    assert (keys, aside.reason) == (["99001 A", "99001 B"], "trailing")
    assert looks_like_claims(path)
    path.write_bytes(gzip.compress(file_of(["A"]))[:-8] + bytes(8))
    assert looks_like_claims(path)
