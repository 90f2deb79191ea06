"""A small country and a ledger that is filled from tables drawn as text; what was written is kept for the oracle.

place  period   disease  value
10     2017-01  dengue   5
10     2017-02  dengue   ?        not reported; `không` is none, `n/a` not applicable
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from soyte.ledger.acts import Act
from soyte.ledger.ledger import Ledger
from soyte.ledger.loading import Ticket
from soyte.ledger.tables import OBSERVATION_DIMENSIONS
from soyte.measures import Expected, Figures, Geography, Trace, figures, spans, trace
from soyte.places import Atlas, Succession, Unit

_STATES = {"?": "not_reported", "không": "none", "n/a": "not_applicable"}
MERGED = date(2025, 7, 1)
_EVE = date(2025, 6, 30)
# Province 30 went into 20 on 1 July 2025, with its communes.
UNITS = (
    Unit("VN", "Việt Nam", "", "country", ""),
    Unit("10", "Sông Xanh", "tỉnh", "province", "VN"),
    Unit("20", "Núi Vàng", "tỉnh", "province", "VN", None, _EVE),
    Unit("20", "Núi Vàng", "tỉnh", "province", "VN", MERGED),
    Unit("30", "Đồng Đỏ", "tỉnh", "province", "VN", None, _EVE),
    Unit("10001", "Một", "xã", "commune", "10"),
    Unit("10002", "Hai", "xã", "commune", "10"),
    Unit("20001", "Ba", "xã", "commune", "20"),
    Unit("30001", "Bốn", "xã", "commune", "30", None, _EVE),
    Unit("30001", "Bốn", "xã", "commune", "20", MERGED),
)
PARENTS = {"10001": "10", "10002": "10", "20001": "20", "30001": "30"}


@cache
def geography() -> Geography:
    """The small country."""
    successions = (
        Succession(MERGED, "20", "20", "merge", Fraction(1), "whole"),
        Succession(MERGED, "30", "20", "merge", Fraction(1), "whole"),
        Succession(MERGED, "30001", "30001", "keep", Fraction(1), "whole"),
    )
    return Geography(Atlas(UNITS, successions))


Row = dict[str, Any]


def drawn(table: str, **same: str) -> list[Row]:
    """The rows of a drawn table; `same` holds what all rows share. A cell `-` is empty."""
    head, *lines = [line.split() for line in table.strip().splitlines() if line.strip()]
    return [row({**same, **dict(zip(head, line, strict=False))}) for line in lines]


def row(cells: dict[str, str]) -> Row:
    """One row of a ledger from words."""
    period = spans.parse(cells["period"].replace("_", " "))
    value = cells["value"]
    made: Row = {
        "dataset": cells.get("dataset", "book"),
        "measure": cells.get("measure", "cases"),
        "place": cells["place"],
        "period_start": period.start,
        "period_end": period.end,
        "grain": str(period.kind),
        "person": cells.get("person"),
        "state": _STATES.get(value, "reported"),
        "value": None if value in _STATES else Decimal(value),
        "status": cells.get("status", "final"),
    }
    made |= {name: None if cells.get(name, "-") == "-" else cells[name] for name in OBSERVATION_DIMENSIONS}
    named = ("dataset", "measure", "place", "period_start", "grain", *OBSERVATION_DIMENSIONS, "person")
    return {**made, "row_key": "|".join(str(made[name]) for name in named)}


@dataclass
class Book:
    """A ledger and everything that happened to it: (kind, submission, rows, supersedes) in order."""

    ledger: Ledger
    history: list[tuple[str, str, list[Row], str | None]] = field(default_factory=list)
    expected: dict[str, Expected] = field(default_factory=dict)

    def load(self, rows: str | list[Row], *, owner: str = "CDC", supersedes: Act | None = None, **same: str) -> Act:
        """Take rows in as one submission."""
        made = drawn(rows, **same) if isinstance(rows, str) else rows
        number = len(self.history) + 1
        ticket = Ticket(
            "counts",
            f"tep-{number}.csv",
            "nguoi-gui",
            "cli",
            f"{number:064d}",
            dataset=made[0]["dataset"],
            owner=owner,
            supersedes=supersedes.submission_id if supersedes else None,
        )
        columns = {name: [one[name] for one in made] for name in made[0] if name != "value"}
        table = pa.table(columns).append_column("value", pa.array([r["value"] for r in made], pa.decimal128(24, 6)))
        table = table.append_column("row_no", pa.array(range(len(made)), pa.int64()))
        table = table.append_column("line", pa.array(range(2, len(made) + 2), pa.int64()))
        with self.ledger.loading(ticket) as loading:
            loading.write("observation", table)
            act, _ = loading.commit(len(made))
        self.history.append(("load", act.submission_id, made, ticket.supersedes))
        return act

    def state(self, rows: list[Row]) -> Act:
        """Take in what a report states."""
        number = len(self.history) + 1
        ticket = Ticket("report", f"bao-cao-{number}.docx", "nguoi-gui", "cli", f"{number:064d}", sender="Sở Y tế")
        table = pa.Table.from_pylist(rows).append_column("row_no", pa.array(range(len(rows)), pa.int64()))
        with self.ledger.loading(ticket) as loading:
            loading.write("statement", table)
            act, _ = loading.commit(len(rows))
        self.history.append(("load", act.submission_id, [], None))
        return act

    def define(self, dataset: str, mapping: dict[str, Any]) -> Act:
        """Keep a mapping file."""
        number = len(self.history) + 1
        ticket = Ticket("mapping", f"anh-xa-{number}.yaml", "nguoi-gui", "cli", f"{number:064d}", dataset=dataset)
        row = {"row_no": [1], "kind": ["mapping"], "name": [dataset], "hash": ["0"], "body": [json.dumps(mapping)]}
        with self.ledger.loading(ticket) as loading:
            loading.write("definition", pa.table(row))
            act, _ = loading.commit(1)
        self.history.append(("load", act.submission_id, [], None))
        return act

    def withdraw(self, act: Act) -> None:
        """Take a submission back."""
        self.ledger.withdraw(act.submission_id, actor="nguoi-gui", reason="gửi nhầm")
        self.history.append(("withdraw", act.submission_id, [], None))

    def ask(self, indicators: str | Sequence[str], **options: Any) -> Figures:
        """Figures of the small country."""
        options.setdefault("place", "VN")
        return figures(
            self.ledger,
            indicators,
            geography=geography(),
            expectations=self.expected.get if self.expected else None,
            **options,
        )

    def trace(self, figure_id: str, **options: Any) -> Trace:
        """Where a figure comes from."""
        return trace(
            self.ledger,
            figure_id,
            geography=geography(),
            expectations=self.expected.get if self.expected else None,
            **options,
        )


def new_book(folder: Path) -> Book:
    """An empty one."""
    return Book(Ledger.create(folder / "so", name="Sở Y tế thử"))


def shown(found: Figures, *columns: str) -> list[str]:
    """Figures as lines: the columns asked for, then number or state."""
    lines = []
    for one in found:
        said = {"place": one.place, "period": spans.code(one.period), "dataset": one.dataset, **one.of}
        value = f"{one.value:f}" if one.value is not None else str(one.state)
        lines.append(" ".join([*(said.get(name) or "-" for name in columns), value]))
    return lines
