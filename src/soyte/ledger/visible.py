"""Which rows count at a moment: those of living submissions that no later living submission supersedes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from soyte.engine import Any, Column, Compare, Engine, Frame, IsIn, IsNull, Max, types
from soyte.ledger.state import State
from soyte.ledger.store import JOINED, Store, owner_of
from soyte.ledger.tables import DERIVED, ROWS, SUPERSEDING

_TOUCHED: dict[tuple[object, ...], frozenset[str]] = {}  # by the files and submissions of a state
_MOST_KEPT = 32


class View:
    """The tables as of one state. Files are listed when the view is made, after the state was read: nothing can be missing."""

    def __init__(self, stores: Mapping[str, Store], state: State, *, attempting: str | None = None) -> None:
        self.state = state
        self._stores = stores
        self._paths: dict[str, list[str]] = {}
        # An act that is about to be committed may look at what it derived itself.
        self._acts = frozenset(act.act_id for act in state.acts) | ({attempting} if attempting else frozenset())
        self._replacing = frozenset(file.path for act in state.acts if act.replaced for file in act.files)

    def rows(self, table: str, *columns: str) -> Frame:
        """The rows of a table that count; all columns or those asked for, which is much faster where a table has many."""
        return self.rows_of(table, self.state.living, *columns)

    def rows_of(self, table: str, living: Mapping[str, int], *columns: str) -> Frame:
        """The rows that would count if just these submissions (with their numbers) lived."""
        names = columns or ROWS[table].schema.names
        entries = self._entries(table, living)
        if entries is None:
            return self._own(table, living, names)
        return self._standing(table, living, names, entries)

    def rows_asked(self, engine: Engine, table: str, *columns: str) -> Frame:
        """The same as `rows`, for millions of them: the engine is asked first which submissions lost any rows or took their place.

        Those of all others are then read as they lie.
        """
        living, names = self.state.living, columns or ROWS[table].schema.names
        entries = self._entries(table, living)
        if entries is None:
            return self._own(table, living, names)
        files = self._files(table, living)
        if any(map(is_joined, map(owner_of, files))):
            return self._standing(table, living, names, entries)
        touched = self._touched(engine, table, living, entries, files)
        others = {name: seq for name, seq in living.items() if name not in touched}
        if not touched:
            return self._own(table, living, names)
        some = {name: seq for name, seq in living.items() if name in touched}
        standing = self._standing(table, some, names, entries)
        return standing.union(self._own(table, others, names)) if self._files(table, others) else standing

    def _touched(
        self, engine: Engine, table: str, living: Mapping[str, int], entries: Frame, files: Sequence[str]
    ) -> frozenset[str]:
        """The submissions with rows whose keys are in the entries; remembered for some states, as files never change."""
        state = (*files, *self._paths[SUPERSEDING.name], *sorted(living.items()))
        found = _TOUCHED.get(state)
        if found is None:
            known = pa.schema([ROWS[table].schema.field(name) for name in ("submission_id", "row_key")])
            asked = Frame.files(files, known).join(entries, ["row_key"], "semi").distinct("submission_id")
            found = frozenset(engine.collect(asked.steps)["submission_id"].to_pylist())
            if len(_TOUCHED) >= _MOST_KEPT:
                _TOUCHED.clear()
            _TOUCHED[state] = found
        return found

    def _entries(self, table: str, living: Mapping[str, int]) -> Frame | None:
        """Which keys of a table are superseded, and since which number; None if none can be."""
        if not ROWS[table].keyed:
            return None
        self._files(table, living)  # before the keys that supersede are listed, for these are listed anew with it
        # What is made of rows that are not kept decides itself, under its own name.
        return self._superseding((ROWS[table].lead, table) if ROWS[table].made else (ROWS[table].lead,), living)

    def _standing(self, table: str, wanted: Mapping[str, int], names: Sequence[str], entries: Frame) -> Frame:
        """The rows of these submissions that nothing later supersedes."""
        known = self._with_seq(table, wanted, (*names, "row_key")).join(entries, ["row_key"], "left")
        stands = Any((IsNull(Column("by_seq")), Compare(Column("seq"), ">=", Column("by_seq"))))
        return known.filter(stands).select(*names)

    def raw(self, table: str, submissions: Iterable[str], *columns: str) -> Frame:
        """All rows that these submissions brought, whether they still count or not; all columns or those asked for."""
        wanted = dict.fromkeys(submissions, 0)
        return self._own(table, wanted, columns or ROWS[table].schema.names)

    def keys(self, table: str, submissions: Iterable[str]) -> Frame:
        """The different row keys of these submissions."""
        return self.raw(table, submissions, "row_key").distinct("row_key")

    def derived(self, name: str) -> Frame:
        """The rows of a roll-up that belong to acts of this state."""
        files = self._files(name, self._acts)
        stored = Frame.files(files, DERIVED[name].schema)
        # A file that was joined by an act of this state holds nothing later; one that was joined afterwards may.
        if all(Path(file).name in self._replacing for file in files if is_joined(owner_of(file))):
            return stored
        acts = Frame.rows(pa.table({"act_id": pa.array(sorted(self._acts), types.TEXT)}))
        return stored.join(acts, ["act_id"], "semi")

    def _own(self, table: str, wanted: Mapping[str, int], names: Sequence[str]) -> Frame:
        """The rows that these submissions brought. Whose they are need not be asked where each file is of one of them."""
        files = self._files(table, wanted.keys())
        if any(map(is_joined, map(owner_of, files))):
            return self._with_seq(table, wanted, names).select(*names)
        whole = ROWS[table].schema
        return Frame.files(files, pa.schema([whole.field(name) for name in names]))

    def _with_seq(self, table: str, wanted: Mapping[str, int], columns: Sequence[str] = ()) -> Frame:
        whole = ROWS[table].schema
        schema = (
            pa.schema([whole.field(name) for name in dict.fromkeys(("submission_id", *columns))]) if columns else whole
        )
        stored = Frame.files(self._files(table, wanted.keys()), schema)
        concerned = self._with_rows(table, wanted)
        numbers = pa.table(
            {"submission_id": list(concerned), "seq": list(concerned.values())},
            schema=pa.schema({"submission_id": types.TEXT, "seq": types.INTEGER}),
        )
        return stored.join(Frame.rows(numbers), ["submission_id"])

    def own_files(self, table: str, submission: str) -> list[str] | None:
        """The files that hold the rows of one submission and nothing else; None where they may be among those of others."""
        found = self._files(table, [submission])
        return None if any(map(is_joined, map(owner_of, found))) else found

    def has_rows(self, table: str, submissions: Iterable[str]) -> bool:
        """Whether there may be rows of these submissions in a table."""
        return bool(self._files(table, submissions))

    def has_derived(self, name: str) -> bool:
        """Whether there may be rows of a roll-up that belong to acts of this state."""
        return bool(self._files(name, self._acts))

    def _superseding(self, tables: Sequence[str], living: Mapping[str, int]) -> Frame | None:
        if not self._files(SUPERSEDING.name, self._acts):
            return None
        entries = self.derived(SUPERSEDING.name).filter(IsIn(Column("table"), tuple(tables)))
        entries = entries.select("submission_id", "row_key")
        numbers = pa.table(
            {"submission_id": list(living), "by_seq": list(living.values())},
            schema=pa.schema({"submission_id": types.TEXT, "by_seq": types.INTEGER}),
        )
        return entries.join(Frame.rows(numbers), ["submission_id"]).group("row_key", by_seq=Max(Column("by_seq")))

    def _with_rows(self, table: str, wanted: Mapping[str, int]) -> Mapping[str, int]:
        """Those of the submissions that may have rows in a table. The others say nothing, and a question that does not name
        them stays the same question when more of them come."""
        owners = {owner_of(path) for path in self._files(table, wanted.keys())}
        return wanted if any(map(is_joined, owners)) else {name: seq for name, seq in wanted.items() if name in owners}

    def _files(self, table: str, owners: Iterable[str]) -> list[str]:
        """Files that can hold rows of these owners: their own, and joined ones."""
        if table not in self._paths:
            self._paths[table] = self._stores[table].paths()
            if table in ROWS and ROWS[table].pseudonyms:
                # Listed together and in this order: while pseudonyms are changed, `superseding` has the keys of either form.
                self._paths[SUPERSEDING.name] = self._stores[SUPERSEDING.name].paths()
        wanted = set(owners)
        folder = self._stores[table].folder
        return [
            str(folder / path) for path in self._paths[table] if (who := owner_of(path)) in wanted or is_joined(who)
        ]


def is_joined(owner: str) -> bool:
    """True for files that compaction made of those of several owners."""
    return owner.startswith(JOINED)
