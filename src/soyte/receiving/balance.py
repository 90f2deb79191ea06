"""After each load of dossiers: those in the files are those kept, and those that the sums of figures count, to the đồng."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from soyte.catalogue.terms import grouped
from soyte.ledger.acts import Act
from soyte.ledger.contribution import ROLLUPS
from soyte.ledger.ledger import Ledger
from soyte.ledger.tables import CLAIMS, CONTRIBUTION, MAIN_CLAIMS, SUPERSEDING

_AMOUNT = "T_TONGCHI_BV"
_TABLES = {table.name for table in CLAIMS.values()}


def rows_balanced(act: Act, read: int, dropped: int) -> tuple[str, ...]:
    """What to say of the rows of a load that read so many and left out so many of dossiers which came again in the same load."""
    kept = sum(file.rows for file in act.files if file.table in _TABLES)
    if not kept:
        return ()
    told = f"dòng trong tệp {grouped(read)} = dòng vào sổ {grouped(kept)}"
    told += f" + dòng của hồ sơ có bản sau trong cùng lần gửi {grouped(dropped)}" if dropped else ""
    return (f"đối chiếu: {told}" if read == kept + dropped else f"KHÔNG KHỚP: {told}; hãy chạy “soyte doctor”",)


def balanced(ledger: Ledger, act: Act) -> tuple[str, ...]:
    """What to say of a load: one line if it brought dossiers, beginning with KHÔNG KHỚP if anything differs."""
    if not any(file.table == CONTRIBUTION.name for file in act.files):
        return ()
    main = MAIN_CLAIMS.lower()
    rows = {name: sum(file.rows for file in act.files if file.table == name) for name in (main, CONTRIBUTION.name)}
    kept = rows[main] or rows[CONTRIBUTION.name]
    amount = _sum(_files(ledger, act, main if rows[main] else CONTRIBUTION.name), _AMOUNT)
    given = _sum(_files(ledger, act, CONTRIBUTION.name), _AMOUNT)
    sums = {
        (int(_sum(_files(ledger, act, one.name), "n_rows")), _sum(_files(ledger, act, one.name), _AMOUNT))
        for one in ROLLUPS
    }
    replaced = len(set(_replaced(ledger, act)))
    right = rows[CONTRIBUTION.name] == kept and amount == given and len(sums) == 1
    if not replaced and act.supersedes is None:  # all that came counts, and nothing stops counting
        right = right and sums == {(kept, amount)}
    elif act.supersedes is None:
        right = right and {count for count, _ in sums} == {kept - replaced}
    told = f"hồ sơ nhận {grouped(kept)} = phần đóng góp {grouped(rows[CONTRIBUTION.name])}; các tổng thêm "
    told += " / ".join(sorted(grouped(count) for count, _ in sums)) + " hồ sơ"
    told += f" ({grouped(replaced)} hồ sơ thay bản cũ)" if replaced else ""
    told += f", chi phí nhận {grouped(int(amount))} đồng"
    return (f"đối chiếu: {told}" if right else f"KHÔNG KHỚP: {told}; hãy chạy “soyte doctor”",)


def _files(ledger: Ledger, act: Act, table: str) -> list[str]:
    return [str(ledger.stores[table].folder / file.path) for file in act.files if file.table == table]


def _sum(files: list[str], column: str) -> Decimal:
    values = pa.chunked_array(
        [chunk for file in files for chunk in pq.read_table(file, columns=[column])[column].chunks]
    )
    return Decimal(pc.sum(values).as_py() or 0)


def _replaced(ledger: Ledger, act: Act) -> Iterator[str]:
    """The keys of dossiers that this act made obsolete and that had counted until then."""
    for file in _files(ledger, act, SUPERSEDING.name):
        found = pq.read_table(file, columns=["table", "row_key"])
        for table in (MAIN_CLAIMS.lower(), CONTRIBUTION.name):
            yield from found.filter(pc.equal(found["table"], table))["row_key"].to_pylist()
