"""Figures of dossiers on Spark are those on DuckDB: the same ledger, asked by either engine."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest

from soyte.engine import Engine
from soyte.ledger.contribution import AMOUNTS, COUNTS, DATASET
from soyte.ledger.ledger import Ledger
from soyte.ledger.loading import Ticket
from soyte.measures import figures

ROWS = (  # facility, day, care, insured, sex, cost
    ("99901", date(2025, 7, 31), "exam", "yes", "male", "120000.50"),
    ("99901", date(2025, 8, 1), "inpatient", "yes", "female", "3000000.00"),
    ("99902", date(2025, 8, 2), "inpatient", "no", "female", "900000.00"),
    ("99902", date(2025, 8, 2), "recalled", "yes", "male", "70000.00"),
)


def contribution(number: int, row: tuple[str, date, str, str, str, str]) -> dict[str, object]:
    facility, day, care, insured, sex, cost = row
    end = date(day.year, day.month, 31)
    said = {"row_no": number, "row_key": f"hs:{number:032d}", "facility": facility, "month": f"{day:%Y-%m}", "day": day}
    said |= {"period_start": day.replace(day=1), "period_end": end, "place": "99001", "residence": "99004"}
    said |= {
        "care": care,
        "insured": insured,
        "sex": sex,
        **dict.fromkeys(COUNTS, 2),
        **dict.fromkeys(AMOUNTS, Decimal(cost)),
    }
    return said


@pytest.mark.slow
def test_either_engine_gives_the_same_figures_of_dossiers(spark_engine: Engine, tmp_path: Path) -> None:
    ledger = Ledger.create(tmp_path / "kho", place="99")
    with ledger.loading(Ticket("contributions", "a.xml", "người thử", "cli", "1" * 64, dataset=DATASET)) as loading:
        loading.write("contribution", pa.Table.from_pylist([contribution(n, row) for n, row in enumerate(ROWS)]))
        loading.commit(len(ROWS))
    spark = Ledger.open(ledger.home.folder, spark_engine)
    names = ["visits_total", "bhyt_cost_total", "average_length_of_stay", "bhyt_cost_per_visit"]
    for by, use in ((["facility", "month"], None), (["sex", "week"], "rows")):
        ours, theirs = (figures(one, names, by=by, period="2025-07..2025-08", use=use).items for one in (ledger, spark))
        assert ours == theirs
        assert sum(one.value or 0 for one in ours if one.indicator == "visits_total") == 3
