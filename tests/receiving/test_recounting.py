"""A ledger that took dossiers in before it kept what they add to sums is brought up to date from its originals."""

from __future__ import annotations

from pathlib import Path

import pytest

from claim_files import dossier, envelope
from soyte.ledger.doctor import check
from soyte.ledger.ledger import Ledger
from soyte.measures import figures
from soyte.receiving import Order, claims, receive
from soyte.receiving.upkeep import put_right


def test_dossiers_of_old_are_counted_anew_and_corrections_stay_corrections(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = Ledger.create(tmp_path / "kho", place="99")
    stay = {"MA_LOAI_KCB": "03", "SO_NGAY_DTRI": "3", "MA_DOITUONG_KCB": "1.1"}
    files = (
        envelope(dossier("A", stay), dossier("B", stay)),
        envelope(dossier("A", {**stay, "SO_NGAY_DTRI": "5"})),
        envelope(dossier("C", stay)),
    )
    with monkeypatch.context() as older:
        older.setattr(claims, "MAIN_CLAIMS", "XML99")
        for number, data in enumerate(files):
            (tmp_path / f"{number}.xml").write_bytes(data)
            receive(ledger, Order(tmp_path / f"{number}.xml", "người thử", basis="copies"))
    assert [trouble.remedy for trouble in check(ledger)] == ["hãy chạy “soyte doctor --repair”"] * 3
    work = put_right(ledger, mend=True, compact=False, actor="người thử")
    assert (work.recounted, work.failed) == (3, [])
    (days,) = figures(ledger, "inpatient_days", period="2025-08").computed
    assert days.value == 11
    assert check(ledger) == []
    assert put_right(ledger, mend=True, compact=False, actor="người thử").recounted == 0
