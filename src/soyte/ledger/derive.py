"""What an act changes in the derived tables, given the state before it: obsolete keys, and differences of roll-ups.

A roll-up is a journal of differences: the sum over all acts up to a moment is the sum over the rows that counted then,
also after withdrawals of corrections of corrections.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa

from soyte.engine import Column, Count, Engine, Frame, Literal, Negative, Sum
from soyte.engine.expressions import Cast, Expression
from soyte.ledger.summing import columns_of, of_files, summable, summed
from soyte.ledger.tables import CONTRIBUTION, SUPERSEDING, Rollup, Table, rollup_table
from soyte.ledger.visible import View


@dataclass(frozen=True)
class Change:
    """An act's effect on what lives: submissions with their numbers, before and after it."""

    act_id: str
    before: Mapping[str, int]
    after: Mapping[str, int]
    arriving: str | None = None  # the submission that the act takes in, if it does
    fresh: bool = False  # it arrives alone, with keys that nobody had: nothing stops counting

    @property
    def touched(self) -> list[str]:
        """Submissions that live on one side only."""
        return sorted(self.before.keys() ^ self.after.keys())


def superseding(
    engine: Engine, view: View, table: Table, change: Change, standing: Mapping[str, int]
) -> pa.Table | None:
    """The arriving submission's keys that standing submissions already have; None if there are none."""
    if not table.keyed or change.arriving is None or not standing or not leads(view, table, [change.arriving]):
        return None
    arriving = view.keys(table.name, [change.arriving])
    known = view.raw(table.name, standing, "row_key")
    both = arriving.join(known, ["row_key"], "semi")
    found = engine.collect(
        both.select(
            "row_key", act_id=Literal(change.act_id), submission_id=Literal(change.arriving), table=Literal(table.name)
        ).steps
    )
    return found.select(SUPERSEDING.schema.names) if found.num_rows else None


def narrowed(engine: Engine, view: View, table: Table, change: Change) -> Change:
    """The change with those submissions alone that have keys of the touched ones, so that a correction of few rows reads few files.

    All rows of the others count, or do not, as before: what supersedes a key came with a submission that has the key.
    """
    if change.fresh or not table.keyed:
        return change
    living = change.before.keys() | change.after.keys()
    lead = _lead(view, table, change.touched)
    stored = view.raw(lead, living, "submission_id", "row_key")
    same = stored.join(view.keys(lead, change.touched), ["row_key"], "semi").distinct("submission_id")
    some = {*engine.collect(same.steps)["submission_id"].to_pylist(), *change.touched}
    before, after = (
        {name: seq for name, seq in side.items() if name in some} for side in (change.before, change.after)
    )
    return replace(change, before=before, after=after)


def differences(
    engine: Engine, before: View, after: View, table: Table, change: Change
) -> Iterator[tuple[Rollup, pa.Table]]:
    """For each roll-up of the table: its sums over rows that count after the act, less those over rows that no longer do."""
    if not table.rollups or not change.touched:
        return
    quick = [rollup for rollup in table.rollups if summable(rollup)]
    sums = summed(quick, *_rows(engine, before, after, table, change, columns_of(quick))) if quick else {}
    for rollup in table.rollups:
        schema = rollup_table(table, rollup).schema
        if rollup.name in sums:
            rows = sums[rollup.name]
            act = pa.repeat(pa.scalar(change.act_id), len(rows))
            yield rollup, rows.append_column("act_id", act).select(schema.names).cast(schema)
        elif rollup not in quick:
            yield rollup, _planned(engine, before, after, table, change, rollup).select(schema.names)


def _rows(
    engine: Engine, before: View, after: View, table: Table, change: Change, columns: Sequence[str]
) -> tuple[Iterable[pa.RecordBatch], Iterable[pa.RecordBatch]]:
    """The rows that count after the act and did not before, and those that no longer do."""
    if change.fresh and change.arriving:
        files = after.own_files(table.name, change.arriving)
        if files is not None:
            return of_files(files, columns), ()
        return engine.batches(after.raw(table.name, [change.arriving]).select(*columns).steps), ()
    gained, lost = (
        engine.batches(_affected(view, table, change, living).select(*columns).steps)
        for view, living in ((after, change.after), (before, change.before))
    )
    return gained, lost


def _planned(engine: Engine, before: View, after: View, table: Table, change: Change, rollup: Rollup) -> pa.Table:
    if change.fresh and change.arriving:
        signed = _sums(rollup, after.raw(table.name, [change.arriving]))
    else:
        gained = _sums(rollup, _affected(after, table, change, change.after))
        lost = _sums(rollup, _affected(before, table, change, change.before))
        negative: dict[str, Expression] = {name: Negative(Column(name)) for name in rollup.sums}
        signed = gained.union(lost.select(*rollup.by, **negative))
    schema = rollup_table(table, rollup).schema
    made = {name: Sum(Column(name)) for name in rollup.sums}
    total = signed.group(*rollup.by, **made).select(
        *rollup.by,
        act_id=Literal(change.act_id),
        **{name: Cast(Column(name), schema.field(name).type) for name in rollup.sums},
    )
    return engine.collect(total.steps)


def _affected(view: View, table: Table, change: Change, living: Mapping[str, int]) -> Frame:
    rows = view.rows_of(table.name, living)
    if not table.keyed:
        return rows.join(_named(change.touched), ["submission_id"], "semi")
    return rows.join(view.keys(_lead(view, table, change.touched), change.touched), ["row_key"], "semi")


def leads(view: View, table: Table, submissions: Sequence[str]) -> bool:
    """Whether the rows of a table decide themselves which of them count: also where what it is made of is not kept."""
    alone = table.name == CONTRIBUTION.name and table.follows and not view.has_rows(table.follows, submissions)
    return not table.follows or bool(alone)  # findings may come without dossiers too, but several have one key


def _lead(view: View, table: Table, submissions: Sequence[str]) -> str:
    return table.name if leads(view, table, submissions) else table.lead


def _named(submissions: list[str]) -> Frame:
    return Frame.rows(pa.table({"submission_id": pa.array(submissions, pa.string())}))


def _sums(rollup: Rollup, rows: Frame) -> Frame:
    return rows.group(*rollup.by, **rollup.sums)


def repeated_keys(engine: Engine, view: View, table: Table, submission: str) -> int:
    """How many rows of a submission repeat a key of the same submission: a reader must not let that happen."""
    if not table.keyed or not leads(view, table, [submission]):
        return 0
    rows = view.raw(table.name, [submission], "row_key")
    counted = rows.group("row_key", n=Count()).group(rows=Sum(Column("n")), keys=Count())
    row = engine.collect(counted.steps).to_pylist()[0]
    return int((row["rows"] or 0) - row["keys"])
