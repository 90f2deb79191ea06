"""Claim files in the ledger: dossiers replace each other whole, and who they are about is in the vault alone."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from claim_files import VALUES, document, dossier, envelope, file_of, part
from soyte.intake.documents.model import UnreadableDocument
from soyte.ledger.compaction import Plan, compact
from soyte.ledger.doctor import check, repair
from soyte.ledger.doctor.examination import sound
from soyte.ledger.ledger import AsOf, Ledger
from soyte.ledger.rekeying import rekey
from soyte.ledger.tables import CLAIMS
from soyte.ledger.vault import IdentityKind, Reader
from soyte.receiving import Order, Receipt, receive
from soyte.receiving.excerpts import excerpts
from soyte.receiving.reread import reread

Send = Callable[..., Receipt]
READER = Reader("người thử", "kiểm tra")


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.create(tmp_path / "kho", name="Sở Y tế thử nghiệm")


@pytest.fixture
def send(ledger: Ledger, tmp_path: Path) -> Send:
    def hand_in(data: bytes, name: str = "ho-so.xml", **said: Any) -> Receipt:
        path = tmp_path / name
        path.write_bytes(data)
        return receive(ledger, Order(path, "người thử", **said))

    return hand_in


def rows(ledger: Ledger, name: str, as_of: AsOf = None) -> list[dict[str, Any]]:
    view = ledger.view(as_of)
    found = ledger.engine.collect(view.rows(name).steps).to_pylist()
    return sorted(found, key=lambda row: (row["facility"], row["MA_LK"] or "", row["line"]))


def kept(ledger: Ledger, as_of: AsOf = None) -> dict[str, tuple[str, int]]:
    """What a dossier is now: its diagnosis and how many drugs it has."""
    drugs = [row["MA_LK"] for row in rows(ledger, "xml2", as_of)]
    return {row["MA_LK"]: (row["MA_BENH_CHINH"], drugs.count(row["MA_LK"])) for row in rows(ledger, "xml1", as_of)}


def test_a_dossier_that_is_sent_again_replaces_the_whole_of_the_earlier_one(ledger: Ledger, send: Send) -> None:
    first = send(file_of(["A", "B"]))
    fewer = send(envelope(dossier("A", {"MA_BENH_CHINH": "J18.9"}, drugs=1)), "sua.xml")
    assert kept(ledger) == {"A": ("J18.9", 1), "B": ("A97.0", 2)}
    none = send(envelope(dossier("A", {"MA_BENH_CHINH": "I10"}, drugs=0)), "sua-nua.xml")
    assert kept(ledger) == {"A": ("I10", 0), "B": ("A97.0", 2)}
    assert kept(ledger, first.act.seq) == {"A": ("A97.0", 2), "B": ("A97.0", 2)}
    ledger.withdraw(none.act.submission_id, actor="người thử", reason="gửi nhầm")
    assert kept(ledger) == {"A": ("J18.9", 1), "B": ("A97.0", 2)}
    ledger.withdraw(fewer.act.submission_id, actor="người thử", reason="gửi nhầm")
    assert kept(ledger) == kept(ledger, first.act.seq)
    again = send(file_of(["A", "B"]), "chep.xml")
    assert (again.new, again.act.seq) == (False, first.act.seq)
    assert sound(check(ledger))


def test_the_same_key_of_another_facility_is_another_dossier(ledger: Ledger, send: Send) -> None:
    send(file_of(["A"]))
    send(envelope(dossier("A", {"MA_CSKCB": "99002"}), facility="99002"), "khac.xml")
    assert [row["facility"] for row in rows(ledger, "xml1")] == ["99001", "99002"]


def test_of_a_dossier_that_stands_twice_in_a_file_the_later_one_counts(ledger: Ledger, send: Send) -> None:
    twice = envelope(dossier("A"), dossier("B"), dossier("A", {"MA_BENH_CHINH": "I10"}, drugs=1))
    receipt = send(twice)
    assert kept(ledger) == {"A": ("I10", 1), "B": ("A97.0", 2)}
    assert (receipt.act.rows_in, receipt.act.rows_accepted, receipt.act.rows_quarantined) == (6, 5, 1)
    assert receipt.outcome.notes[0] == "hồ sơ: trong tệp 3, nhận 2, để riêng 1"
    rows_told = "đối chiếu: dòng trong tệp 8 = dòng vào sổ 5 + dòng của hồ sơ có bản sau trong cùng lần gửi 3"
    assert rows_told in receipt.outcome.notes
    again: Counter[str] = Counter()
    for table, found in reread(ledger, receipt.act):
        again[table] += len(found)
    findings = again.pop("claim_finding")
    assert again == {"xml1": 2, "xml2": 3, "contribution": 2, "quarantine": 1}
    assert findings == len(ledger.engine.collect(ledger.view().rows("claim_finding").steps))


def test_who_somebody_is_lies_in_the_vault_alone(ledger: Ledger, send: Send) -> None:
    receipt = send(
        envelope(dossier("A", {"MA_BENH_KT": "NGƯỜI BỆNH VÍ DỤ", "MA_TTDV": "GPHN.099080000001"}), "<HOSO/>")
    )
    sealed = [VALUES[name] for name in ("HO_TEN", "SO_CCCD", "MA_THE_BHYT", "DIA_CHI", "MA_BN")]
    main = rows(ledger, "xml1")[0]
    del main["MA_BENH_KT"]  # a code list: nobody looks for names in it
    for value in sealed:
        assert not any(value in str(cell) for cell in main.values())
    assert (main["MA_THE_BHYT"][:1], main["MA_THE_BHYT_head"], main["MA_THE_BHYT_last"]) == ("k", "GD499", None)
    assert main["MA_TTDV"].startswith("GPHN.id-")
    for kind, column in (
        (IdentityKind.PERSON, "HO_TEN"),
        (IdentityKind.CITIZEN, "SO_CCCD"),
        (IdentityKind.CARD, "MA_THE_BHYT"),
    ):
        known = ledger.vault.reveal(kind, [main[column]], READER, [receipt.act.submission_id])
        assert known == {main[column]: VALUES[column]}
    number = ledger.vault.reveal(IdentityKind.PATIENT, [main["MA_BN"]], READER)
    assert list(number.values()) == [f"99001|{VALUES['MA_BN']}"]
    for file in receipt.act.files:
        stored = pq.read_table(ledger.home.ledger / file.table / file.path)
        text = str(stored.drop_columns([c for c in ("MA_BENH_KT",) if c in stored.column_names]).to_pylist())
        assert not any(value in text for value in sealed), file.table


def test_several_cards_are_two_pseudonyms_and_their_groups(ledger: Ledger, send: Send) -> None:
    send(
        envelope(dossier("A", {"MA_THE_BHYT": "GD4990000000001;HS4990000000002"}), dossier("B", {"MA_THE_BHYT": None}))
    )
    one, other = rows(ledger, "xml1")
    assert one["MA_THE_BHYT_head"] == "GD499;HS499"
    both = one["MA_THE_BHYT"], one["MA_THE_BHYT_last"]
    known = ledger.vault.reveal(IdentityKind.CARD, both, READER)
    assert [known[card] for card in both] == ["GD4990000000001", "HS4990000000002"]
    assert [other[f"MA_THE_BHYT{end}"] for end in ("", "_last", "_head")] == [None, None, None]


def test_what_is_set_aside_says_where_it_stands_and_what_to_do(ledger: Ledger, send: Send) -> None:
    receipt = send(
        envelope(dossier("A"), dossier("X", {"MA_CSKCB": "99002"}), dossier("B", more=part("XML99", "<a/>")))
    )
    view = ledger.view()
    aside = ledger.engine.collect(view.rows("quarantine").steps).sort_by("block").to_pylist()
    assert [(row["reason"], row["block"], row["path"], row["column"]) for row in aside] == [
        ("other_facility", 2, "ho-so.xml", "XML1"),
        ("unknown_table", 3, "ho-so.xml", "lạ “XML99”"),
    ]
    assert receipt.act.rows_in == receipt.act.rows_accepted + receipt.act.rows_quarantined == 8
    shown = receipt.outcome.aside[0]
    assert shown.where == "ho-so.xml, hồ sơ thứ 2, bảng XML1, trường MA_CSKCB"


def test_the_way_back_leads_from_a_row_to_the_fields_and_from_an_aside_to_its_bytes(ledger: Ledger, send: Send) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.xml", envelope(dossier("A"), "<HOSO>hỏng</HOSO>").decode().encode("utf-16"))
    receipt = send(packed.getvalue(), "ho-so.zip")
    drug = rows(ledger, "xml2")[1]
    aside = ledger.engine.collect(ledger.view().rows("quarantine").steps).to_pylist()[0]
    seen, bytes_seen = excerpts(ledger, receipt.act, [drug, aside], READER)
    assert seen.startswith("ho-so.zip › a.xml, hồ sơ thứ 1, bảng XML2, dòng 2: MA_LK = A; STT = 2; MA_THUOC = 40.2; ")
    assert bytes_seen == "ho-so.zip › a.xml, hồ sơ thứ 2 = “<HOSO>hỏng</HOSO>”"


def test_a_file_without_anything_readable_is_recorded_as_rejected(ledger: Ledger, send: Send) -> None:
    with pytest.raises(UnreadableDocument, match="là trang web"):
        send(b"<html/>")
    assert [act.kind for act in ledger.state().acts] == ["rejected"]


def test_files_are_divided_by_the_month_of_discharge_and_joined_within_it(ledger: Ledger, send: Send) -> None:
    for number in range(3):
        months = (
            dossier(f"{number}{m}", {"NGAY_RA": f"2025{m:02}011000", "NGAY_VAO": f"2025{m:02}010900"}) for m in (1, 2)
        )
        receipt = send(envelope(*months), f"{number}.xml")
    names = {file.path.split("-")[1] for file in receipt.act.files if file.table == "xml1"}
    assert names == {"2025_01", "2025_02"}
    before = rows(ledger, "xml2")
    acts = compact(ledger, plan=Plan(least=3))
    joined = [file for act in acts for file in act.files if file.table == "xml2"]
    for file in joined:
        months_in = pq.read_table(ledger.home.ledger / "xml2" / file.path)["month"]
        assert pc.unique(months_in).to_pylist() == [file.path.split("-")[1].replace("_", "-")]
    assert (len(joined), rows(ledger, "xml2"), sound(check(ledger))) == (2, before, True)


def test_a_lost_file_is_written_anew_from_the_original(ledger: Ledger, send: Send) -> None:
    two = envelope(dossier("A"), dossier("B", {"NGAY_RA": "202509011000"}))
    receipt = send(two)
    before = rows(ledger, "xml1"), rows(ledger, "xml2")
    for file in receipt.act.files[:3]:
        (ledger.home.ledger / file.table / file.path).unlink()
    assert repair(ledger, lambda act: reread(ledger, act)).failed == ()
    assert (rows(ledger, "xml1"), rows(ledger, "xml2")) == before
    assert sound(check(ledger))


def test_pseudonyms_of_dossiers_get_new_keys_like_all_others(ledger: Ledger, send: Send) -> None:
    send(file_of(["A"]))
    before = rows(ledger, "xml1")[0]
    rekey(ledger, IdentityKind.CARD, actor="người thử")
    after = rows(ledger, "xml1")[0]
    assert before["MA_THE_BHYT"].startswith("k1:") and after["MA_THE_BHYT"].startswith("k2:")
    assert after["HO_TEN"] == before["HO_TEN"]
    send(envelope(dossier("A", {"MA_BENH_CHINH": "I10"})), "sua.xml")
    assert kept(ledger) == {"A": ("I10", 2)}


def test_check_ins_and_assessments_have_tables_and_keys_of_their_own(ledger: Ledger, send: Send) -> None:
    send(document("XML0", {"MA_LK": "A"}, {"MA_LK": "B"}).encode())
    send(document("XML0", {"MA_LK": "A", "MA_LOAI_KCB": "03"}).encode(), "sua.xml")
    assert [(row["MA_LK"], row["MA_LOAI_KCB"]) for row in rows(ledger, "xml0")] == [("A", "03"), ("B", None)]
    people = ({"HO_TEN": name, "NGAY_HOP": "20260801", "MA_DONVI": "99001"} for name in ("A", "B"))
    send(document("XML12", *people).encode(), "gd.xml")
    view = ledger.view()
    assert len(ledger.engine.collect(view.rows("xml12").steps)) == 2


def test_the_ground_on_which_dossiers_are_here_is_kept_with_them(ledger: Ledger, send: Send) -> None:
    assert send(file_of(["A"]), basis="extract").act.owner == "extract"


def test_every_table_of_the_feed_has_a_table_in_the_ledger() -> None:
    assert sorted(table.name for table in CLAIMS.values()) == sorted(f"xml{number}" for number in range(16))
    assert {table.follows for table in CLAIMS.values()} == {None, "xml1"}
