"""The analyses of care in plain Python: loops and dicts over the rows of the feed, without a roll-up and without columns."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from decimal import Decimal
from statistics import median_low
from typing import Any

from soyte.catalogue.working_days import load_working_days
from soyte.ledger.ledger import Ledger

Row = dict[str, Any]


class Plain:
    """Rows of the tables of the feed that count, as dicts."""

    def __init__(self, ledger: Ledger) -> None:
        view = ledger.view()
        self.tables = {
            name: ledger.engine.collect(view.rows(name).steps).to_pylist()
            for name in ("xml1", "xml2", "xml3", "xml9", "xml13", "xml14")
        }
        self.main = {row["row_key"]: row for row in self.tables["xml1"]}

    def diseases(self, inpatient: bool) -> dict[str, tuple[int, Decimal]]:
        found: dict[str, list[Decimal]] = defaultdict(list)
        for row in self.tables["xml1"]:
            if (row["MA_LOAI_KCB"] in ("03", "04", "09")) == inpatient:
                found[row["MA_BENH_CHINH"][:3]].append(row["T_TONGCHI_BV"])
        return {code: (len(costs), sum(costs, Decimal(0))) for code, costs in found.items()}

    def stays(self) -> dict[str, tuple[int, float, int]]:
        days: dict[str, list[int]] = defaultdict(list)
        for row in self.tables["xml1"]:
            if row["MA_LOAI_KCB"] in ("03", "04", "09"):
                days[row["facility"]].append(row["SO_NGAY_DTRI"])
        return {code: (len(some), sum(some) / len(some), median_low(some)) for code, some in days.items()}

    def transfers(self) -> Counter[tuple[str, str]]:
        return Counter((row["facility"], row["MA_CSKCB_DEN"]) for row in self.tables["xml13"])

    def transfer_costs(self) -> dict[tuple[str, str], Decimal]:
        found: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
        for row in self.tables["xml1"]:
            if row["MA_NOI_DEN"]:
                found[row["facility"], row["MA_NOI_DEN"]] += row["T_TONGCHI_BV"]
        return dict(found)

    def births(self) -> dict[str, tuple[int, int]]:
        found: dict[str, list[str]] = defaultdict(list)
        for row in self.tables["xml9"]:
            found[row["facility"]].append(row["GIOI_TINH_CON"])
        return {code: (some.count("1"), some.count("2")) for code, some in found.items()}

    def drugs(self) -> dict[tuple[str, str], tuple[Decimal, int, Decimal]]:
        found: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self.tables["xml2"]:
            if row["MA_NHOM"] == "4":
                found[row["MA_THUOC"], row["DON_VI_TINH"]].append(row)
        return {
            key: (
                sum((row["SO_LUONG"] for row in some), Decimal(0)),
                len(some),
                sum((row["THANH_TIEN_BV"] for row in some), Decimal(0)),
            )
            for key, some in found.items()
        }

    def with_antibiotic(self) -> Counter[str]:
        def is_one(code: str) -> bool:
            return code.startswith("40.") and 154 <= int(code.split(".")[1]) <= 260

        keys = {row["row_key"] for row in self.tables["xml2"] if row["MA_NHOM"] == "4" and is_one(row["MA_THUOC"])}
        return Counter(self.main[key]["facility"] for key in keys)

    def techniques(self, first: str) -> set[tuple[str, str]]:
        months: dict[tuple[str, str], set[str]] = defaultdict(set)
        for row in self.tables["xml3"]:
            code = row["MA_DICH_VU"] or ""
            if row["MA_NHOM"] in ("1", "2", "3", "8", "18") and not code.endswith("_TB") and ".K." not in code:
                months[row["facility"], code.split("_")[0]].add(row["month"])
        return {key for key, seen in months.items() if min(seen) >= first}

    def timeliness(self) -> Counter[tuple[str, str]]:
        works = load_working_days()
        found: Counter[tuple[str, str]] = Counter()
        for row in self.tables["xml1"]:
            if row["MA_DOITUONG_KCB"] == "9":
                continue
            text = row["made_on"]
            made, ended = date(int(text[:4]), int(text[4:6]), int(text[6:])), row["NGAY_RA_day"]
            due = ended if works.works(ended) else works.after(ended, 1)
            late = "later" if made > works.after(ended, 7) else "within_7"
            late = "on_time" if made <= due else "next_day" if made == due + timedelta(days=1) else late
            found[row["facility"], late] += 1
        return found

    def followups(self, window: int) -> Counter[str]:
        came: dict[tuple[str, str], list[date]] = defaultdict(list)
        for row in self.tables["xml1"]:
            came[row["facility"], row["SO_CCCD"] or row["MA_THE_BHYT"] or row["MA_BN"]].append(row["NGAY_VAO_day"])
        found: Counter[str] = Counter()
        for row in self.tables["xml14"]:
            main, near = self.main[row["row_key"]], timedelta(days=window)
            person = main["SO_CCCD"] or main["MA_THE_BHYT"] or main["MA_BN"]
            day, left = row["NGAY_HEN_KL"], main["NGAY_RA_day"]
            if any(day - near <= at <= day + near and at > left for at in came[main["facility"], person]):
                found[main["facility"]] += 1
        return found

    def dengue(self) -> Counter[str]:
        rows = [row for row in self.tables["xml1"] if row["MA_BENH_CHINH"][:3] in ("A90", "A91", "A97")]
        return Counter(row["MAXA_CU_TRU"] for row in rows)
