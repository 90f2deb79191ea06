"""What must always hold: rows in = accepted + quarantined = rows in the files; roll-ups = sums of the rows that count; every
row belongs to a submission that was received."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pyarrow as pa

from soyte.engine import Any, Cast, Coalesce, Column, Compare, Count, Engine, Frame, Literal, Negative, Sum, types
from soyte.engine.expressions import Expression
from soyte.ledger.acts import Act, ActKind
from soyte.ledger.contribution import MONEY
from soyte.ledger.holdings import holdings
from soyte.ledger.state import State
from soyte.ledger.store import Store
from soyte.ledger.tables import CONTRIBUTION, QUARANTINE, ROWS, Rollup, Table, rollup_table, sent_rows
from soyte.ledger.trouble import Kind, Trouble, error, note
from soyte.ledger.visible import View

SAMPLE = 24
_REPAIR = "hãy chạy “soyte doctor --repair”; nếu vẫn còn, hãy khôi phục từ bản sao lưu"


def counts(engine: Engine, stores: Mapping[str, Store], state: State) -> Iterator[Trouble]:
    """Rows that each act says, against the rows that its files hold; and rows that belong to nobody."""
    said: dict[tuple[str, str], int] = {}
    for act in _received(state):
        kept = sent_rows(act.files)
        set_aside = sum(file.rows for file in act.files if file.table == QUARANTINE.name)
        for file in act.files:
            if file.table in ROWS:
                said[file.table, act.submission_id] = said.get((file.table, act.submission_id), 0) + file.rows
        if act.kind is ActKind.ACCEPTED and act.rows_in != act.rows_accepted + act.rows_quarantined:
            yield _rows(
                act,
                f"đọc vào {act.rows_in} dòng nhưng nhận {act.rows_accepted} và để riêng {act.rows_quarantined}",
            )
        if (act.rows_accepted, act.rows_quarantined) != (kept, set_aside):
            yield _rows(
                act,
                f"ghi nhận {act.rows_accepted} và {act.rows_quarantined} dòng nhưng các tệp được ghi nhận có {kept} và "
                f"{set_aside}",
            )
    by_name = {act.submission_id: act for act in _received(state)}
    found = {
        (table, name): number for table in ROWS for name, number in _stored(engine, stores[table], state, table).items()
    }
    for table, name in sorted(said.keys() | found.keys()):
        expected, there = said.get((table, name), 0), found.get((table, name), 0)
        if name not in by_name:
            yield error(Kind.ROWS, f"{table}", f"có {there} dòng của lần gửi {name} chưa hề được nhận", _REPAIR)
        elif expected != there:
            yield _rows(by_name[name], f"bảng {table} phải có {expected} dòng nhưng các tệp có {there}")


def made(engine: Engine, stores: Mapping[str, Store], state: State) -> Iterator[Trouble]:
    """What is made of rows, against those rows: one for each, with the same amounts in all."""
    lead, amounts = CONTRIBUTION.follows or "", {name: Sum(Column(name)) for name in MONEY}
    lacking = []
    for act in _received(state):
        rows = {
            table: sum(file.rows for file in act.files if file.table == table) for table in (lead, CONTRIBUTION.name)
        }
        if rows[lead] and not rows[CONTRIBUTION.name]:
            lacking += [act] if act.submission_id in state.living else []
        elif rows[lead] and rows[lead] != rows[CONTRIBUTION.name]:
            yield _rows(act, f"có {rows[lead]} hồ sơ nhưng {rows[CONTRIBUTION.name]} phần đóng góp vào các tổng")
    for act in lacking:
        yield note(
            Kind.ROLLUP,
            f"lần gửi số {act.seq} ({act.name or act.submission_id})",
            "nhận từ trước khi sổ giữ phần đóng góp vào các tổng nên hồ sơ trong đó chưa được tính vào số liệu",
            "hãy chạy “soyte doctor --repair”",
        )
    view = View(stores, state)
    if lacking or not view.has_rows(lead, state.living):
        return
    kept, given = (
        engine.collect(view.rows(name).group(**amounts).steps).to_pylist()[0] for name in (lead, CONTRIBUTION.name)
    )
    for name in MONEY:
        if (kept[name] or 0) != (given[name] or 0):
            message = f"{name}: các hồ sơ cộng lại được {kept[name]}, phần đóng góp {given[name]}"
            yield error(Kind.ROLLUP, CONTRIBUTION.name, message, _REPAIR)


def rollups(engine: Engine, stores: Mapping[str, Store], state: State, moments: Sequence[int]) -> Iterator[Trouble]:
    """Every roll-up against the sums of the rows that count, as of each of these acts."""
    for seq in moments:
        view = View(stores, state.at_seq(seq))
        for table in ROWS.values():
            for rollup in table.rollups:
                wrong = differing(engine, view, table, rollup)
                if wrong.num_rows:
                    yield error(
                        Kind.ROLLUP,
                        f"{rollup.name} sau lần ghi nhận số {seq}",
                        f"{wrong.num_rows} tổng khác với tổng các dòng, chẳng hạn {_example(wrong, rollup)}",
                        _REPAIR,
                    )


def differing(engine: Engine, view: View, table: Table, rollup: Rollup) -> pa.Table:
    """The groups in which a roll-up differs from the sums of the rows that count, with the differences."""
    schema = rollup_table(table, rollup).schema
    if not view.has_rows(table.name, view.state.living) and not view.has_derived(rollup.name):
        return schema.empty_table()  # nothing against nothing; to plan the question takes longer than many an answer
    rows = view.rows(table.name).group(*rollup.by, **rollup.sums)
    wide: dict[str, Expression] = {name: Cast(Column(name), schema.field(name).type) for name in rollup.sums}
    minus: dict[str, Expression] = {name: Negative(Column(name)) for name in rollup.sums}
    kept = view.derived(rollup.name).select(*rollup.by, *rollup.sums)
    both = rows.select(*rollup.by, **wide).union(kept.select(*rollup.by, **minus).select(*rollup.by, *rollup.sums))
    total = both.group(*rollup.by, **{name: Sum(Column(name)) for name in rollup.sums})
    nonzero = [
        Compare(Coalesce((Column(name), Cast(Literal(0), total.schema.field(name).type))), "!=", Literal(0))
        for name in rollup.sums
    ]
    return engine.collect(total.filter(Any(tuple(nonzero))).steps)


def moments(state: State) -> list[int]:
    """The acts as of which roll-ups are compared: the last one, and of those before an even sample."""
    numbers = [act.seq for act in state.acts if act.kind in (ActKind.ACCEPTED, ActKind.WITHDRAWN)]
    return sorted({*even_sample(numbers), state.head})


def even_sample(numbers: Sequence[int], most: int = SAMPLE) -> list[int]:
    """All of them if they are few, else so many spread over the whole, the last one among them."""
    step = max(1.0, (len(numbers) - 1) / (most - 1))
    return [numbers[round(place * step)] for place in range(min(most, len(numbers)))]


def _received(state: State) -> list[Act]:
    return [act for act in state.acts if act.kind in (ActKind.ACCEPTED, ActKind.REJECTED)]


def _stored(engine: Engine, store: Store, state: State, table: str) -> dict[str, int]:
    """Rows of each submission in the files that the acts call for, as far as they lie there."""
    files = [store.folder / held.file.path for held in holdings(state).values() if held.file.table == table]
    there = [str(path) for path in files if path.exists()]
    if not there:
        return {}
    frame = Frame.files(there, pa.schema({"submission_id": types.TEXT})).group("submission_id", n=Count())
    return {row["submission_id"]: row["n"] for row in engine.collect(frame.steps).to_pylist()}


def _rows(act: Act, message: str) -> Trouble:
    return error(Kind.ROWS, f"lần gửi số {act.seq} ({act.name or act.submission_id})", message, _REPAIR)


def _example(wrong: pa.Table, rollup: Rollup) -> str:
    row = wrong.slice(0, 1).to_pylist()[0]
    which = ", ".join(f"{name} {row[name]}" for name in rollup.by if row[name] is not None)
    differs = ", ".join(f"{name} lệch {row[name]}" for name in rollup.sums if row[name])
    return f"{which}: {differs}"
