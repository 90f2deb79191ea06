"""Batches of dossiers checked by all rules that look at one dossier alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from soyte.catalogue.claims.rules import Rule, rules
from soyte.checks.dossiers.asking import Asking
from soyte.checks.dossiers.compiling import BITS, Check, plan
from soyte.checks.dossiers.form import form_findings
from soyte.checks.dossiers.schema import FINDING
from soyte.checks.dossiers.values import fed, listed, texts
from soyte.engine.workbench import Workbench

Lists = Mapping[str, pa.Table]
"""What a facility hands in of its own, by name: approved drugs, services, supplies, staff, machines."""


class Checker:
    """Checks batches of dossiers; rules between dossiers need `soyte.checks.dossiers.across`.

    `received`: the day on which they came, if it is known (no file says it); nothing may be dated later.
    """

    def __init__(
        self,
        some: Sequence[Rule] | None = None,
        lists: Lists | None = None,
        *,
        threads: int = 1,
        received: date | None = None,
    ) -> None:
        self.rules = tuple(rules() if some is None else some)
        self._received = received
        self._plan = plan(self.rules, frozenset(lists or ()))
        bench = Workbench(threads=threads, planned=False)
        for name, rows in (lists or {}).items():
            bench.lay(f"list_{name}", rows)
        self._asking = Asking(self._plan, bench)

    def check(self, tables: Mapping[str, pa.Table]) -> pa.Table:
        """Findings of one batch, whose tables are named as in the feed (`XML1`), columns as they were read."""
        owners = [tables[name] for name in ("XML1", "XML0") if name in tables]
        if not owners:
            return FINDING.empty_table()
        rows = {name.lower(): one for name, one in tables.items()}
        found = [table for name, bad in self._asking.failing(rows) for table in self._told(name, bad)]
        found += form_findings(tables, self.rules, self._received)
        if not found:
            return FINDING.empty_table()
        return _placed(pa.concat_tables(found), owners)

    def _told(self, table: str, bad: pa.Table) -> list[pa.Table]:
        if not len(bad):
            return []
        found = []
        for number, check in enumerate(self._plan.checks[table]):
            mask = bad[f"m{number // BITS}"].to_numpy()
            rows = np.flatnonzero(mask >> (number % BITS) & 1)
            if len(rows):
                found.append(_findings(check, bad, rows))
        return found


def _findings(check: Check, bad: pa.Table, at: npt.NDArray[np.int64]) -> pa.Table:
    count = len(at)
    sent = f"{check.field}_sent"
    named = dict.fromkeys(("block", "line", "STT", check.field, sent, *check.details))
    rows = bad.select([name for name in named if name in bad.column_names]).take(pa.array(at))  # of hundreds of columns
    value = fed(rows[check.field]) if check.field in rows.column_names else pa.nulls(count, pa.string())
    if sent in rows.column_names:
        value = pc.coalesce(rows[sent].combine_chunks(), value)
    return pa.table(
        {
            "block": rows["block"],
            "line": rows["line"],
            "stt": fed(rows["STT"]) if "STT" in rows.column_names else pa.nulls(count, pa.string()),
            "table": pa.repeat(check.table.upper(), count),
            "field": pa.repeat(check.field, count),
            "value": value,
            "rule": pa.repeat(check.rule.id, count),
            "variant": pa.repeat(pa.scalar(check.place, pa.int64()), count),
            "severity": pa.repeat(check.rule.severity, count),
            "details": listed([texts(rows[name]) for name in check.details], count),
        }
    )


def _placed(found: pa.Table, owners: Sequence[pa.Table]) -> pa.Table:
    """Findings with what is known of their dossiers, in the order of the file."""
    head = ["block", "path", "row_key", "facility", "month", "MA_LK"]
    main = pa.concat_tables([one.select(head) for one in owners])
    at = pc.index_in(found["block"], main["block"].combine_chunks())
    for name in ("path", "row_key", "facility", "month"):
        found = found.append_column(name, main[name].take(at))
    found = found.append_column("ma_lk", main["MA_LK"].take(at))
    return found.select(FINDING.names).sort_by([("block", "ascending"), ("table", "ascending"), ("line", "ascending")])
