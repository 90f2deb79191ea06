"""A week's signals from tables of counts: found, told, told once, and never more than is known."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from measures.books import Book, Row, new_book, row
from soyte.exchange.signals import document
from soyte.periods import Calendar, Period, week
from soyte.surveillance.signals.finding import signals_of
from soyte.surveillance.signals.model import Signal, Weekly
from soyte.surveillance.signals.recording import record, standing

NOW = week(2025, 34)
QUIET, ILL, SILENT = "98001", "98002", "98003"


def cell(place: str, when: Period, value: int | str, **more: str) -> Row:
    made = row({"place": place, "period": "2025-W34", "value": str(value), "disease": "dengue", **more})
    key = f"{made['dataset']}|{place}|{when.start}"
    return {**made, "period_start": when.start, "period_end": when.end, "row_key": key}


def history(weeks: int = 290, calendar: Calendar = Calendar.WEEK_MONDAY) -> list[Row]:
    """Three communes with one to four cases a week; twenty in the last week of one, and another that is silent then."""
    chance, rows = random.Random(5), []
    one = week(2025, 34, calendar)
    for back in range(weeks):
        for place in (QUIET, ILL, SILENT):
            value: int | str = chance.choice([1, 2, 2, 3, 4])
            if back == 0:
                value = 20 if place == ILL else "?" if place == SILENT else 2
            rows.append(cell(place, one, value))
        one = one.preceding()
    return rows


@pytest.fixture
def book(tmp_path: Path) -> Book:
    made = new_book(tmp_path)
    made.load(history())
    return made


def ask(book: Book) -> Weekly:
    return signals_of(book.ledger, NOW, levels=("commune",))


def statistics(found: Weekly) -> list[Signal]:
    return list(found.of("statistic"))


def test_an_outbreak_is_told_in_one_sentence_with_count_expectation_and_bound(book: Book) -> None:
    (one,) = statistics(ask(book))
    assert (one.place, one.count, one.method) == (ILL, 20, "farrington_flexible")
    assert one.expected is not None
    assert one.bound is not None
    assert one.expected < 5 < one.bound < 20
    assert one.words.startswith("Tuần 34 (18/8–24/8/2025), 98002: 20 ca Sốt xuất huyết Dengue, dự kiến 2,")
    assert "ngưỡng thống kê" in one.words
    assert one.figure is not None
    assert book.ledger.state().head == ask(book).as_of


def test_a_condition_of_the_law_is_another_thing_under_other_words(book: Book) -> None:
    (one,) = [one for one in ask(book).of("law") if one.place == ILL]
    assert one.legal_source == "QĐ 02/2016/QĐ-TTg Đ2 khoản 2 điểm a"
    assert "mức quy định" in one.words
    assert "ngưỡng" not in one.words


def test_a_week_that_nobody_reported_is_not_tested_and_the_number_of_false_signals_is_that_of_tests(book: Book) -> None:
    found = ask(book)
    by_method = {one.method: one for one in found.tests}
    assert (by_method["farrington_flexible"].tested, by_method["farrington_flexible"].found) == (2, 1)
    assert by_method["ears_c1"].untested == {"kỳ này chưa có báo cáo": 1}
    assert found.expected_false == pytest.approx(2 * 0.005)
    (one,) = statistics(found)
    assert one.p_value is not None
    assert one.q_value == pytest.approx(min(1.0, 2 * one.p_value))


@pytest.mark.parametrize(("weeks", "method", "reason"), [(30, "ears_c1", None), (5, "ears_c1", "lịch sử quá ngắn")])
def test_the_history_chooses_the_method_and_too_short_a_one_is_said(
    weeks: int, method: str, reason: str | None, tmp_path: Path
) -> None:
    book = new_book(tmp_path)
    book.load(history(weeks))
    found = ask(book)
    assert [one.method for one in statistics(found)] == ([] if reason else [method])
    if reason:
        assert found.tests[0].untested[reason] == 2


def test_rows_may_come_in_any_order(tmp_path: Path) -> None:
    rows = history(120)
    keys = []
    for seed in (1, 2):
        random.Random(seed).shuffle(rows)
        book = new_book(tmp_path / str(seed))
        book.load(list(rows))
        keys.append([one.key for one in ask(book).signals])
    assert keys[0] == keys[1] != []


def test_each_calendar_is_a_series_of_its_own(tmp_path: Path) -> None:
    book = new_book(tmp_path)
    book.load(history(60, Calendar.WEEK_FRIDAY))
    book.load(history(60, Calendar.WEEK_SUNDAY))
    found = [one for one in statistics(ask(book)) if one.place == ILL]
    assert [(one.source.calendar, f"{one.period.start:%d/%m}") for one in found] == [
        (Calendar.WEEK_FRIDAY, "22/08"),
        (Calendar.WEEK_SUNDAY, "17/08"),
    ]
    assert all("mỗi lịch là một chuỗi riêng" in " ".join(one.notes) for one in found)


def test_the_same_signal_is_written_once_and_changed_counts_refer_to_the_former_one(book: Book) -> None:
    first = record(book.ledger, ask(book), actor="người thử", channel="thử")
    assert (len(first.new), len(first.changed), len(first.known)) == (len(ask(book).signals), 0, 0)
    again = record(book.ledger, ask(book), actor="người thử", channel="thử")
    assert again.act is None
    assert len(again.known) == len(first.new)
    later = book.load([cell(ILL, NOW, 31)])
    changed = record(book.ledger, ask(book), actor="người thử", channel="thử").changed
    assert {one.count for one in changed if one.kind == "statistic"} == {31}
    now = standing(book.ledger)[statistics(ask(book))[0].subject]
    assert now.body["former"] == next(one.key for one in first.new if one.kind == "statistic")
    assert now.answers is not None
    book.load([cell(ILL, NOW, 1)], supersedes=later)
    ended = record(book.ledger, ask(book), actor="người thử", channel="thử").ended
    assert now.subject in {one.subject for one in ended}
    assert standing(book.ledger)[now.subject].body["holds"] is False
    assert record(book.ledger, ask(book), actor="người thử", channel="thử").act is None


def test_a_ledger_without_cases_says_so(tmp_path: Path) -> None:
    found = ask(new_book(tmp_path))
    assert document(found)["signals"] == []
    assert "Kho chưa có" in found.warnings[0]
