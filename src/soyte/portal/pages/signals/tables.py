"""Signals and dossiers as the shell's tables."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from django.urls import reverse
from django.utils.http import urlencode

from soyte.portal.pages.signals.asking import LEVEL_SLUGS
from soyte.portal.shell.addresses import trace_address
from soyte.portal.shell.tables import Cell, Column, Table, Value
from soyte.surveillance.signals.behind import Dossier
from soyte.surveillance.signals.model import KIND_VI, LEVEL_VI, Signal, Weekly
from soyte.surveillance.signals.summary import multiplicity

STATES = {"alarm": ("▲", "vượt ngưỡng"), "met": ("●", "đạt điều kiện"), "possible": ("?", "cần điều tra thêm")}
"""How a state is marked, and called."""


def series_address(one: Signal, week: str) -> str:
    """The series that a signal is of."""
    said = {"tuan": week, "benh": one.disease, "cap": LEVEL_SLUGS[one.level], "noi": one.place, "nguon": one.source.id}
    return f"{reverse('signal-series')}?{urlencode(said)}"


def table_of(weekly: Weekly, signals: Sequence[Signal], week: str, *, traces: bool) -> Table:
    """One row a signal. `traces`: whoever looks may follow figures to their rows."""
    columns = [
        Column("Loại", width=24), Column("Tình trạng", width=20), Column("Bệnh", width=26), Column("Nơi", width=24),
        Column("Cấp", width=14), Column("Đếm trong", width=18), Column("Đến ngày", "day", width=12), Column("Số ca", "number"),
        Column("Dự kiến", "number", places=1), Column("Ngưỡng hoặc mức", "number", places=1), Column("Phương pháp", width=30),
        Column("Căn cứ", width=40), Column("Nguồn số liệu", width=40),
    ]  # fmt: skip
    rows: list[list[Cell | Value]] = [
        [
            KIND_VI[one.kind],
            " ".join(STATES[one.state]),
            one.disease_name,
            Cell(one.place_name, href=series_address(one, week), look="tight"),
            LEVEL_VI[one.level],
            one.period.label_vi,
            one.counted_to,
            Cell(decimal(one.count), href=trace_address(one.figure) if traces else None),
            decimal(one.expected),
            decimal(one.bound),
            one.method_name,
            one.legal_source or "",
            one.source.words,
        ]
        for one in signals
    ]
    caption = f"Tín hiệu {weekly.week.phrase_vi}"
    said = [caption, f"Tính sau lần ghi nhận số {weekly.as_of}.", multiplicity(weekly)]
    return Table(columns, rows, caption, "Không có tín hiệu nào.", said, name=f"tin-hieu-{week}")


def screen_table_of(weekly: Weekly, signals: Sequence[Signal], week: str, *, traces: bool) -> Table:
    """The same with the columns that fit a screen; what is left out stands in the sentences and in the files."""
    full = table_of(weekly, signals, week, traces=traces)
    kept = [0, 1, 2, 3, 5, 7, 8, 9, 10]
    columns = [full.columns[n] for n in kept]
    return replace(full, columns=columns, rows=[[_tight(row[n]) for n in kept] for row in full.rows], caption="")


def _tight(said: Cell | Value) -> Cell:
    return replace(said, look="tight") if isinstance(said, Cell) else Cell(said, look="tight")


def dossiers_table(found: Sequence[Dossier], total: int) -> Table:
    """Dossiers by key: nobody is named."""
    columns = [
        Column("Khóa hồ sơ", width=34), Column("Cơ sở"), Column("Ngày vào", "day"), Column("Mã bệnh chính"),
        Column("Lần gửi", "number"), Column("Hồ sơ thứ", "number"),
    ]  # fmt: skip
    rows: list[list[Cell | Value]] = [
        [one.key[:16], one.facility, one.came, one.icd10, Cell(one.submission, href=_submission(one)), one.number]
        for one in found
    ]
    more = f" (hiện {len(found)} trong {total})" if total > len(found) else ""
    return Table(columns, rows, f"Hồ sơ đã đếm trong kỳ{more}", "Không có hồ sơ nào.", name="ho-so-dung-sau")


def _submission(one: Dossier) -> str:
    return reverse("submission", args=[one.submission])


def decimal(value: float | None) -> Decimal | None:
    """A number for the shell: whole ones whole, others to one place; what is not known is None."""
    if value is None or not math.isfinite(value):
        return None
    return Decimal(int(value)) if value == int(value) else Decimal(f"{value:.1f}")
