"""Which rows count: of several submissions that speak of one cell the latest, of a submission and its correction the
correction, and all this also after withdrawals."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from ledger.building import answers, everything, load, total
from soyte.ledger.errors import LedgerError
from soyte.ledger.ledger import Ledger


def withdraw(ledger: Ledger, submission: str) -> None:
    ledger.withdraw(submission, actor="canbo", reason="nhầm")


def test_a_later_file_is_believed_for_the_cells_it_speaks_of(ledger: Ledger) -> None:
    load(ledger, {"01a": 5, "02a": 6})
    load(ledger, {"02a": 60})
    assert (answers(ledger), total(ledger)) == ({"01a": 5, "02a": 60}, (2, 65))


def test_a_cell_not_reported_any_more_is_not_a_zero(ledger: Ledger) -> None:
    load(ledger, {"01a": 5})
    load(ledger, {"01a": None})
    assert (answers(ledger), total(ledger)) == ({"01a": None}, (1, 0))


def test_a_correction_stands_for_all_of_the_file(ledger: Ledger) -> None:
    first = load(ledger, {"01a": 5, "02a": 6})
    load(ledger, {"02a": 60}, supersedes=first.submission_id)
    assert (answers(ledger), total(ledger)) == ({"02a": 60}, (1, 60))


def test_a_withdrawn_correction_gives_way_to_what_it_corrected(ledger: Ledger) -> None:
    first = load(ledger, {"01a": 5, "02a": 6})
    second = load(ledger, {"02a": 60}, supersedes=first.submission_id)
    withdraw(ledger, second.submission_id)
    assert (answers(ledger), total(ledger)) == ({"01a": 5, "02a": 6}, (2, 11))


def test_withdrawing_a_corrected_correction_changes_nothing(ledger: Ledger) -> None:
    first = load(ledger, {"01a": 5}, name="một")
    second = load(ledger, {"01a": 6}, name="hai", supersedes=first.submission_id)
    load(ledger, {"01a": 7}, name="ba", supersedes=second.submission_id)
    withdraw(ledger, second.submission_id)
    assert (answers(ledger), total(ledger)) == ({"01a": 7}, (1, 7))


def test_when_the_whole_line_of_corrections_is_withdrawn_the_first_file_counts_again(ledger: Ledger) -> None:
    first = load(ledger, {"01a": 5}, name="một")
    second = load(ledger, {"01a": 6}, name="hai", supersedes=first.submission_id)
    third = load(ledger, {"01a": 7}, name="ba", supersedes=second.submission_id)
    withdraw(ledger, second.submission_id)
    withdraw(ledger, third.submission_id)
    assert (answers(ledger), total(ledger)) == ({"01a": 5}, (1, 5))


def test_what_a_middle_file_superseded_stays_superseded_by_the_last(ledger: Ledger) -> None:
    load(ledger, {"01a": 1}, name="một")
    second = load(ledger, {"01a": 2}, name="hai")
    load(ledger, {"01a": 3}, name="ba")
    withdraw(ledger, second.submission_id)
    assert (answers(ledger), total(ledger)) == ({"01a": 3}, (1, 3))


def test_a_file_that_counts_again_does_not_overrule_a_later_one(ledger: Ledger) -> None:
    first = load(ledger, {"01a": 1}, name="một")
    second = load(ledger, {"02a": 2}, name="hai", supersedes=first.submission_id)
    load(ledger, {"01a": 3}, name="ba")
    withdraw(ledger, second.submission_id)
    assert (answers(ledger), total(ledger)) == ({"01a": 3}, (1, 3))


def test_only_a_living_submission_can_be_corrected(ledger: Ledger) -> None:
    first = load(ledger, {"01a": 5}, name="một")
    load(ledger, {"01a": 6}, name="hai", supersedes=first.submission_id)
    with pytest.raises(LedgerError, match="đã được thay bằng lần gửi số 2"):
        load(ledger, {"01a": 7}, name="ba", supersedes=first.submission_id)


# --------------------------------------------------------------------------------------------------------------- as of


def test_every_past_answer_stays_as_it_was(ledger: Ledger) -> None:
    first = load(ledger, {"01a": 5})
    second = load(ledger, {"01a": 6})
    withdraw(ledger, second.submission_id)
    load(ledger, {"01a": 7}, name="ba", supersedes=first.submission_id)
    assert [found for found, _ in everything(ledger)] == [{}, {"01a": 5}, {"01a": 6}, {"01a": 5}, {"01a": 7}]
    assert [found for _, found in everything(ledger)] == [(0, 0), (1, 5), (1, 6), (1, 5), (1, 7)]


def test_a_moment_and_a_day_are_as_good_as_a_number(ledger: Ledger) -> None:
    first = load(ledger, {"01a": 5})
    load(ledger, {"01a": 6})
    assert answers(ledger, first.recorded_at) == {"01a": 5}
    assert answers(ledger, first.recorded_at - timedelta(microseconds=1)) == {}
    assert answers(ledger, datetime(2100, 1, 1, tzinfo=UTC)) == {"01a": 6}
    assert answers(ledger, date(2000, 1, 1)) == {}


def test_a_number_that_does_not_exist_is_refused(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="số lớn nhất hiện nay là 0"):
        ledger.view(1)
