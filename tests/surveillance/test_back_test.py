"""Outbreaks in hindsight, alarms held against them, and a back-test from a table of anybody's counts."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pytest

from soyte.surveillance.detectors import Outcome
from soyte.surveillance.proof import (
    DEFINITIONS,
    Alarms,
    Contender,
    Panel,
    PanelError,
    lines,
    read_panel,
    run,
    score,
    truths,
)
from soyte.surveillance.proof.outbreaks import Outbreaks, outbreaks
from soyte.surveillance.proof.tables import back_test_rows, printed

MONTHS = 12
DOUBLE, DEVIATIONS, WAVE = DEFINITIONS


def quiet(years: int = 10, each: float = 10) -> np.ndarray:
    """Ten cases a month, and one more in July."""
    counts = np.full((1, years * MONTHS), float(each))
    counts[:, 6::MONTHS] += 1
    return counts


def spans(found: Outbreaks) -> list[tuple[int, int]]:
    return list(zip(found.first.tolist(), found.last.tolist(), strict=True))


def test_two_months_at_three_times_the_usual_are_an_outbreak_and_one_is_not() -> None:
    counts = quiet()
    counts[0, 60:63] = 30
    counts[0, 90] = 30
    assert spans(outbreaks(counts, DOUBLE, MONTHS)) == [(60, 62)]
    assert spans(outbreaks(counts, DEVIATIONS, MONTHS)) == [(60, 62), (90, 90)]
    assert spans(outbreaks(counts, WAVE, MONTHS)) == [(60, 62)]  # 60 more than usual, half a year's cases


def test_a_month_between_does_not_end_an_outbreak_and_an_unknown_one_is_in_none() -> None:
    counts = quiet()
    counts[0, 60:65] = (30, 30, 9, 30, 30)
    assert spans(outbreaks(counts, DOUBLE, MONTHS)) == [(60, 64)]
    counts[0, 62] = np.nan
    found = outbreaks(counts, DOUBLE, MONTHS)
    assert spans(found) == [(60, 61), (63, 64)]
    assert not found.known[0, 62]


def test_a_few_cases_more_are_no_outbreak_however_rare_the_disease() -> None:
    counts = np.zeros((1, 120))
    counts[0, 60:62] = 4
    assert spans(outbreaks(counts, DOUBLE, MONTHS)) == []


def test_alarms_are_right_late_or_false() -> None:
    counts = quiet()
    counts[0, 70:74] = 40
    counts[0, 100:102] = 40
    truth = outbreaks(counts, DOUBLE, MONTHS)
    alarm = np.zeros(counts.shape, dtype=bool)
    alarm[0, [69, 72, 73, 90, 110]] = True  # just before: neither; two late; two false; the second outbreak missed
    found = score(Alarms(alarm, np.ones_like(alarm)), truth, MONTHS, since=60)
    assert (found.outbreaks, found.found, found.delays, found.false_alarms) == (2, 1, (2,), 2)
    assert found.detection == 0.5
    assert found.at_once == 0
    assert found.quiet_years == pytest.approx((60 - 6 - 4) / MONTHS)  # without the outbreaks and a month around each
    assert found.false_per_year == pytest.approx(2 / (50 / 12))


def test_what_could_not_be_tested_was_not_found() -> None:
    counts = quiet()
    counts[0, 70:74] = 40
    truth = outbreaks(counts, DOUBLE, MONTHS)
    nothing = np.zeros(counts.shape, dtype=bool)
    found = score(Alarms(nothing, nothing), truth, MONTHS, since=60)
    assert (found.outbreaks, found.found, found.untested) == (1, 0, 1)
    assert score(Alarms(nothing, nothing), truth, MONTHS, since=80).detection is None


def test_a_back_test_knows_the_past_alone() -> None:
    counts = np.tile(quiet(), (2, 1))
    counts[0, 80:83] = 60
    panel = Panel(("Sởi", "Ho gà"), ("A", "A"), counts, 2010, MONTHS)
    seen: list[int] = []

    def detector(data: np.ndarray, moments: np.ndarray, frequency: int) -> Outcome:
        seen.append(int(moments[0]))
        above = data[:, moments] > 2 * data[:, moments - frequency]
        return Outcome(np.zeros(above.shape), above, np.ones_like(above))

    tested = run(panel, Contender("gấp đôi cùng kỳ", detector))
    assert seen == [60]
    rows = back_test_rows(lines(panel, tested, truths(panel, [DOUBLE]), "disease"), MONTHS)
    assert [(row["Bệnh"], row["Số đợt"], row["Phát hiện"]) for row in rows] == [("Ho gà", 0, None), ("Sởi", 1, 1.0)]
    assert "1,00" in printed(rows)


LONG = "địa bàn,năm,tháng,bệnh,số ca\nA,2020,1,Sởi,3\nA,2020,3,Sởi,5\nB,2020,1,Sởi,0\n"
WIDE = "province,year,month,measles,dengue\nA,2020,1,3,\nA,2020,3,5,7\nB,2020,1,0,1\n"


@pytest.mark.parametrize(("text", "series"), [(LONG, 2), (WIDE, 4)])
def test_a_table_is_long_or_wide_and_what_is_empty_is_unknown(tmp_path: Path, text: str, series: int) -> None:
    path = tmp_path / "so-ca.csv.gz"
    path.write_bytes(gzip.compress(text.encode("utf-8-sig")))
    panel = read_panel(path)
    assert (len(panel.diseases), panel.year, panel.frequency) == (series, 2020, 12)
    row = panel.counts[
        [*zip(panel.diseases, panel.places, strict=True)].index(("Sởi" if series == 2 else "measles", "A"))
    ]
    np.testing.assert_array_equal(row, [3, np.nan, 5])


def test_weeks_follow_each_other_over_years_of_53(tmp_path: Path) -> None:
    path = tmp_path / "tuan.csv"
    path.write_text("xã,năm,tuần,bệnh,số ca\nA,2020,53,Sởi,1\nA,2021,1,Sởi,2\n", "utf-8")
    panel = read_panel(path)
    assert panel.frequency == 52
    assert panel.counts[0, 52:].tolist() == [1, 2]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("năm,tháng,bệnh,số ca\n2020,1,Sởi,1\n", "thiếu cột địa bàn"),
        (LONG.replace("2020,3", "2020,13"), "dòng 3: tháng 13"),
        (LONG.replace(",5", ",-5"), "dòng 3, cột số ca"),
        (LONG.replace(",5", ",năm"), "không phải là số"),
        (LONG.replace("2020,3", "2020,1"), "hai số ca"),
        ("địa bàn,năm,tháng,bệnh,số ca\n", "không có dòng"),
    ],
)
def test_what_is_wrong_with_a_table_is_said(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "so-ca.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(PanelError, match=words):
        read_panel(path)
