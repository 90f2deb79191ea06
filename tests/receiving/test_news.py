"""What a director is told every morning: what came in, what was corrected, what was taken back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from handed_in import hand_in, mapping, table

from soyte.ledger.clock import VIETNAM, now
from soyte.ledger.ledger import Ledger
from soyte.receiving.news import news


def test_what_came_in_and_what_it_replaced_and_what_was_withdrawn(tmp_path: Path) -> None:
    ledger = Ledger.create(tmp_path / "so", name="Sở Y tế")
    today = now().astimezone(VIETNAM).date()
    assert news(ledger, today).received == ()
    first = hand_in(ledger, table(tmp_path, "Thái Nguyên,1/2024,5", "Thái Nguyên,2/2024,7"), mapping=mapping(tmp_path))
    hand_in(ledger, table(tmp_path, "Thái Nguyên,2/2024,8", name="sua.csv"), mapping=mapping(tmp_path))
    ledger.withdraw(first.act.submission_id, actor="người thử", reason="gửi nhầm")

    found = news(ledger, today)
    assert [act.name for act in found.received] == ["sua.csv", "ca-mac.csv"]  # the mapping has pages of its own
    assert [(one.words, one.of.name if one.of else "") for one in found.corrected] == [
        ("đã rút: gửi nhầm", "ca-mac.csv"),
        ("bảng số liệu gửi lại, thay 1 dòng đã có", ""),
    ]
    later = news(ledger, today + timedelta(days=1))
    assert (later.received, later.corrected, later.latest and later.latest.name) == ((), (), "sua.csv")
