"""Files as senders write them, packed and unpacked, and files as they should not be: the rest always goes on."""

from __future__ import annotations

import base64
import codecs
import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from claim_files import document, dossier, envelope, file_of, part
from soyte.intake.claims import Aside, ClaimReading, read_claims, says

USUAL = ["A", "B"]


class Read:
    """A file read to its end: dossiers by table, and what was set aside."""

    def __init__(self, folder: Path, data: bytes, name: str = "ho-so.xml") -> None:
        path = folder / name
        path.write_bytes(data)
        self.reading: ClaimReading = read_claims(path)
        self.rows: dict[str, list[dict[str, object]]] = {}
        self.asides: list[Aside] = []
        for batch in self.reading.batches():
            self.asides += batch.asides
            for table, rows in batch.tables.items():
                self.rows.setdefault(table, []).extend(rows.to_pylist())

    @property
    def keys(self) -> list[object]:
        return [row["MA_LK"] for row in self.rows.get("XML1", [])]

    @property
    def reasons(self) -> list[str]:
        return [aside.reason for aside in self.asides]


def zipped(*files: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return made.getvalue()


def in_cdata(text: bytes) -> bytes:
    return text.replace(b"<NOIDUNGFILE>", b"<NOIDUNGFILE><![CDATA[").replace(b"</NOIDUNGFILE>", b"]]></NOIDUNGFILE>")


def inner(change: Callable[[str], bytes]) -> bytes:
    """A file whose inner documents are encoded by hand."""
    parts = [("XML1", document("XML1", ma_lk="A")), ("XML2", document("XML2", {}, {}, ma_lk="A"))]
    return envelope(f"<HOSO>{''.join(part(name, change(text)) for name, text in parts)}</HOSO>", dossier("B"))


def escaped(text: str) -> str:
    """The inner documents as text of the envelope."""
    pieces = text.replace("</NOIDUNGFILE>", "<NOIDUNGFILE>").split("<NOIDUNGFILE>")
    inside = [piece.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for piece in pieces[1::2]]
    outside = pieces[0::2]
    joined = [f"<NOIDUNGFILE>{one}</NOIDUNGFILE>{rest}" for one, rest in zip(inside, outside[1:], strict=True)]
    return outside[0] + "".join(joined)


PLAIN = file_of(USUAL)
FORMS = {
    "base64": PLAIN,
    "inline": envelope(dossier("A", inline=True), dossier("B", inline=True)),
    "byte order mark": codecs.BOM_UTF8 + PLAIN,
    "UTF-16": PLAIN.decode().replace("utf-8", "utf-16").encode("utf-16"),
    "UTF-16 BE without mark": PLAIN.decode().encode("utf-16-be"),
    "gz": gzip.compress(PLAIN),
    "zip": zipped(("b/a.xml", file_of(["A"])), ("c.xml", file_of(["B"])), ("__MACOSX/x", b"x"), (".hidden", b"x")),
    "zip of a zip of a gz": zipped(("in.zip", zipped(("a.xml.gz", gzip.compress(PLAIN))))),
    "base64 in CDATA": in_cdata(PLAIN),
    "base64 in lines": PLAIN.replace(b"PENI", b"\n PE\r\nNI"),
    "inner UTF-16": inner(lambda text: text.encode("utf-16")),
    "inner mark": inner(lambda text: codecs.BOM_UTF8 + text.encode()),
    "inner declaration": inner(lambda text: b'<?xml version="1.0" encoding="utf-8"?>\n' + text.encode()),
    "inner line ends": inner(lambda text: text.replace("><", ">\r\n<").replace("\r\n<![", "<![").encode()),
    "escaped in the envelope": envelope(escaped(dossier("A", inline=True)), dossier("B")),
    "empty and missing tables": envelope(
        dossier("A", more=part("XML3", "") + "<FILEHOSO><LOAIHOSO>XML4</LOAIHOSO><NOIDUNGFILE/></FILEHOSO>"),
        dossier(
            "B", more=part("XML3", "<CHITIEU_CHITIET_DVKT_VTYT><DSACH_CHI_TIET_DVKT/></CHITIEU_CHITIET_DVKT_VTYT>")
        ),
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_dossiers(form: str, tmp_path: Path) -> None:
    read = Read(tmp_path, FORMS[form])
    assert (read.keys, read.reasons, len(read.rows["XML2"])) == (USUAL, [], 4)
    assert read.rows["XML2"][0]["LIEU_DUNG"] == "1 viên/lần * 2 lần/ngày [2 viên/ngày]"
    assert (read.reading.seen.dossiers, read.reading.seen.accepted) == (2, 2)


def test_check_ins_and_assessments_come_through_their_own_roots(tmp_path: Path) -> None:
    checked_in = Read(tmp_path, document("XML0", {}, {}).encode())
    assert [row["facility"] for row in checked_in.rows["XML0"]] == ["99001", "99001"]
    assessed = Read(tmp_path, document("XML12", {"NGAY_HOP": "20260801", "MA_DONVI": "99001"}).encode())
    assert [row["month"] for row in assessed.rows["XML12"]] == ["2026-08"]


def test_what_no_layout_knows_is_told_and_the_rest_accepted(tmp_path: Path) -> None:
    odd = document("XML1", ma_lk="A").replace("<STT>", "<LA_LAM>x</LA_LAM><STT>")
    file = envelope(f"<HOSO>{part('XML1', odd)}{part('XML99', '<a/>')}</HOSO>", dossier("B"), said=5)
    read = Read(tmp_path, file)
    assert read.keys == USUAL
    assert [(a.reason, a.table, a.field) for a in read.asides] == [
        ("unknown_table", "XML99", None),
        ("unknown_field", "XML1", "LA_LAM"),
    ]
    assert read.reading.seen.warnings == ["ho-so.xml: phong bì ghi 5 hồ sơ nhưng trong tệp có 2; hãy hỏi lại nơi gửi."]


def test_the_layout_is_that_of_the_day_unless_the_dossier_shows_another(tmp_path: Path) -> None:
    files = [
        dossier("old", {"NGAY_RA": "202410031040", "NGAY_VAO": "202410010800"}),
        dossier("new", {"NGAY_RA": "202501031040"}),
        dossier(
            "renewed", {"NGAY_RA": "202410031040"}, more=part("XML13", document("XML13", {"MA_CSKCB_DEN": "99002"}))
        ),
        dossier("no day", {"NGAY_RA": None, "NGAY_VAO": None, "NHOM_MAU": "A"}),
    ]
    read = Read(tmp_path, envelope(*files))
    assert [row["decision"] for row in read.rows["XML1"]] == ["4750", "3176", "3176", "3176"]


HOSTILE = {  # what stands between two good dossiers: the reason why nothing of it is accepted
    "unterminated CDATA inside": (dossier("X", more=part("XML3", "<a><![CDATA[")), "malformed"),
    "unterminated comment inside": (dossier("X", more=part("XML2", document("XML2") + "<!--")), "malformed"),
    "unterminated instruction inside": (dossier("X", more=part("XML2", "<?x" + document("XML2"))), "malformed"),
    "forged frames": (dossier("X", more=part("XML2", document("XML2") + "</W></D><D><W>" + document("XML2"))), "malformed"),
    "two roots": (dossier("X", more=part("XML2", document("XML2") * 2)), "malformed"),
    "document type": (dossier("X", more=part("XML2", "<!DOCTYPE a [<!ENTITY b 'c'>]>" + document("XML2"))), "declaration"),
    "billion laughs": (
        dossier("X", more=part("XML2", "<!DOCTYPE a [<!ENTITY b 'cc'><!ENTITY d '&b;&b;'>]>" + document("XML2", {"DU_PHONG": "]]>&d;<![CDATA["}))),
        "declaration",
    ),
    "external entity": (
        dossier("X", more=part("XML2", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>")),
        "declaration",
    ),
    "unknown entity": (dossier("X", {"MA_BENH_KT": "&b;"}), "malformed"),
    "base64 garbage": (dossier("X").replace("</NOIDUNGFILE>", "*!</NOIDUNGFILE>", 1), "base64"),
    "base64 of noise": (dossier("X", more=part("XML3", bytes(range(256)))), "malformed"),
    "NUL": (dossier("X", {"MA_BENH_KT": "A\0B"}), "malformed"),
    "wrong byte": (dossier("X", more=part("XML3", document("XML3").encode().replace(b"LK1", b"LK\xff"))), "malformed"),
    "deep nesting": (dossier("X", more=part("XML2", "<a>" * 5000 + "</a>" * 5000)), "malformed"),
    "another root": (dossier("X", more=part("XML3", document("XML2"))), "other_root"),
    "no root at all": (dossier("X", more=part("XML3", "hello")), "malformed"),
    "a field twice": (dossier("X", {"MA_BENH_KT": "A</MA_BENH_KT><MA_BENH_KT>B"}), "repeated_field"),
    "no summary": ("<HOSO>" + part("XML2", document("XML2")) + "</HOSO>", "no_summary"),
    "two summaries": (dossier("X", more=part("XML1", document("XML1"))), "two_summaries"),
    "no key": (dossier("X", {"MA_LK": ""}), "no_key"),
    "another facility": (dossier("X", {"MA_CSKCB": "99002"}), "other_facility"),
    "not closed": (dossier("X").removesuffix("</HOSO>"), "unclosed"),
    "an envelope of its own": ("<HOSO><LA/></HOSO>", "envelope"),
    "declared UTF-7": (dossier("X", more=part("XML3", '<?xml version="1.0" encoding="utf-7"?><a/>')), "encoding"),
}  # fmt: skip


@pytest.mark.parametrize("attack", HOSTILE)
def test_a_hostile_dossier_is_set_aside_alone(attack: str, tmp_path: Path) -> None:
    body, reason = HOSTILE[attack]
    read = Read(tmp_path, envelope(dossier("A"), body, dossier("B")))
    assert (read.keys, read.reasons) == (USUAL, [reason])
    told = read.asides[0]
    assert told.dossier == 2 and told.whole and told.start is not None and told.end is not None
    whole = (tmp_path / "ho-so.xml").read_bytes()[told.start : told.end].decode()
    assert whole == body
    sentence = f"{says.where(told)}: {says.message(told)}; {says.remedy(told)}"
    assert "NGƯỜI BỆNH" not in sentence and sentence.startswith("ho-so.xml, hồ sơ thứ 2")
    assert read.reading.seen.dossiers == read.reading.seen.accepted + read.reading.seen.set_aside == 3


def test_inline_text_that_is_never_closed_costs_its_own_dossier(tmp_path: Path) -> None:
    broken = dossier("X", inline=True).replace("]]>", "", 1).replace("]]>", "").replace("<![CDATA[", "", 1)
    read = Read(tmp_path, envelope(dossier("A"), broken, dossier("B")))
    assert (read.keys, read.reasons) == (USUAL, ["open_text"])


ARCHIVES = {
    "bomb": (gzip.compress(b"<GIAMDINHHS>" + b"\0" * (80 << 20)), "bomb"),
    "cut short": (gzip.compress(PLAIN)[:60], "cut"),
    "changed": (gzip.compress(PLAIN)[:-8] + b"\0" * 8, "packing"),
    "nested": (gzip.compress(gzip.compress(gzip.compress(gzip.compress(PLAIN)))), "nested"),
    "no claim": (b"<Bundle><body>x</body></Bundle>", "foreign"),
    "no XML": (b"%PDF-1.7", "foreign"),
    "document type": (b"<!DOCTYPE x><GIAMDINHHS/>", "declaration"),
    "UTF-32": (PLAIN.decode().encode("utf-32"), "encoding"),
}


@pytest.mark.parametrize("kind", ARCHIVES)
def test_a_file_that_cannot_be_read_is_told_and_its_neighbour_is_read(kind: str, tmp_path: Path) -> None:
    data, reason = ARCHIVES[kind]
    alone = Read(tmp_path, data)
    assert reason in alone.reasons
    beside = Read(tmp_path, zipped(("1.xml", file_of(["A"])), ("3.xml", file_of(["B"])), ("2.bin", data[: 1 << 20])))
    assert beside.keys == USUAL


def test_twins_have_a_paper_each_and_rows_count_on(tmp_path: Path) -> None:
    papers = part("XML7", document("XML7")) + part("XML7", document("XML7"))
    read = Read(tmp_path, envelope(dossier("A", more=papers)))
    assert [row["line"] for row in read.rows["XML7"]] == [1, 2]


def test_base64_without_padding_is_not_guessed(tmp_path: Path) -> None:
    bare = base64.b64encode(document("XML3").encode() + b" ").decode().rstrip("=")
    cut = f"<FILEHOSO><LOAIHOSO>XML3</LOAIHOSO><NOIDUNGFILE>{bare[:-1]}</NOIDUNGFILE></FILEHOSO>"
    assert Read(tmp_path, envelope(dossier("A", more=cut))).reasons == ["base64"]
