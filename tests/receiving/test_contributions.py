"""An installation that keeps aggregates only: corrections work, nobody can be found, and a trace says where it ends."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from claim_files import dossier, envelope
from repository import ROOT
from soyte.ledger.doctor import check
from soyte.ledger.doctor.examination import sound
from soyte.ledger.errors import LedgerError
from soyte.ledger.home import AGGREGATES
from soyte.ledger.ledger import Ledger
from soyte.ledger.vault import IdentityKind, Reader
from soyte.receiving import Order, Receipt, receive
from soyte.receiving.excerpts import NO_ORIGINAL, excerpts
from soyte.receiving.reread import reread


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger.create(tmp_path / "kho", claims=AGGREGATES)


def send(ledger: Ledger, tmp_path: Path, data: bytes, name: str) -> Receipt:
    (tmp_path / name).write_bytes(data)
    return receive(ledger, Order(tmp_path / name, "người thử", basis="extract"))


def rows(ledger: Ledger) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ledger.engine.collect(ledger.view().rows("contribution").steps).to_pylist()
    return sorted(found, key=lambda row: str(row["icd"]))


def test_contributions_are_corrected_and_nothing_else_is_kept(ledger: Ledger, tmp_path: Path) -> None:
    first = send(ledger, tmp_path, envelope(dossier("A"), dossier("B", {"MA_BENH_CHINH": "J18.9"})), "a.xml")
    send(ledger, tmp_path, envelope(dossier("A", {"T_BHTT": "1.00"}), dossier("A", {"T_BHTT": "2.00"})), "b.xml")
    one, other = rows(ledger)
    assert (one["icd"], one["T_BHTT"], other["icd"], other["T_BHTT"]) == (
        "A97",
        Decimal("2.00"),
        "J18",
        Decimal("466408.00"),
    )
    assert (one["facility"], one["month"], one["age_group"], one["card_group"]) == ("99001", "2025-08", "15-59", "GD4")
    assert list(ledger.vault.originals()) == []
    assert ledger.vault.reveal(IdentityKind.PATIENT, [one["dossier"]], Reader("người thử", "kiểm tra")) == {}
    assert len(ledger.engine.collect(ledger.view().rows("xml1").steps)) == 0
    assert sound(check(ledger))
    ledger.withdraw(ledger.state().acts[-1].submission_id, actor="người thử", reason="thử")
    assert rows(ledger)[0]["T_BHTT"] == Decimal("466408.00")
    assert excerpts(ledger, first.act, [{"block": 1}], Reader("người thử", "kiểm tra")) == [NO_ORIGINAL]
    with pytest.raises(LedgerError, match="không có tệp gốc"):
        list(reread(ledger, first.act))


def test_the_guide_shows_a_mapping_that_works_for_monthly_aggregates(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "huong-dan" / "ho-so-bhyt.md").read_text("utf-8")
    mapping = tmp_path / "bang.mapping.yaml"
    mapping.write_text(page.split("```yaml\n")[1].split("```")[0], encoding="utf-8")
    table = tmp_path / "bang.csv"
    table.write_text(
        "Mã cơ sở;Năm;Tháng;Lượt khám;Lượt nội trú;Ngày điều trị\n99001;2025;11;1.234;56;-\n", encoding="utf-8"
    )
    ledger = Ledger.create(tmp_path / "kho-khac")
    receipt = receive(ledger, Order(table, "người thử", mapping=mapping))
    assert (receipt.act.rows_accepted, receipt.act.rows_quarantined, receipt.outcome.warnings) == (3, 0, ())
