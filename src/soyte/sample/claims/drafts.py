"""Single dossiers as rows of fields, to be changed by hand: those with a planted fault, and first versions of corrected ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import repeat

import numpy as np
import pyarrow as pa

from soyte.sample.claims.blocks import element, names
from soyte.sample.claims.dossiers import Dossiers
from soyte.sample.claims.homes import Ints

Row = dict[str, str]
CENT = Decimal("0.01")
_COPIES = ("XML6", "XML7", "XML8", "XML11", "XML13", "XML14", "XML15")


@dataclass(frozen=True)
class Spot:
    """Where a fault lies: table, STT of the row (its place if the table has no STT), field."""

    table: str
    row: str = ""
    field: str = ""


@dataclass
class Draft:
    """`tables` holds the rows of each table. What no row can express: `inner` replaces the text of a table, `extra` are
    further tables as (LOAIHOSO, text), `envelope` are replacements in the file, which then holds this dossier alone,
    `double` is another dossier that follows in the same file (and `replaces` this one if it has its number), `late` the days
    by which it is sent later. Nobody can take in a dossier that is not `readable`."""

    tables: dict[str, list[Row]]
    arrivals: list[Row]
    inner: dict[str, str] = field(default_factory=dict)
    raw: dict[str, str] = field(default_factory=dict)
    extra: list[tuple[str, str]] = field(default_factory=list)
    envelope: dict[str, str] = field(default_factory=dict)
    readable: bool = True
    double: Draft | None = None
    late: int = 0

    @property
    def one(self) -> Row:
        """XML1."""
        return self.tables["XML1"][0]

    def rows(self, table: str) -> list[Row]:
        """The rows of a table; none if the dossier does not have it."""
        return self.tables.get(table, [])

    def find(self, table: str, fits: Callable[[Row], bool]) -> Row | None:
        """The first row that fits."""
        return next((row for row in self.rows(table) if fits(row)), None)

    def everywhere(self, name: str, value: str) -> Spot:
        """Change a field of XML1 and what other tables and check-ins copy from it."""
        for table, rows in self.tables.items():
            for row in rows:
                if table in _COPIES and row.get(name) == self.one[name]:
                    row[name] = value
        for row in self.arrivals:
            if name in row:
                row[name] = value
        return self.put("XML1", self.one, name, value)

    def costs(self) -> Iterator[tuple[str, Row]]:
        """All cost lines with their table."""
        for table in ("XML2", "XML3"):
            for row in self.rows(table):
                yield table, row

    def put(self, table: str, row: Row, name: str, value: str) -> Spot:
        """Change a field."""
        row[name] = value
        return self.spot(table, row, name)

    def spot(self, table: str, row: Row, name: str) -> Spot:
        """The place of a field."""
        return Spot(table, row.get("STT") or str(next(n for n, r in enumerate(self.rows(table), 1) if r is row)), name)

    def copy(self) -> Draft:
        """One that can be changed on its own, with its rows and nothing else."""
        tables = {name: [dict(row) for row in rows] for name, rows in self.tables.items()}
        return Draft(tables, [dict(row) for row in self.arrivals])

    def settle(self) -> None:
        """Work out the amounts of all lines anew from quantities, prices and rates, and the sums from the lines."""
        for table, row in self.costs():
            settle_row(table, row)
        self.add_up()

    def add_up(self) -> None:
        """The sums of XML1 from the lines."""
        lines = list(self.costs())

        def total(name: str, fits: Callable[[str, Row], bool] = lambda _table, _row: True) -> Decimal:
            return sum((Decimal(row[name]) for table, row in lines if fits(table, row)), Decimal(0))

        insured, shared = total("THANH_TIEN_BH"), total("T_BNCCT")
        sums = {
            "T_THUOC": total("THANH_TIEN_BV", lambda table, _: table == "XML2"),
            "T_VTYT": total("THANH_TIEN_BV", lambda table, row: table == "XML3" and row["MA_NHOM"] in ("10", "11")),
            "T_TONGCHI_BV": total("THANH_TIEN_BV"),
            "T_TONGCHI_BH": insured,
            "T_BNTT": total("T_BNTT"),
            "T_BNCCT": shared,
            "T_BHTT": insured - shared,
            "T_NGUONKHAC": total("T_NGUONKHAC"),
            "T_BHTT_GDV": total("T_BHTT", lambda _, row: row["MA_PTTT"] == "1"),
        }
        self.one.update({name: money(value) for name, value in sums.items()})


def settle_row(table: str, row: Row) -> None:
    """The amounts of one line by MON-01 to MON-08; what other sources gave stays, the patient's own part pays first."""
    quantity, rate = Decimal(row["SO_LUONG"]), Decimal(row["TYLE_TT_BH"]) / 100
    if table == "XML2":
        whole = quantity * Decimal(row["DON_GIA"])
        insured = whole * rate
    else:
        share = Decimal(row["TYLE_TT_DV"]) / 100
        whole = quantity * Decimal(row["DON_GIA_BV"]) * share
        insured = quantity * Decimal(row["DON_GIA_BH"]) * share * rate
    fund = insured * Decimal(row["MUC_HUONG"]) / 100
    other = Decimal(row["T_NGUONKHAC"])
    row["THANH_TIEN_BV"], row["THANH_TIEN_BH"] = money(whole), money(insured)
    row["T_BHTT"], row["T_BNCCT"] = money(fund), money(insured - fund)
    row["T_BNTT"] = money(whole - insured - other)


def money(value: Decimal) -> str:
    """With two decimals."""
    return str(value.quantize(CENT))


def drafts_of(made: Dossiers, which: Ints) -> dict[int, Draft]:
    """Some dossiers of a batch, by their place in it."""
    found = {int(at): Draft({}, []) for at in which}
    for block in (*made.blocks, made.arrivals):
        rows = np.flatnonzero(np.isin(block.visit, which))
        if not len(rows):
            continue
        fields = names(block.table)
        texts = [
            repeat(value) if isinstance(value, str) else value.take(pa.array(rows)).to_pylist()
            for value in (block.columns.get(name, "") for name in fields)
        ]
        for at, values in zip(block.visit[rows].tolist(), zip(*texts, strict=False), strict=False):
            row = dict(zip(fields, values, strict=True))
            draft = found[at]
            (draft.arrivals if block.table == "XML0" else draft.tables.setdefault(block.table, [])).append(row)
    return found


def row_text(table: str, row: Row, mark: str | None) -> str:
    """One row as it is written; `mark` is the element around it."""
    inner = "".join(element(name, row[name]) for name in names(table))
    return f"<{mark}>{inner}</{mark}>" if mark else inner
