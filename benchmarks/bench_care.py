"""Analyses of care over two million dossiers in the ledger, against pandas reading the columns it needs from the same files.

Wall time of the best of several answers. Ours obeys corrections and withdrawals, says its pedigree and answers as of any act;
pandas reads the Parquet files and groups, and would count a corrected dossier twice.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow.dataset as ds

from benchmarks.care_data import LINES, big_ledger
from benchmarks.record import Record
from soyte.ledger.ledger import Ledger
from soyte.measures.care import Scope
from soyte.measures.care.diseases import diseases
from soyte.measures.care.dossiers import Selection, dossiers
from soyte.measures.care.drugs import drugs, prescribing
from soyte.measures.care.followups import followups
from soyte.measures.care.notifiable import notifiable
from soyte.measures.care.spending import spending
from soyte.measures.care.stays import stays
from soyte.measures.care.techniques import techniques
from soyte.measures.care.timeliness import timeliness
from soyte.measures.care.transfers import transfers

PANDAS = "pandas over the columns it needs, from the same Parquet files"
Asked = Callable[[], object]


def run(quick: bool) -> list[Record]:
    """One ledger; each question asked of both."""
    count, times = (12_000, 1) if quick else (2_000_000, 3)
    with tempfile.TemporaryDirectory() as name:
        ledger = big_ledger(Path(name), count)
        data = f"{count:,} dossiers with {sum(LINES.values())} rows of details each, twelve submissions"
        return [
            Record(f"care: {label}", 1000 * _best(ours, times), 1000 * _best(other, times), "ms", data, PANDAS, "lower")
            for label, (ours, other) in _questions(ledger).items()
        ]


def _questions(ledger: Ledger) -> dict[str, tuple[Asked, Asked]]:
    def read(table: str, *columns: str) -> pd.DataFrame:
        files = [str(path) for path in ledger.stores[table].folder.glob("*.parquet")]
        return ds.dataset(files).to_table(columns=list(columns)).to_pandas()

    month, year = Scope.of("2026-06"), Scope.of("2026")
    treated = ("MA_BENH_CHINH", "T_TONGCHI_BV")
    lines = ("facility", "MA_THUOC", "SO_LUONG", "THANH_TIEN_BV", "row_key")
    return {
        "top diseases": (lambda: diseases(ledger, level="group"), lambda: _grouped(read("xml1", *treated))),
        "top drugs": (lambda: drugs(ledger), lambda: _drugs(read("xml2", *lines))),
        "prescribing": (lambda: prescribing(ledger), lambda: _distinct(read("xml2", "facility", "row_key"))),
        "techniques new to a facility": (
            lambda: techniques(ledger, month, least=3),
            lambda: _firsts(read("xml3", "facility", "MA_DICH_VU", "month")),
        ),
        "transfers": (
            lambda: transfers(ledger),
            lambda: read("xml1", "facility", "MA_NOI_DEN").groupby(["facility", "MA_NOI_DEN"]).size(),
        ),
        "length of stay": (
            lambda: stays(ledger),
            lambda: _median(read("xml1", "facility", "SO_NGAY_DTRI")),
        ),
        "dengue by commune": (
            lambda: notifiable(ledger, disease="dengue", by="residence"),
            lambda: _dengue(read("xml1", "MA_BENH_CHINH", "MAXA_CU_TRU", "SO_CCCD")),
        ),
        "timeliness, a year": (
            lambda: timeliness(ledger, year),
            lambda: read("xml1", "facility", "NGAY_RA_day", "made_on").groupby(["facility", "NGAY_RA_day", "made_on"]).size(),
        ),
        "timeliness, a month": (
            lambda: timeliness(ledger, month),
            lambda: read("xml1", "facility", "NGAY_RA_day", "made_on", "month").query("month == '2026-06'").groupby("facility").size(),
        ),
        "spending and forecast": (
            lambda: spending(ledger, 2026),
            lambda: read("xml1", "facility", "month", "T_BHTT").astype({"T_BHTT": float}).groupby(["facility", "month"]).sum(),
        ),
        "appointments of a month": (
            lambda: followups(ledger, month),
            lambda: read("xml14", "row_key", "month").merge(read("xml1", "row_key", "SO_CCCD", "NGAY_VAO_day"), on="row_key"),
        ),
        "dossiers behind a number": (
            lambda: dossiers(ledger, month, Selection(icd="A97")),
            lambda: read("xml1", "MA_BENH_CHINH", "month", "row_key").query("MA_BENH_CHINH == 'A97.0'").head(50),
        ),
    }  # fmt: skip


def _grouped(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.astype({"T_TONGCHI_BV": float}).groupby("MA_BENH_CHINH")["T_TONGCHI_BV"].agg(["size", "sum"])


def _drugs(rows: pd.DataFrame) -> pd.DataFrame:
    rows = rows.astype({"SO_LUONG": float, "THANH_TIEN_BV": float})
    return rows.groupby("MA_THUOC").agg({"SO_LUONG": "sum", "THANH_TIEN_BV": "sum", "row_key": "nunique"})


def _firsts(rows: pd.DataFrame) -> pd.Series[str]:
    return rows.groupby(["facility", "MA_DICH_VU"])["month"].min()


def _median(rows: pd.DataFrame) -> pd.Series[float]:
    return rows.groupby("facility")["SO_NGAY_DTRI"].median()


def _distinct(rows: pd.DataFrame) -> pd.Series[int]:
    return rows.drop_duplicates().groupby("facility").size()


def _dengue(rows: pd.DataFrame) -> pd.Series[int]:
    return rows[rows["MA_BENH_CHINH"].str.startswith(("A90", "A91", "A97"))].groupby("MAXA_CU_TRU")["SO_CCCD"].nunique()


def _best(work: Asked, times: int) -> float:
    seconds = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begun)
    return min(seconds)
