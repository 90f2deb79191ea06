"""Series from dossiers: cases by commune and facility, weeks that did not come in, persons who came again."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from soyte.ledger.ledger import Ledger
from soyte.ledger.loading import Ticket
from soyte.ledger.tables import CLAIMS
from soyte.periods import week
from soyte.receiving import Order, receive
from soyte.sample.claims import Batch, ClaimOrder, Content, write_claims
from soyte.surveillance.signals.behind import dossiers
from soyte.surveillance.signals.finding import signals_of
from soyte.surveillance.signals.model import Weekly

PLACE, HOSPITAL = "99046", "99901"
LAST = date(2025, 8, 24)
Row = dict[str, Any]


def visit(day: date, person: int, icd: str = "A97.0", **more: Any) -> Row:
    key = f"hs:{person:06d}{day:%Y%m%d}{icd}"
    return {
        "row_key": key, "facility": HOSPITAL, "MA_LK": key, "SO_CCCD": f"cit.{person}", "MA_BN": str(person), "month": f"{day:%Y-%m}",
        "NGAY_VAO_day": day, "MA_BENH_CHINH": icd, "MAXA_CU_TRU": PLACE, "MA_DOITUONG_KCB": "1.1", **more,
    }  # fmt: skip


def ordinary(weeks: int, silent: Iterable[int] = ()) -> list[Row]:
    """Ten visits a week for something that need not be reported; none in the silent weeks (0 is the last)."""
    days = [LAST - timedelta(weeks=back) for back in range(weeks) if back not in set(silent)]
    return [visit(day, 9000 + number, "I10", MAXA_CU_TRU="99001") for day in days for number in range(10)]


def asked(folder: Path, rows: list[Row]) -> Weekly:
    ledger = Ledger.create(folder / "kho", place="99")
    schema = CLAIMS["XML1"].schema
    made = [{**one, "row_no": number} for number, one in enumerate(rows)]
    fields = [field for field in schema if field.name in made[0]]
    ticket = Ticket("claims", "ho-so.xml", "người thử", "thử", "0" * 64, dataset="ho_so_kcb")
    with ledger.loading(ticket) as loading:
        loading.write("xml1", pa.Table.from_pylist(made, schema=pa.schema(fields)))
        loading.commit(len(made))
    return signals_of(ledger, week(2025, 34), levels=("commune", "facility"))


def ill(people: Iterable[int], **more: Any) -> list[Row]:
    return [visit(LAST - timedelta(days=person % 6), person, **more) for person in people]


def test_cases_count_where_patients_live_and_where_they_went_and_whoever_came_again_only_once(tmp_path: Path) -> None:
    again = ill(range(7), facility="99904", row_key=None)  # later that day, elsewhere
    rows = [{**one, "row_key": f"hs:lai{number}"} for number, one in enumerate(again)]
    whole = asked(tmp_path, [*ordinary(20), *ill(range(7)), *rows, visit(LAST, 50, "J09")])
    found = whole.of("statistic")
    assert {(one.level, one.place, one.count) for one in found} == {("commune", PLACE, 7), ("facility", HOSPITAL, 7)}
    assert "đã gộp 7 lần khám lại" in " ".join(found[0].notes)
    assert all(len(one.rows) == 7 for one in found)
    assert dossiers(Ledger.open(tmp_path / "kho"), found[0].rows)[0].icd10 == "A97.0"
    (possible,) = [
        one for one in whole.of("law") if one.state == "possible"
    ]  # a code that four diseases of group A share
    assert possible.method == "qd02_2016_group_a"
    assert "cần xác minh" in possible.words


def test_a_week_without_dossiers_is_no_week_without_cases(tmp_path: Path) -> None:
    found = asked(tmp_path, [*ordinary(20, silent=[4]), *ill(range(7))])
    assert found.of("statistic") == ()
    (one,) = [one for one in found.tests if one.kind == "statistic" and one.level == "commune"]
    assert one.untested == {"lịch sử có quá nhiều kỳ không báo cáo": 16}


@pytest.mark.slow
def test_the_outbreak_planted_in_the_sample_feed_is_found_in_its_commune(tmp_path: Path) -> None:
    folder = tmp_path / "bhyt"
    write_claims(folder, ClaimOrder(3000, 2025, seed=3, content=Content.INLINE, batch=Batch.MONTH))
    with zipfile.ZipFile(tmp_path / "ho-so.zip", "w") as packed:  # May to the middle of September
        for path in sorted((folder / "ho-so").glob("99*/2025*.xml")):
            if "20250501" <= path.name[:8] <= "20250915":
                packed.write(path, path.name)
    ledger = Ledger.create(tmp_path / "kho", place="99")
    receive(ledger, Order(tmp_path / "ho-so.zip", "người thử"))
    found = signals_of(ledger, week(2025, 34), levels=("commune",)).of("statistic")
    assert [(one.disease, one.place) for one in found] == [("dengue", PLACE)]
    assert signals_of(ledger, week(2025, 29), levels=("commune",)).of("statistic") == ()
