"""Leaves of dossiers are summed in one reading: each figure is what it is when asked alone, and who sent any is known for all."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from soyte.ledger.contribution import AMOUNTS, COUNTS, DATASET
from soyte.ledger.ledger import Ledger
from soyte.ledger.loading import Ticket
from soyte.measures import figures

Row = tuple[str, date, str, str, str, str | None]
ROWS: tuple[Row, ...] = (  # facility, day, care, insured, sex, icd
    ("99901", date(2025, 7, 31), "exam", "yes", "male", "A97"),
    ("99901", date(2025, 8, 1), "inpatient", "yes", "female", None),
    ("99902", date(2025, 8, 2), "inpatient", "no", "female", ""),
    ("99902", date(2025, 8, 2), "recalled", "yes", "male", "A97"),
)
NAMES = ["visits", "bhyt_cost", "average_length_of_stay", "inpatient_bed_days", "bhyt_cost_per_visit", "station_visits"]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    kept = Ledger.create(tmp_path_factory.mktemp("kho") / "kho", place="99")
    send(kept, ROWS)
    return kept


def send(ledger: Ledger, rows: tuple[Row, ...], digest: str = "1") -> None:
    with ledger.loading(Ticket("contributions", "a.xml", "người thử", "cli", digest * 64, dataset=DATASET)) as loading:
        loading.write("contribution", pa.Table.from_pylist([told(n, *row) for n, row in enumerate(rows)]))
        loading.commit(len(rows))


def told(
    number: int, facility: str, day: date, care: str, insured: str, sex: str, icd: str | None
) -> dict[str, object]:
    said: dict[str, object] = {
        "row_no": number,
        "row_key": f"hs:{number:032d}",
        "facility": facility,
        "month": f"{day:%Y-%m}",
        "day": day,
    }
    said |= {"period_start": day.replace(day=1), "period_end": day.replace(day=31), "place": "99001"}
    said |= {"residence": "99004", "care": care, "insured": insured, "sex": sex, "icd": icd}
    return {**said, **dict.fromkeys(COUNTS, 2), **dict.fromkeys(AMOUNTS, Decimal("100.50"))}


@pytest.mark.parametrize("by", [["month"], ["icd"], ["icd", "sex"], ["facility", "week"]])
def test_together_and_alone_from_roll_ups_and_rows_they_are_one_number(ledger: Ledger, by: list[str]) -> None:
    together = figures(ledger, NAMES, by=by, period="2025-07..2025-08").items
    for use in (None, "rows"):
        alone = [one for name in NAMES for one in figures(ledger, name, by=by, period="2025-07..2025-08", use=use)]
        assert list(together) == alone


def test_what_is_null_and_what_is_empty_are_one_part_that_nobody_knows(ledger: Ledger) -> None:
    found = figures(ledger, ["inpatients", "inpatient_bed_days"], by=["icd"], period="2025-08").computed
    assert {(one.indicator, one.breakdown[0][1]): one.value for one in found} == {
        ("inpatients", ""): 2,
        ("inpatients", "A97"): 0,
        ("inpatient_bed_days", ""): 4,
        ("inpatient_bed_days", "A97"): 0,
    }


def test_a_part_is_as_complete_as_all_dossiers_whoever_sent_those_of_the_part(ledger: Ledger) -> None:
    found = figures(ledger, "visits", by=["sex"], period="2025-07..2025-08").computed
    told = {one.breakdown[0][1]: one.completeness for one in found}
    assert told["male"] == told["female"]
    assert told["male"] is not None
    assert (told["male"].units, told["male"].reports, told["male"].periods) == (2, 3, 2)


def test_who_sent_is_asked_anew_after_an_act(tmp_path: Path) -> None:
    kept = Ledger.create(tmp_path / "kho", place="99")
    units = []
    for number, sent in enumerate((ROWS[:2], ROWS), 1):
        send(kept, sent, str(number))
        (found,) = figures(kept, "visits", period="2025-08").computed
        units.append(found.completeness.units if found.completeness else None)
    assert units == [1, 2]
