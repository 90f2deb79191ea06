"""Rules between dossiers: what each batch gives to them is collected, on disk if need be, and asked when all were seen.

Of a dossier that came several times the last one counts. Who somebody is stands here as the batch says it: as sent, or as pseudonyms.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import TracebackType

import pyarrow as pa

from soyte.catalogue.claims.rules import Rule, rules
from soyte.checks.dossiers import facts
from soyte.checks.dossiers.messages import placeholders
from soyte.checks.dossiers.schema import FINDING
from soyte.checks.dossiers.values import listed, texts
from soyte.engine.workbench import Workbench
from soyte.ledger.scratch import Scratch

KNOWN = "known"
_KNOWN = (
    f"SELECT block, path, row_key, facility, month, MA_LK AS ma_lk, coalesce(made_on, '') AS made_on FROM {facts.MAIN}"
)
_ABOUT = ("path", "row_key", "facility", "month", "ma_lk")
MEMORY = 160  # megabytes; the rest lies in a file while it is asked
Extracts = Mapping[str, pa.Table]
"""What one batch gives: `known`, and the tables that rules keep."""


class Extractor:
    """Takes out of batches what rules between dossiers need."""

    def __init__(self, some: Sequence[Rule] | None = None) -> None:
        self._keeps = {KNOWN: _KNOWN} | {
            name: select for rule in (rules() if some is None else some) for name, select in rule.keep.items()
        }
        self._named = facts.words(self._keeps.values()) | {"MA_LK", "made_on"}
        named = frozenset(self._named)
        self._schemas = {name: facts.seen_columns(name, named) for name in facts.names() if name in self._named}
        self._bench = Workbench(planned=False)
        for name, schema in self._schemas.items():
            self._bench.feed(name, schema)
        for name, select in self._keeps.items():
            self._bench.keep(f"keep_{name}", select)

    def columns(self) -> dict[str, tuple[str, ...]]:
        """The columns that are asked of each table of the feed (`XML1`)."""
        return {
            name.upper(): tuple(column for column in facts.schema_of(name) if column in self._named)
            for name in self._schemas
        }

    def extracts(self, tables: Mapping[str, pa.Table]) -> Extracts:
        """Of one batch, whose tables are named as in the feed; `block` is the number of a dossier within all batches."""
        rows = {name.lower(): one for name, one in tables.items()}
        for name, schema in self._schemas.items():
            self._bench.fill(name, facts.seen(rows[name], schema) if name in rows else None)
        try:
            return {name: self._bench.answer(f"keep_{name}") for name in self._keeps}
        finally:
            for name in self._schemas:
                self._bench.fill(name, None)


class Across:
    """Collects extracts and asks the rules. `add` may be called with what was accepted before: `earlier` gives it numbers of its own."""

    def __init__(self, some: Sequence[Rule] | None = None, *, threads: int = 1) -> None:
        self.rules = tuple(rules() if some is None else some)
        self._folder = Scratch()
        self._bench = Workbench(threads=threads, folder=self._folder.path, memory=MEMORY)
        self._kept: dict[str, bool] = {}  # and whether rows of it belong to dossiers

    def __enter__(self) -> Across:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._bench.close()
        self._folder.close()

    def add(self, extracts: Extracts) -> None:
        """What a batch gives."""
        for name, rows in extracts.items():
            self._bench.append(name, rows)
            self._kept[name] = "block" in rows.column_names

    def findings(self) -> pa.Table:
        """Findings of all rules between dossiers."""
        if KNOWN not in self._kept:
            return FINDING.empty_table()
        self._bench.make(
            "latest",
            f"SELECT * FROM {KNOWN} QUALIFY row_number() OVER (PARTITION BY row_key ORDER BY made_on DESC, block DESC) = 1",
        )
        for name in [name for name, owned in self._kept.items() if owned and name != KNOWN]:
            self._bench.make(f"now_{name}", f"SELECT k.* FROM {name} k SEMI JOIN latest USING (block)")
        found = [
            self._asked(place, rule)
            for place, rule in enumerate(self.rules)
            if rule.across and set(rule.keep) <= set(self._kept)
        ]
        return pa.concat_tables([FINDING.empty_table(), *found])

    def _asked(self, place: int, rule: Rule) -> pa.Table:
        known = ", ".join(f"k.{name} AS known_{name}" for name in _ABOUT)
        rows = self._bench.ask(f"SELECT f.*, {known} FROM ({rule.across}) f JOIN {KNOWN} k USING (block)")
        count = len(rows)
        named = {"table": rule.each[0].upper() if rule.each else "XML1", "field": rule.field, "rule": rule.id}
        told = [texts(rows[name]) for name, _ in placeholders(rule.message)]
        columns: dict[str, pa.Array | pa.ChunkedArray] = {
            **{name: pa.repeat(pa.scalar(value, pa.string()), count) for name, value in named.items()},
            "variant": pa.repeat(pa.scalar(place, pa.int64()), count),
            "severity": _severity(rule, rows),
            "details": listed(told, count),
        }
        for name in ("value", "stt"):
            columns[name] = texts(rows[name]) if name in rows.column_names else pa.nulls(count, pa.string())
        columns["line"] = rows["line"] if "line" in rows.column_names else pa.repeat(pa.scalar(1, pa.int64()), count)
        columns |= {"block": rows["block"]} | {name: rows[f"known_{name}"] for name in _ABOUT}
        return pa.table({name: columns[name] for name in FINDING.names}).cast(FINDING)


def _severity(rule: Rule, rows: pa.Table) -> pa.Array | pa.ChunkedArray:
    """That of the rule, or what its question says of each finding."""
    if "severity" in rows.column_names:
        return rows["severity"]
    return pa.repeat(rule.severity, len(rows))
