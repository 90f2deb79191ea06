"""Files to hand in: small tables of invented counts with their mapping, and a report of a few sentences."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa

from soyte.engine import Count, Sum
from soyte.engine.expressions import Column
from soyte.ledger.ledger import Ledger
from soyte.receiving import Order, Receipt, receive

MAPPING = """\
dataset: ca_mac_thang
title: Số ca mắc theo tháng
owner: CDC tỉnh
measure: cases
grain: month
status: final
place: {column: tinh, level: province}
period: {column: thang}
dimensions: {disease: {value: dengue}}
value: {column: so_ca, numbers: vi}
cells: {none: ["-"], not_reported: [""], not_applicable: [x]}
"""
WITH_PERSONS = (
    MAPPING.replace("ca_mac_thang", "ca_mac_nguoi")
    + """\
identities: {person: {column: cccd, kind: citizen}}
"""
)
HEADER = "tinh,thang,so_ca"
REPORT = """\
BÁO CÁO
Kết quả công tác y tế năm 2025

Số ca mắc sốt xuất huyết năm 2025 là 312 ca, tăng 37 ca so với năm 2024 (275 ca).
Tỷ lệ trẻ dưới 1 tuổi được tiêm chủng đầy đủ đạt 92,2%.
"""


def write(path: Path, text: str) -> Path:
    """A file with this text."""
    path.write_text(text, encoding="utf-8")
    return path


def table(folder: Path, *lines: str, name: str = "ca-mac.csv", header: str = HEADER) -> Path:
    """A table of counts; each line is `province,month,cases`."""
    return write(folder / name, "\n".join((header, *lines)) + "\n")


def mapping(folder: Path, text: str = MAPPING) -> Path:
    """The mapping of such tables."""
    return write(folder / "ca-mac.mapping.yaml", text)


def hand_in(ledger: Ledger, path: Path, **said: Any) -> Receipt:
    """Take a file in as the tester."""
    return receive(ledger, Order(path, actor="người thử", **said))


def counted(ledger: Ledger, as_of: Any = None) -> tuple[int, Any]:
    """How many observations count, and their sum."""
    frame = ledger.view(as_of).rows("observation").group(n=Count(), total=Sum(Column("value")))
    row = ledger.engine.collect(frame.steps).to_pylist()[0]
    return row["n"], row["total"]


def rolled_up(ledger: Ledger, as_of: Any = None) -> tuple[int, Any]:
    """The same from the roll-up."""
    frame = (
        ledger.view(as_of).derived("observation_by_place").group(n=Sum(Column("n_rows")), total=Sum(Column("value")))
    )
    row = ledger.engine.collect(frame.steps).to_pylist()[0]
    return row["n"] or 0, row["total"]


def stored(ledger: Ledger, name: str) -> pa.Table:
    """Every row of a table that counts."""
    return ledger.engine.collect(ledger.view().rows(name).sort("submission_id", "row_no").steps)
