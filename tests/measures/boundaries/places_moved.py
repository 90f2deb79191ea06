"""Small installations of the invented province whose communes merge and divide."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pyarrow as pa

from soyte.ledger.acts import Act as Journalled
from soyte.ledger.ledger import Ledger
from soyte.ledger.loading import Ticket
from soyte.ledger.tables import QUANTITY
from soyte.measures.boundaries import record
from soyte.places import Act, Move, Unit

DAY, EVE = date(2027, 1, 1), date(2026, 12, 31)
ANH_SAO, BEN_MAY, HOA_SUA, NANG_MOI = "99001", "99013", "99019", "99500"
NEW = Unit(NANG_MOI, "Nắng Mới", "phường", "commune", "99", invented=True)
MERGER = Act(DAY, (Move(HOA_SUA, BEN_MAY),), source="Nghị quyết số 1")
DIVISION = Act(
    DAY,
    (Move(ANH_SAO, ANH_SAO, Fraction(3, 5)), Move(ANH_SAO, NANG_MOI, Fraction(2, 5))),
    (NEW,),
    "Nghị quyết số 2",
)


def new_ledger(folder: Path) -> Ledger:
    return Ledger.create(folder / "kho", name="Sở Y tế tỉnh Sao Mai", place="99")


def recorded(ledger: Ledger, act: Act) -> Journalled:
    """The submission that wrote the act down."""
    return record(ledger, act, actor="người thử")[0]


def months(
    ledger: Ledger,
    counts: Mapping[tuple[str, str], int | None],
    *,
    measure: str = "cases",
    disease: str | None = "dengue",
    grain: str = "month",
    dataset: str = "ca_mac",
) -> Journalled:
    """Take in counts by (place, month `2026-01` or year `2026`); None was not reported."""
    rows = []
    for number, ((place, when), value) in enumerate(counts.items()):
        year, _, month = when.partition("-")
        start = date(int(year), int(month or 1), 1)
        end = date(int(year), 12, 31) if not month else _last_of_month(start)
        rows.append(
            {
                "row_no": number,
                "row_key": f"{dataset} {measure} {place} {when} {disease}",
                "dataset": dataset,
                "measure": measure,
                "place": place,
                "period_start": start,
                "period_end": end,
                "grain": grain,
                "disease": disease,
                "state": "not_reported" if value is None else "reported",
                "value": None if value is None else Decimal(value),
                "status": "final",
            }
        )
    types = {"row_no": pa.int64(), "period_start": pa.date32(), "period_end": pa.date32(), "value": QUANTITY}
    schema = pa.schema([(name, types.get(name, pa.string())) for name in rows[0]])
    table = pa.Table.from_pylist(rows, schema=schema)
    ticket = Ticket("counts", "tep.csv", "người thử", "cli", f"{table.to_pydict()}", dataset=dataset, owner="CDC")
    with ledger.loading(ticket) as loading:
        loading.write("observation", table)
        return loading.commit(len(rows))[0]


def _last_of_month(start: date) -> date:
    after = date(start.year + start.month // 12, start.month % 12 + 1, 1)
    return date.fromordinal(after.toordinal() - 1)
