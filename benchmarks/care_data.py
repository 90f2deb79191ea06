"""A ledger with many dossiers of the claim feed, drawn column by column: no XML is written or read, so that millions take minutes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from soyte.catalogue.claims import storage
from soyte.ledger.ledger import Ledger
from soyte.ledger.loading import Ticket
from soyte.ledger.tables import CLAIMS
from soyte.receiving.contributing import Areas, contributions

FACILITIES = [f"990{number:02}" for number in range(1, 31)]
CODES = [f"{letter}{number:02}.{last}" for letter in "ABEIJKMNR" for number in range(0, 60, 3) for last in "019"] + [
    "A97.0"
]
DRUGS = [f"40.{number}" for number in range(30, 630)]
SERVICES = [f"{number % 28:02}.{number:04}.{number + 100:04}" for number in range(1500)]
LINES = {"XML2": 4, "XML3": 5}  # rows of each dossier


def big_ledger(folder: Path, dossiers: int, year: int = 2026) -> Ledger:
    """Twelve submissions, one a month, with so many dossiers in all; nine rows of details each, some papers."""
    ledger = Ledger.create(folder / "kho", place="99")
    per_month = -(-dossiers // 12)
    for month in range(12):
        rng = np.random.default_rng([7, month])
        tables = _month(rng, per_month, year, month)
        ticket = Ticket(
            "claims", f"thang-{month + 1}.xml", "bench", "bench", f"{month:064}", "claims", dataset="ho_so_kcb"
        )
        with ledger.loading(ticket) as loading:
            for name, rows in tables.items():
                loading.write(CLAIMS[name].name, rows)
            loading.write("contribution", contributions(tables, Areas(otherwise="99")))
            loading.commit(sum(map(len, tables.values())))
    return ledger


def _month(rng: np.random.Generator, count: int, year: int, month: int) -> dict[str, pa.Table]:
    first = (np.datetime64(f"{year}-{month + 1:02}-01") - np.datetime64("1970-01-01")).astype(int)
    left = first + rng.integers(0, 28, count)
    late = rng.choice([0, 0, 0, 1, 2, 5, 12], count)
    made = pc.strftime(pa.array((left + late).astype(np.int32)).cast(pa.date32()), format="%Y%m%d")
    block = np.arange(1, count + 1)
    keys = pa.array(
        [f"hs:{hashlib.md5(f'{month} {one}'.encode(), usedforsecurity=False).hexdigest()}" for one in block]
    )
    inpatient = rng.random(count) < 0.12
    sent_on = rng.random(count) < 0.03
    cost = rng.lognormal(13, 1, count).astype(np.int64)
    main = {
        "row_key": keys,
        "facility": pa.array(FACILITIES).take(pa.array(rng.zipf(1.4, count) % len(FACILITIES))),
        "month": pa.array([f"{year}-{month + 1:02}"] * count),
        "made_on": made,
        "MA_LK": keys,
        "SO_CCCD": pa.array([f"v1:citizen:{one:020}" for one in rng.integers(0, 10 * count, count)]),
        "NGAY_RA_day": pa.array(left.astype(np.int32)).cast(pa.date32()),
        "NGAY_VAO_day": pa.array((left - rng.integers(0, 9, count) * inpatient).astype(np.int32)).cast(pa.date32()),
        "MA_BENH_CHINH": pa.array(CODES).take(pa.array(rng.integers(0, len(CODES), count))),
        "MA_LOAI_KCB": pa.array(np.where(inpatient, "03", "01")),
        "MA_DOITUONG_KCB": pa.array(["1.1"] * count),
        "KET_QUA_DTRI": pa.array(np.where(rng.random(count) < 0.001, "5", "2")),
        "MA_NOI_DEN": pa.array(np.where(sent_on, "01001", ""), pa.string(), mask=~sent_on),
        "MAXA_CU_TRU": pa.array([f"99{one:03}" for one in rng.integers(0, 120, count)]),
        "SO_NGAY_DTRI": pa.array(rng.integers(1, 15, count) * inpatient),
        "T_TONGCHI_BV": _decimal(cost, 2),
        "T_BHTT": _decimal(cost * 8 // 10, 2),
        "block": pa.array(block),
    }
    tables = {"XML1": _filled("XML1", main, count)}
    about = {name: tables["XML1"][name].combine_chunks() for name in ("row_key", "facility", "month", "block")}
    for name, lines in LINES.items():
        at = pa.array(np.repeat(np.arange(count), lines))
        size = count * lines
        own = {column: values.take(at) for column, values in about.items()}
        price = _decimal(rng.integers(1000, 90000, size), 2)
        own |= {
            "THANH_TIEN_BV": price,
            "T_BHTT": price,
            "SO_LUONG": _decimal(rng.integers(1, 30, size), 3),
        }
        if name == "XML2":
            drug = pa.array(DRUGS).take(pa.array(rng.integers(0, len(DRUGS), size)))
            own |= {"MA_THUOC": drug, "MA_NHOM": pa.array(["4"] * size), "DON_VI_TINH": pa.array(["Viên"] * size)}
        else:
            service = rng.integers(0, len(SERVICES), size)
            kinds = pa.array(["1", "2", "8", "13", "18"]).take(pa.array(service % 5))
            own |= {"MA_DICH_VU": pa.array(SERVICES).take(pa.array(service)), "MA_NHOM": kinds}
        tables[name] = _filled(name, own, size)
    for name, rows, own in (
        ("XML13", np.flatnonzero(sent_on), {"MA_CSKCB_DEN": "01001"}),
        ("XML14", np.flatnonzero(rng.random(count) < 0.3), {}),
    ):
        paper = {column: values.take(pa.array(rows)) for column, values in about.items()}
        paper |= {column: pa.array([value] * len(rows)) for column, value in own.items()}
        paper["MA_BENH_CHINH"] = main["MA_BENH_CHINH"].take(pa.array(rows))
        if name == "XML14":
            paper["NGAY_HEN_KL"] = pa.array((left[rows] + 14).astype(np.int32)).cast(pa.date32())
        tables[name] = _filled(name, paper, len(rows))
    return tables


def _decimal(values: np.ndarray[tuple[int], np.dtype[np.int64]], scale: int) -> pa.Array:
    return pa.array(values).cast(pa.decimal128(24, scale)).cast(pa.decimal128(18, scale))


def _filled(name: str, columns: dict[str, pa.Array], count: int) -> pa.Table:
    """A table with every field, those that were not drawn null, numbered and with the place in the file."""
    kept = {**storage.typed_columns(name), **storage.kept_columns(name)}
    whole = {field: pa.nulls(count, kind) for field, kind in kept.items()} | columns
    return pa.table({**whole, "row_no": pa.array(np.arange(count))})
