"""Rules asked while dossiers are taken in: of each batch before identities are hidden, and between dossiers when all were read.

Between dossiers the rules see pseudonyms, and beside what comes in what was accepted before in these months. Whoever was accepted
before is named in a finding, but not accused anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, reduce
from queue import Empty, LifoQueue
from types import TracebackType

import pyarrow as pa
import pyarrow.compute as pc

from soyte.catalogue.claims.rules import Rule, rules
from soyte.catalogue.terms import grouped
from soyte.checks.dossiers import Across, Checker, Extractor, Extracts, kept
from soyte.engine import Column, IsIn
from soyte.intake.claims import Aside
from soyte.ledger.ledger import AsOf, Ledger
from soyte.ledger.tables import CLAIM_FINDING, CLAIMS
from soyte.receiving.claim_asides import aside_findings
from soyte.receiving.order import Pour

MEETING = {"XML1": ("SO_CCCD", "MA_THE_BHYT"), "XML3": ("NGUOI_THUC_HIEN",)}
"""By what dossiers meet others: people and staff. Beds and check-ins meet within their facility."""

_TOGETHER = 8_000  # dossiers: asking some hundred rules costs as much as a thousand dossiers' rows
_FINDINGS = 250_000

Met = Mapping[str, pa.Array]
"""Values that came in, by column of MEETING and `facility`."""
Earlier = Callable[[Iterable[str], Mapping[str, tuple[str, ...]], Met], Mapping[str, pa.Table]]
"""Rows that count in the ledger, by table of the feed (`XML1`): of these months, with these columns, that meet what came in."""


def nothing(_months: Iterable[str], _columns: Mapping[str, tuple[str, ...]], _met: Met) -> Mapping[str, pa.Table]:
    """Where there is no ledger yet."""
    return {}


class Within:
    """The rules of single dossiers. A workbench serves one thread at a time; making one costs as much as a batch, so they are kept."""

    def __init__(self, some: tuple[Rule, ...] | None = None) -> None:
        self.rules = rules() if some is None else some
        self._checkers: LifoQueue[tuple[Checker, Extractor]] = LifoQueue()

    def findings(self, tables: Mapping[str, pa.Table], asides: Sequence[Aside] = ()) -> pa.Table:
        """Of a batch as it was sent, and of what reading refused; as the ledger keeps them."""
        with self._borrowed() as (checker, _):
            return self.kept(pa.concat_tables([checker.check(tables), aside_findings(asides, self.rules)]))

    def extracts(self, hidden: Mapping[str, pa.Table]) -> Extracts:
        """What rules between dossiers need of a batch, identities hidden."""
        with self._borrowed() as (_, extractor):
            return extractor.extracts(hidden)

    def columns(self) -> Mapping[str, tuple[str, ...]]:
        """What rules between dossiers ask of each table."""
        with self._borrowed() as (_, extractor):
            return extractor.columns()

    def kept(self, findings: pa.Table) -> pa.Table:
        """As the ledger keeps them."""
        return kept(findings, self.rules)

    @contextmanager
    def _borrowed(self) -> Iterator[tuple[Checker, Extractor]]:
        try:
            pair = self._checkers.get_nowait()
        except Empty:
            pair = Checker(self.rules), Extractor(self.rules)
        yield pair  # what fails does not come back: its workbench may hold half a batch
        self._checkers.put(pair)


@cache
def every_rule() -> Within:
    """The rules of the catalogue, for all loads of this process."""
    return Within()


class Between:
    """The rules between dossiers of one submission and of what was accepted before; leaving the context frees its files."""

    def __init__(self, within: Within, earlier: Earlier = nothing) -> None:
        self._within, self._earlier = within, earlier
        self._across = Across(within.rules)
        self._known: list[pa.Table] = []
        self._met: dict[str, list[pa.Array]] = {}

    def __enter__(self) -> Between:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._across.__exit__(kind, error, at)

    def add(self, extracts: Extracts, hidden: Mapping[str, pa.Table]) -> None:
        """What a batch gave, and its rows."""
        self._across.add(extracts)
        for table, names in MEETING.items():
            for name in (*names, "facility") if table in hidden else ():
                if name in hidden[table].column_names:
                    self._met.setdefault(name, []).append(hidden[table][name].drop_null().unique())
        self._known.append(extracts["known"].select(["row_key", "block", "month"]))

    def findings(self) -> pa.Table:
        """Of the dossiers that came in; call it once."""
        own = pa.concat_tables(self._known) if self._known else None
        if own is None or not len(own):
            return self._across.findings()
        met = {name: pa.chunked_array(values).unique() for name, values in self._met.items()}
        before = self._earlier(_months(own), self._within.columns(), met)
        main = before.get("XML1")
        if main is not None and len(main):
            self._across.add(self._within.extracts(_numbered(before, own)))
        found = self._across.findings()
        return found.filter(pc.is_in(found["block"], own["block"].combine_chunks()))


@dataclass
class Found:
    """Findings on their way into the ledger."""

    into: Pour
    within: Within
    between: Between
    count: int = 0
    by_severity: Counter[str] = field(default_factory=Counter)
    together: int = 1

    def add(self, findings: pa.Table, extracts: Extracts, hidden: Mapping[str, pa.Table]) -> None:
        """Those of a batch, and what it gives to rules between dossiers.

        From then on so many dossiers are to be asked `together` that their findings, if they are alike, fit into memory.
        """
        self.between.add(extracts, hidden)
        self._keep(findings)
        here = sum(len(rows) for name, rows in hidden.items() if name in ("XML1", "XML0"))
        self.together = max(1, min(_TOGETHER, _FINDINGS * here // max(1, len(findings))))

    def finish(self, miscounted: Sequence[Aside]) -> str:
        """Those between dossiers and of whole files; what was found, in a sentence."""
        self._keep(self.within.kept(self.between.findings()))
        self._keep(self.within.findings({}, miscounted))
        words = ", ".join(f"{word} {grouped(self.by_severity[code])}" for code, word in _SEVERITIES.items())
        return f"phát hiện của bộ quy tắc: {words}"

    def _keep(self, findings: pa.Table) -> None:
        if not len(findings):
            return
        numbers = pa.array(range(self.count + 1, self.count + len(findings) + 1), pa.int64())
        self.into(CLAIM_FINDING.name, findings.append_column("row_no", numbers))
        self.count += len(findings)
        for one in findings["severity"].value_counts().to_pylist():
            self.by_severity[one["values"]] += one["counts"]


_SEVERITIES = {"C": "phải sửa", "E": "thường bị từ chối", "W": "cần xem lại"}


def rows_before(ledger: Ledger, as_of: AsOf = None) -> Earlier:
    """What counts in a ledger, for rules between dossiers."""

    def before(months: Iterable[str], columns: Mapping[str, tuple[str, ...]], met: Met) -> Mapping[str, pa.Table]:
        view = ledger.view(as_of)
        wanted, found = tuple(months), {}
        for name, asked in columns.items():
            table = CLAIMS[name]
            kept = tuple(
                one
                for one in dict.fromkeys(("row_key", "facility", "month", "path", *asked))
                if one in table.schema.names
            )
            frame = view.rows(table.name, *kept).filter(IsIn(Column("month"), wanted))
            batches = [_meeting(name, rows, met) for rows in ledger.engine.batches(frame.steps)]
            found[name] = pa.Table.from_batches(batches, frame.schema)
        return found

    return before


def _meeting(name: str, rows: pa.RecordBatch, met: Met) -> pa.RecordBatch:
    """The rows of a table that can meet what came in."""
    columns = (*MEETING.get(name, ()), *(("facility",) if name != "XML1" else ()))
    masks = [pc.is_in(rows[column], met[column]) for column in columns if column in met]
    return rows.filter(reduce(pc.or_, masks)) if masks else rows.slice(0, 0)


def _months(own: pa.Table) -> list[str]:
    """The months of these dossiers and those before them: a stay may begin in one and end in the next."""
    months = {month for month in own["month"].unique().to_pylist() if month}
    return sorted(months | {_before(month) for month in months})


def _before(month: str) -> str:
    year, number = int(month[:4]), int(month[5:7])
    return f"{year - (number == 1):04}-{(number - 2) % 12 + 1:02}"


def _numbered(before: Mapping[str, pa.Table], own: pa.Table) -> dict[str, pa.Table]:
    """With numbers of dossiers behind those that came in; what comes in anew is left out."""
    main = before["XML1"]
    keys = main.filter(pc.invert(pc.is_in(main["row_key"], own["row_key"].combine_chunks())))["row_key"].unique()
    first = int(pc.max(own["block"]).as_py()) + 1
    found = {}
    for name, rows in before.items():
        place = pc.index_in(rows["row_key"], keys)
        numbers = pc.add(place.drop_null().cast(pa.int64()), first)
        others = rows.select([one for one in rows.column_names if one != "block"]).filter(pc.is_valid(place))
        found[name] = others.append_column("block", numbers)
    return found
