"""An assigned target leads back to the line of the list that it came in."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from soyte.ledger.ledger import Ledger
from soyte.measures import MeasureError
from soyte.measures.targets.origin import is_target, origin
from soyte.receiving import Order, receive

HEAD = "Chỉ tiêu,Địa bàn,Kỳ,Mức giao,Dấu,Đơn vị tính,Cơ quan giao,Văn bản giao"
LIST = f"{HEAD}\nSố ca mắc sởi,99,2025,60,<=,ca,UBND,QĐ 34/QĐ-UBND\n"


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """A list of one target, and a second list that replaces it."""
    made = Ledger.create(tmp_path / "so", name="Sở Y tế", place="99")
    for name, text in (("cu.csv", LIST), ("moi.csv", LIST.replace("60", "50"))):
        (tmp_path / name).write_text(text, encoding="utf-8")
        receive(made, Order(tmp_path / name, actor="người thử", targets=True))
    return made


def test_a_target_is_found_with_its_list_and_line_also_after_it_was_replaced(ledger: Ledger) -> None:
    old, new = origin(ledger, "target:1/1"), origin(ledger, "target:2/1")
    assert (old.target.value, new.target.value) == (Decimal(60), Decimal(50))
    assert (old.act.name, old.locator.words, new.act.name) == ("cu.csv", "dòng 2", "moi.csv")


@pytest.mark.parametrize("address", ["target:1/9", "target:9/1", "stated:1/1"])
def test_what_is_no_target_is_answered_in_a_sentence(ledger: Ledger, address: str) -> None:
    with pytest.raises(Exception, match=r"chỉ tiêu giao|không có lần gửi") as told:
        origin(ledger, address)
    assert isinstance(told.value, MeasureError) or "submissions" in str(told.value)
    assert is_target(address) == address.startswith("target:")
