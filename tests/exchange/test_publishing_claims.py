"""Indicators of the claim feed as the public sees them: where fewer than five dossiers lie behind a number, it is hidden."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from claim_files import dossier, envelope
from soyte.exchange.open_data import publication
from soyte.ledger.ledger import Ledger
from soyte.receiving import Order, receive

TODAY = date(2026, 1, 10)


INDICATORS = ("bhyt_visits_total", "bhyt_inpatient_visits", "bhyt_cost_total")


@pytest.mark.parametrize(("dossiers", "secret"), [(3, True), (6, False)])
def test_neither_visits_nor_what_they_cost_are_shown_of_few_people(tmp_path: Path, dossiers: int, secret: bool) -> None:
    ledger = Ledger.create(tmp_path / "home", name="Sở Y tế", place="99")
    told = {"MA_LOAI_KCB": "03", "MATINH_CU_TRU": "99", "MAXA_CU_TRU": "99001", "T_TONGCHI_BH": "500000"}
    path = tmp_path / "thang-8.xml"
    path.write_bytes(envelope(*(dossier(f"LK{number}", told) for number in range(dossiers))))
    receive(ledger, Order(path, actor="data", sender="Bệnh viện ví dụ", basis="copies"))
    for indicator in INDICATORS:
        found = publication(ledger, indicator, "99", TODAY)
        shown = [one for one in (*found.whole, *found.parts) if one.hidden or one.value]
        assert {(one.hidden, one.value is None) for one in shown} == {(secret, secret)}, indicator
