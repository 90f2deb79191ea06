"""Series from insurance claims: the main diagnosis by ICD-10, on the day of arrival, where the patient lives and who treated them."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from soyte.catalogue.claims.grouping import RECALLED
from soyte.catalogue.detection import Episodes
from soyte.catalogue.diseases import Diseases
from soyte.engine import Any, Column, Compare, Count, Engine, Expression, Frame, IsIn, IsNull, Literal, between
from soyte.ledger.contribution import CONTRIBUTION
from soyte.ledger.tables import CLAIMS, MAIN_CLAIMS
from soyte.ledger.visible import View
from soyte.measures.where import Geography
from soyte.periods import Calendar
from soyte.surveillance.detectors.outcome import Positions
from soyte.surveillance.series.coding import meanings
from soyte.surveillance.series.episodes import codes_of, first_visits, persons, windows_of
from soyte.surveillance.series.feed import JOIN, Feed, Received, Source
from soyte.surveillance.series.grid import Days, numbered

_MAIN, _SECOND = "MA_BENH_CHINH", "MA_BENH_KT"
_COLUMNS = ("row_key", "facility", _MAIN, _SECOND, "SO_CCCD", "MA_BN", "NGAY_VAO_day", "MAXA_CU_TRU")
_TITLE = "hồ sơ BHYT"


def claims_feed(
    view: View,
    engine: Engine,
    geography: Geography,
    diseases: Diseases,
    rules: Episodes,
    first: date,
    last: date,
    calendar: Calendar = Calendar.WEEK_MONDAY,
) -> Feed | None:
    """Cases among the dossiers that count, of patients who came between two days. None where there are no dossiers.

    A case is the first visit of an episode (`episodes.yaml`) and lies in the commune that this dossier names.
    """
    since = date.fromordinal(first.toordinal() - int(windows_of(["x"], rules)[0]))
    rows = (
        view.rows(CLAIMS[MAIN_CLAIMS].name)
        .filter(between("NGAY_VAO_day", since, last))
        .filter(_kept("MA_DOITUONG_KCB", "8"))
    )
    received = engine.collect(rows.group("facility", "NGAY_VAO_day", n=Count()).steps)
    if not len(received):
        return None
    found, series = _diagnosed(rows, engine, diseases, rules, last)
    day = days_of(found["NGAY_VAO_day"])
    disease, person = numbers_of(found["series"], series), persons(found)
    key = codes_of(found["row_key"])[0]
    kept = first_visits(disease, person, day, key, windows_of(series, rules)) & (day >= numbered(first))
    repeats = int((day >= numbered(first)).sum() - kept.sum())
    cases = found.filter(pa.array(kept))
    names = sorted({*texts_of(received["facility"]), *texts_of(cases["facility"])})
    place, places, eras = places_of(geography, cases["MAXA_CU_TRU"], day[kept])
    notes = (
        "đếm theo chẩn đoán chính (MA_BENH_CHINH), ngày vào viện và xã cư trú trên hồ sơ, chưa phải ca xác định",
        f"đã gộp {repeats} lần khám lại của cùng đợt bệnh (theo mã giả danh của người bệnh)",
        "hồ sơ nội trú chỉ đến sau khi ra viện nên các tuần gần nhất còn tăng",
    )
    return Feed(
        Source("claims", CLAIMS[MAIN_CLAIMS].name, "week", calendar, _TITLE, notes),
        series, places, tuple(names), disease[kept], place, numbers_of(cases["facility"], names), day[kept],
        np.ones(int(kept.sum())), True, _received(received, names, "NGAY_VAO_day"), cases["row_key"].combine_chunks(), eras,
    )  # fmt: skip


def contributions_feed(
    view: View,
    engine: Engine,
    geography: Geography,
    diseases: Diseases,
    first: date,
    last: date,
    calendar: Calendar = Calendar.WEEK_MONDAY,
) -> Feed | None:
    """Visits by day of discharge where the installation keeps aggregates only: nobody can tell who came twice, and the source says so."""
    rows = view.rows(CONTRIBUTION.name).filter(between("day", first, last)).filter(_kept("care", RECALLED))
    table = engine.collect(rows.group("icd", "residence", "facility", "day", n=Count()).steps)
    if not len(table):
        return None
    meaning = meanings(diseases, pc.unique(table["icd"]).to_pylist(), last)
    series = tuple(sorted(set(meaning.values())))
    cases = table.filter(pc.is_in(table["icd"], pa.array(list(meaning), pa.string())))
    named = pa.array([meaning[code] for code in cases["icd"].to_pylist()], pa.string())
    names = sorted(set(texts_of(table["facility"])))
    communes = pc.if_else(pc.equal(pc.utf8_length(cases["residence"]), 5), cases["residence"], None)
    day = days_of(cases["day"])
    place, places, eras = places_of(geography, communes, day)
    notes = (
        "kho chỉ giữ phần đóng góp của mỗi hồ sơ: đếm lượt theo ngày ra viện, không gộp được các lần khám lại của một người",
        "chỉ có ba ký tự đầu của mã bệnh nên các bệnh có mã dài hơn không có chuỗi",
    )
    return Feed(
        Source("contributions", CONTRIBUTION.name, "week", calendar, _TITLE, notes),
        series, places, tuple(names), numbers_of(named, series), place, numbers_of(cases["facility"], names), day,
        cases["n"].to_numpy().astype(np.float64), True, _received(table, names, "day"), None, eras,
    )  # fmt: skip


def _kept(column: str, recalled: str) -> Expression:
    """The rows that nobody asked to take back."""
    return Any((IsNull(Column(column)), Compare(Column(column), "!=", Literal(recalled))))


def _diagnosed(
    rows: Frame, engine: Engine, diseases: Diseases, rules: Episodes, on: date
) -> tuple[pa.Table, tuple[str, ...]]:
    """Visits with the series that each belongs to; a visit may belong to several by its secondary diagnoses."""
    codes = engine.collect(rows.distinct(_MAIN).steps)[_MAIN].to_pylist()
    by_main = meanings(diseases, codes, on)
    main = engine.collect(rows.filter(IsIn(Column(_MAIN), tuple(sorted(by_main)))).select(*_COLUMNS).steps)
    parts = [main.append_column("series", pa.array([by_main[one] for one in main[_MAIN].to_pylist()], pa.string()))]
    second = {one for one in diseases.all if rules.of(one).secondary}
    if second:
        lists = engine.collect(rows.distinct(_SECOND).steps)[_SECOND].to_pylist()
        single = {one: [code.strip() for code in one.split(";")] for one in lists if one}
        meaning = meanings(diseases, [code for several in single.values() for code in several], on)
        for series in sorted({name for name in meaning.values() if set(name.split(JOIN)) & second}):
            having = tuple(sorted(one for one, several in single.items() if series in map(meaning.get, several)))
            some = engine.collect(rows.filter(IsIn(Column(_SECOND), having)).select(*_COLUMNS).steps)
            parts.append(some.append_column("series", pa.array([series] * len(some), pa.string())))
    whole = pa.concat_tables(parts)
    # Twice in one dossier, as main and as secondary diagnosis, is once.
    seen = whole.append_column("at", pa.array(np.arange(len(whole))))
    first = seen.group_by(["row_key", "series"]).aggregate([("at", "min")])["at_min"]
    whole = whole.take(pc.sort_indices(first) if not len(first) else pc.take(first, pc.sort_indices(first)))
    return whole, tuple(sorted(set(texts_of(whole["series"]))))


def places_of(
    geography: Geography, communes: pa.ChunkedArray, day: Days
) -> tuple[Positions, tuple[tuple[str, int], ...], tuple[tuple[int, int], ...]]:
    """A number for each commune in each era."""
    starts = np.array([numbered(one) for one in geography.days], np.int64)
    code, codes = codes_of(communes)
    era = np.searchsorted(starts, day, side="right")
    pair = np.where(code >= 0, code * (len(starts) + 1) + era, -1)
    different, place = np.unique(pair, return_inverse=True)
    shift = int(len(different) > 0 and different[0] < 0)
    known = different[shift:]
    places = tuple((codes[int(one) // (len(starts) + 1)], int(one) % (len(starts) + 1)) for one in known)
    return (place - shift).astype(np.intp), places, eras_of(geography, places)


def eras_of(geography: Geography, places: tuple[tuple[str, int], ...]) -> tuple[tuple[int, int], ...]:
    """The first and last day of the era of each place."""
    starts = [numbered(one) for one in geography.days]
    bounds = [
        (starts[era - 1] if era else -(10**6), starts[era] - 1 if era < len(starts) else 10**6) for _, era in places
    ]
    return tuple(bounds)


def _received(table: pa.Table, facilities: list[str], day: str) -> Received:
    numbers = numbers_of(table["facility"], facilities)
    return Received(numbers, days_of(table[day]), table["n"].to_numpy().astype(np.int64))


def days_of(column: pa.ChunkedArray | pa.Array) -> Days:
    return np.asarray(column.cast(pa.int32()).to_numpy(zero_copy_only=False), np.int64)


def numbers_of(column: pa.ChunkedArray | pa.Array, names: tuple[str, ...] | list[str]) -> Positions:
    found = pc.index_in(column, pa.array(list(names), pa.string())).fill_null(-1)
    return (
        np.asarray(found.to_numpy(zero_copy_only=False), np.intp)
        if isinstance(found, pa.Array)
        else np.asarray(found.to_numpy(), np.intp)
    )


def texts_of(column: pa.ChunkedArray) -> list[str]:
    return [one for one in pc.unique(column).to_pylist() if one]
