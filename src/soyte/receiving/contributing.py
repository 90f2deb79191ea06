"""Dossiers as what they add to sums: rows of `contribution`, column by column (`ledger.contribution` says what they hold)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from soyte.catalogue import icd10
from soyte.catalogue.claims.grouping import COST_GROUPS, RECALLED, antibiotics, grouped
from soyte.catalogue.claims.storage import HEAD
from soyte.ledger.contribution import AMOUNTS, COUNTS, MONEY
from soyte.ledger.ledger import Ledger
from soyte.places import Facility
from soyte.places.shipped import all_senders
from soyte.receiving.amounts import cents, decimals

Whole = npt.NDArray[np.int64]
_SEXES = {"1": "male", "2": "female", "3": "unknown"}
_AGES = ((1, "0"), (5, "1-4"), (15, "5-14"), (60, "15-59"), (200, "60+"))
_PLAIN = {"form": "MA_LOAI_KCB", "object": "MA_DOITUONG_KCB", "result": "KET_QUA_DTRI", "leaving": "MA_LOAI_RV"}
_PLACE_IN_FILE = ("block", "line", "path", "column", "span_start", "span_end")
_DIED_HERE = "5"  # KET_QUA_DTRI
_SENT_ON = pa.array(["2", "5"])  # MA_LOAI_RV


@dataclass(frozen=True)
class Areas:
    """Where facilities lie and what kind they are; `otherwise` is the place of those that nobody knows."""

    known: Mapping[str, Facility] = field(default_factory=dict)
    otherwise: str | None = None

    @staticmethod
    def of(facilities: Iterable[Facility], otherwise: str | None = None) -> Areas:
        """Of facilities by their codes."""
        return Areas({one.code: one for one in facilities}, otherwise)

    def place(self, code: str | None) -> str | None:
        """The commune of a facility; else the place of the installation, else the province that its code begins with."""
        one = self.known.get(code or "")
        return one.commune if one else self.otherwise or (code or "")[:2] or None

    def kind(self, code: str | None) -> str | None:
        """`bệnh viện` and the like; None if nobody knows."""
        one = self.known.get(code or "")
        return one.kind if one else None


def areas_of(ledger: Ledger) -> Areas:
    """Where the facilities of an installation lie; what nobody knows of counts for the place of the installation."""
    return Areas.of(all_senders(), ledger.home.place)


def contributions(tables: Mapping[str, pa.Table], areas: Areas) -> pa.Table:
    """A row for each row of XML1, in its order, with `row_key` and place in the file; of tables as they are read, or kept.

    `tables` are by name (`XML1`); each row has the number of its dossier as `block`. Rows of no summary are left out.
    """
    made = _Making(tables["XML1"], tables, areas)
    columns = {**made.keys(), **made.dimensions(), **made.counts(), **made.money()}
    where = {name: made.main[name] for name in _PLACE_IN_FILE if name in made.main.column_names}
    return pa.table({**columns, **where})


@dataclass(frozen=True)
class _Making:
    main: pa.Table
    tables: Mapping[str, pa.Table]
    areas: Areas

    def column(self, name: str) -> pa.Array:
        """A column of XML1."""
        found = self.main[name]
        return found.combine_chunks() if isinstance(found, pa.ChunkedArray) else found

    @cached_property
    def order(self) -> tuple[Whole, Whole]:
        """The numbers of the dossiers in order, and the row of XML1 of each."""
        blocks = self.column("block").to_numpy()
        rows = np.argsort(blocks, kind="stable")
        return blocks[rows], rows

    def rows(self, name: str) -> tuple[pa.Table, Whole] | None:
        """The rows of a table that belong to a row of XML1, and to which."""
        table = self.tables.get(name)
        if table is None or not len(table) or not len(self.main):
            return None
        blocks, order = self.order
        sought = table["block"].to_numpy()
        at = np.minimum(np.searchsorted(blocks, sought), len(blocks) - 1)
        belongs = blocks[at] == sought
        if not belongs.all():
            table, at = table.filter(pa.array(belongs)), at[belongs]
        return table, order[at]

    def per_dossier(self, at: Whole) -> Whole:
        """How many of these there are of each dossier."""
        return np.bincount(at, minlength=len(self.main))

    @cached_property
    def day(self) -> pa.Array:
        """The day of discharge, else of admission."""
        return pc.coalesce(self.column("NGAY_RA_day"), self.column("NGAY_VAO_day"))

    def keys(self) -> dict[str, pa.Array]:
        """What tells which dossier it is, where and when."""
        facility = self.column("facility").dictionary_encode()
        codes = facility.dictionary.to_pylist()
        place = pa.array([self.areas.place(code) for code in codes], pa.string()).take(facility.indices)
        start, end = _month(self.day)
        return {
            "row_key": self.column("row_key"),
            "facility": self.column("facility"),
            "month": self.column("month"),
            "day": self.day,
            "period_start": start,
            "period_end": end,
            "place": place,
            "residence": self._residence(),
            "tier": grouped("tier", pa.array([self.areas.kind(code) for code in codes], pa.string())).take(
                facility.indices
            ),
        }

    def _residence(self) -> pa.Array:
        commune, province = self.column("MAXA_CU_TRU"), self.column("MATINH_CU_TRU")
        commune = pc.if_else(pc.match_substring_regex(commune, r"^\d{5}$"), commune, None)
        commune = pc.if_else(pc.equal(commune, "00000"), None, commune)
        return pc.coalesce(commune, pc.if_else(pc.match_substring_regex(province, r"^\d{2}$"), province, ""), "")

    @cached_property
    def icd(self) -> pa.Array:
        """Three characters of the main diagnosis; null where there is none."""
        code = pc.utf8_upper(pc.utf8_slice_codeunits(pc.utf8_trim_whitespace(self.column("MA_BENH_CHINH")), 0, 3))
        return pc.if_else(pc.match_substring_regex(code, "^[A-Z][0-9][0-9A-Z]$"), code, None)

    def dimensions(self) -> dict[str, pa.Array]:
        """By what sums can be broken down."""
        object_ = self.column("MA_DOITUONG_KCB")
        card = self.column("MA_THE_BHYT")
        head = self.column("MA_THE_BHYT" + HEAD) if "MA_THE_BHYT" + HEAD in self.main.column_names else card
        group = pc.utf8_slice_codeunits(head, 0, 3)
        insured = pc.coalesce(pc.not_equal(object_, "9"), pc.is_valid(card))
        care = pc.if_else(
            pc.fill_null(pc.equal(object_, "8"), False), RECALLED, grouped("care", self.column("MA_LOAI_KCB"))
        )
        chapter = self.icd.dictionary_encode()
        parts = [icd10.chapters().of(code) for code in chapter.dictionary.to_pylist()]
        return {
            **{name: self.column(field) for name, field in _PLAIN.items()},
            "sex": _named(self.column("GIOI_TINH"), _SEXES),
            "age_group": _ages(self.main),
            "care": pc.fill_null(care, "exam"),
            "insured": pc.if_else(insured, "yes", "no"),
            "card_group": pc.if_else(pc.match_substring_regex(group, "^[A-Za-z]{2}[0-9]$"), pc.utf8_upper(group), None),
            "icd": self.icd,
            "chapter": pa.array([part and part.code for part in parts], pa.string()).take(chapter.indices),
        }

    def counts(self) -> dict[str, pa.Array]:
        """What is counted of a dossier."""
        zero = np.zeros(len(self.main), np.int64)
        made: dict[str, Whole] = dict.fromkeys(COUNTS, zero)
        made["days"] = pc.fill_null(self.column("SO_NGAY_DTRI"), 0).to_numpy(zero_copy_only=False)
        made["died"] = _ones(pc.equal(self.column("KET_QUA_DTRI"), _DIED_HERE))
        made["traditional"] = _ones(pc.is_valid(self.column("MA_BENH_YHCT")))
        made["referred"] = _ones(pc.is_in(self.column("MA_LOAI_RV"), _SENT_ON))
        if papers := self.rows("XML13"):
            made["referred"] = np.minimum(made["referred"] + self.per_dossier(papers[1]), 1)
        if papers := self.rows("XML14"):
            made["appointed"] = np.minimum(self.per_dossier(papers[1]), 1)
        made |= self._births()
        made |= self._drugs()
        if services := self.rows("XML3"):
            rows, at = services
            group = rows["MA_NHOM"].combine_chunks()
            for name, code in (("surgeries", "8"), ("procedures", "18")):
                made[name] = self.per_dossier(at[_truth(pc.equal(group, code))])
        return {name: pa.array(made[name], pa.int64()) for name in COUNTS}

    def _births(self) -> dict[str, Whole]:
        delivered = _truth(pc.is_in(self.icd, _DELIVERIES))
        caesarean = _truth(pc.equal(self.icd, "O82"))
        made: dict[str, Whole] = {}
        if found := self.rows("XML9"):
            rows, at = found
            sex, cut = (rows[name].combine_chunks() for name in ("GIOI_TINH_CON", "SINHCON_PHAUTHUAT"))
            made["newborns"] = self.per_dossier(at)
            made["newborn_boys"] = self.per_dossier(at[_truth(pc.equal(sex, "1"))])
            made["newborn_girls"] = self.per_dossier(at[_truth(pc.equal(sex, "2"))])
            delivered = delivered | (made["newborns"] > 0)
            caesarean = caesarean | (self.per_dossier(at[_truth(pc.equal(cut, "1"))]) > 0)
        return {**made, "deliveries": delivered.astype(np.int64), "caesareans": caesarean.astype(np.int64)}

    def _drugs(self) -> dict[str, Whole]:
        found = self.rows("XML2")
        if found is None:
            return {}
        rows, at = found
        drugs = _truth(pc.equal(grouped("cost", rows["MA_NHOM"].combine_chunks()), "drug"))
        rows, at = rows.filter(pa.array(drugs)), at[drugs]
        lines = self.per_dossier(at)
        against = self.per_dossier(at[_truth(antibiotics(rows["MA_THUOC"].combine_chunks()))])
        # A prescription is what was ordered on one day.
        day = rows["NGAY_YL_day"].combine_chunks().dictionary_encode(null_encoding="encode")
        days = max(len(day.dictionary), 1)
        orders = np.unique(at * days + day.indices.to_numpy(zero_copy_only=False)) // days
        return {
            "drug_lines": lines,
            "prescribed": np.minimum(lines, 1),
            "antibiotics": np.minimum(against, 1),
            "orders": self.per_dossier(orders),
        }

    def money(self) -> dict[str, pa.Array]:
        """Amounts in đồng: those of XML1, and what the details charge by group of cost."""
        width = len(COST_GROUPS)
        sums = np.zeros(len(self.main) * width)
        for name in ("XML2", "XML3"):
            if found := self.rows(name):
                rows, at = found
                group = pc.index_in(grouped("cost", rows["MA_NHOM"].combine_chunks()), pa.array(COST_GROUPS))
                cell = at * width + pc.fill_null(group, width - 1).to_numpy(zero_copy_only=False)
                # Exact: below 2^53 hundredths of a đồng every sum of whole numbers is.
                sums += np.bincount(cell, weights=cents(rows["THANH_TIEN_BV"]), minlength=len(sums))
        by_group = sums.astype(np.int64).reshape(-1, width)
        made = {f"cost_{group}": decimals(by_group[:, number]) for number, group in enumerate(COST_GROUPS)}
        made |= {name: decimals(cents(self.column(name))) for name in MONEY}
        return {name: made[name] for name in AMOUNTS}


_DELIVERIES = pa.array(["O80", "O81", "O82", "O83", "O84"])


def _month(days: pa.Array) -> tuple[pa.Array, pa.Array]:
    """The first and last day of the month of each day."""
    known = pc.is_valid(days).to_numpy(zero_copy_only=False)
    month = pc.fill_null(days, date(2000, 1, 1)).to_numpy(zero_copy_only=False).astype("datetime64[M]")
    ends = (month.astype("datetime64[D]"), (month + 1).astype("datetime64[D]") - 1)
    first, last = (pa.array(one, pa.date32(), mask=~known) for one in ends)
    return first, last


def _truth(values: pa.Array) -> npt.NDArray[np.bool_]:
    found: npt.NDArray[np.bool_] = pc.fill_null(values, False).to_numpy(zero_copy_only=False)
    return found


def _ones(values: pa.Array) -> Whole:
    return _truth(values).astype(np.int64)


def _named(codes: pa.Array, names: Mapping[str, str]) -> pa.Array:
    known = pa.array(list(names))
    return pa.array(list(names.values())).take(pc.index_in(codes, known))


def _ages(rows: pa.Table) -> pa.Array:
    """Years at admission, by the years alone where the day of birth is not known."""
    came = pc.coalesce(rows["NGAY_VAO_day"], rows["NGAY_RA_day"])
    years = pc.subtract(pc.year(came), rows["NGAY_SINH_year"])
    born = rows["NGAY_SINH_day"]
    before = pc.less(_in_year(came), _in_year(born))
    age = pc.subtract(years, pc.fill_null(before.cast(pa.int64()), 0))
    number = age.combine_chunks().to_numpy(zero_copy_only=False).astype(float)
    place = np.searchsorted([limit for limit, _ in _AGES], number, side="right")
    known = ~np.isnan(number) & (number >= 0) & (place < len(_AGES))
    names = np.array([name for _, name in _AGES], object)[np.minimum(place, len(_AGES) - 1)]
    return pa.array(names, pa.string(), mask=~known)


def _in_year(days: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.add(pc.multiply(pc.month(days), 100), pc.day(days))
