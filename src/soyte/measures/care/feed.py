"""The claim feed of a ledger as of a moment: its rows, its roll-ups, and what an answer about it rests on."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from functools import cached_property

import pyarrow as pa

from soyte.catalogue.claims.grouping import RECALLED
from soyte.engine import All, Column, Compare, Frame, Literal, Max, Sum, equals
from soyte.engine.expressions import Expression
from soyte.ledger import clock
from soyte.ledger.contribution import CONTRIBUTION, ROLLUPS
from soyte.ledger.home import AGGREGATES
from soyte.ledger.ledger import AsOf, Ledger
from soyte.ledger.rollups import Rollup
from soyte.ledger.tables import CLAIMS
from soyte.measures.care.answer import Pedigree
from soyte.measures.care.scope import Scope
from soyte.measures.errors import MeasureError, NothingKnown
from soyte.places.shipped import all_senders


class Feed:
    """Asked as of a moment. `aggregates`: no dossiers are kept, only what each adds to sums."""

    def __init__(self, ledger: Ledger, as_of: AsOf = None) -> None:
        self.ledger = ledger
        self.engine = ledger.engine
        self.view = ledger.view(as_of)
        self.aggregates = ledger.home.claims == AGGREGATES

    def collect(self, frame: Frame) -> pa.Table:
        """The rows of a frame."""
        return self.engine.collect(frame.steps)

    def rows(self, table: str, scope: Scope, *columns: str) -> Frame:
        """These columns, facility and month of the rows of a table of the feed that count and are asked about."""
        self._whole(table)
        return scope.narrowed(self.view.rows(table, *dict.fromkeys(("facility", "month", *columns))))

    def sums(self, rollup: Rollup, scope: Scope, *by: str) -> Frame:
        """Sums of a roll-up over the columns `by` of it; groups that hold no row (any more) are left out."""
        table = next(one.name for one in CLAIMS.values() if any(kept.name == rollup.name for kept in one.rollups))
        self._whole(table)
        names = tuple(rollup.sums)
        if self._complete(table, rollup):
            kept = self.view.derived(rollup.name).select(*rollup.by, *names)
        else:  # an installation older than its roll-ups: slower, and as right
            kept = self.view.rows(table).group(*rollup.by, **rollup.sums)
        summed = scope.narrowed(kept).group(*by, **{name: Sum(Column(name)) for name in names})
        return summed.filter(Compare(Column("n_rows"), ">", Literal(0)))

    def contributed(self, scope: Scope, *by: str, sums: Sequence[str] = ()) -> Frame:
        """What dossiers add to sums, by columns of `contribution`: `n_rows` dossiers and the sums. Those that their senders ask to
        be taken back are left out. The first roll-up that has the columns answers, else the rows themselves."""
        if not self.brought(CONTRIBUTION.name):
            raise NothingKnown("Sổ chưa có hồ sơ khám chữa bệnh nào; hãy nhận hồ sơ: soyte ingest THƯ_MỤC.")
        asked = {*by, "care", *(("period_start",) if scope.first else ()), *(("facility",) if scope.facility else ())}
        rollup = next((one for one in ROLLUPS if asked <= set(one.by) and {*sums} <= set(one.sums)), None)
        if rollup is not None:
            frame = self.view.derived(rollup.name).select(*rollup.by, "n_rows", *sums)
        else:
            frame = self.view.rows(CONTRIBUTION.name).with_columns(n_rows=Literal(1))
        counted = _within(frame, scope).filter(Compare(Column("care"), "!=", Literal(RECALLED)))
        summed = counted.group(*by, n_rows=Sum(Column("n_rows")), **{name: Sum(Column(name)) for name in sums})
        return summed.filter(Compare(Column("n_rows"), ">", Literal(0)))

    def contributions(self, scope: Scope) -> Frame:
        """The rows of `contribution` themselves, one for each dossier that was not recalled."""
        rows = self.view.rows(CONTRIBUTION.name).filter(Compare(Column("care"), "!=", Literal(RECALLED)))
        return _within(rows, scope)

    def dossiers(self, scope: Scope) -> int:
        """How many dossiers there are."""
        found = self.collect(self.contributed(scope))
        return int(found["n_rows"][0].as_py() or 0) if len(found) else 0

    @cached_property
    def last_month(self) -> str | None:
        """The last month that dossiers are of."""
        kept = self.view.derived(ROLLUPS[0].name).group(last=Max(Column("period_start")))
        found = self.collect(kept)["last"][0].as_py()
        return f"{found:%Y-%m}" if found else None

    def only_whole(self, what: str) -> None:
        """MeasureError where dossiers are not kept and `what` cannot be known without."""
        if self.aggregates:
            raise MeasureError(
                f"Kho này chỉ giữ phần đóng góp của mỗi hồ sơ vào các tổng (soyte init --claims aggregates), không giữ {what}; "
                "không tính được mục này."
            )

    def pedigree(self, scope: Scope, tables: tuple[str, ...], definition: str, source: str, dossiers: int) -> Pedigree:
        """What an answer rests on."""
        state = self.view.state
        used = {CONTRIBUTION.name} if self.aggregates else set(tables)
        feeding = [n for n in state.living if any(file.table in used for file in state.accepted[n].files)]
        digest = hashlib.sha256(f"{definition}|{source}".encode()).hexdigest()
        return Pedigree(
            state.head, state.recorded_at, len(feeding), dossiers, scope.words, scope.iso, scope.facility, tuple(sorted(used)),
            definition, source, digest[:12],
        )  # fmt: skip

    @property
    def today(self) -> date:
        """The day of the last act: nothing later is known."""
        return (self.view.state.recorded_at or clock.now()).astimezone(clock.VIETNAM).date()

    @cached_property
    def names(self) -> dict[str, str]:
        """Facilities by code, as far as the atlas knows them."""
        return {one.code: one.name for one in all_senders()}

    def named(self, code: str | None) -> str:
        """A facility's name, empty where nobody knows it."""
        return self.names.get(code or "", "")

    def _whole(self, table: str) -> None:
        self.only_whole(f"bảng {table.upper()}")
        if not self.brought(table):
            raise NothingKnown(f"Sổ chưa có dòng nào của bảng {table.upper()}; hãy nhận hồ sơ: soyte ingest THƯ_MỤC.")

    def brought(self, table: str) -> bool:
        """Whether any submission ever brought rows of a table."""
        return any(file.table == table for act in self.view.state.accepted.values() for file in act.files)

    def _complete(self, table: str, rollup: Rollup) -> bool:
        """Whether every submission that brought rows also brought its part of the roll-up."""
        brought = [{file.table for file in act.files} for act in self.view.state.accepted.values()]
        return all(rollup.name in tables for tables in brought if table in tables)


def _within(frame: Frame, scope: Scope) -> Frame:
    """Rows with `facility` and `period_start` that are asked about."""
    wanted: list[Expression] = []
    if scope.start is not None and scope.end is not None:
        wanted.append(Compare(Column("period_start"), ">=", Literal(scope.start)))
        wanted.append(Compare(Column("period_start"), "<=", Literal(scope.end)))
    if scope.facility is not None:
        wanted.append(equals("facility", scope.facility))
    return frame.filter(All(tuple(wanted))) if wanted else frame
