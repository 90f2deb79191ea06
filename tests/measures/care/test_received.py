"""What came on a day, how the feed's punctuality went on, and from each number to just the dossiers that it counts."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo
from pathlib import Path
from typing import Any

import pytest

from measures.care.small_feed import CENTRE, HOSPITAL, case, sent
from soyte.ledger.home import AGGREGATES
from soyte.ledger.ledger import Ledger
from soyte.measures.care import Answer, Scope
from soyte.measures.care.dossiers import Selection, dossiers
from soyte.measures.care.findings import findings
from soyte.measures.care.punctuality import punctuality
from soyte.measures.care.received import days_received, received
from soyte.measures.care.timeliness import timeliness
from soyte.measures.errors import MeasureError, NothingKnown


def standing(moment: datetime) -> type[datetime]:
    class Standing(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return moment.astimezone(tz)

    return Standing


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """Monday 10 November 2025: five dossiers of the hospital, made on 5 August, and one of the centre. The next day: B again, and Q."""
    folder = tmp_path_factory.mktemp("feed")
    made = Ledger.create(folder / "kho")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("soyte.ledger.clock.datetime", standing(datetime(2025, 11, 10, 2, tzinfo=UTC)))
        sent(
            made, folder, "20250805",
            case("A", "20250804"), case("B", "20250805"), case("C", "20250725"), case("D", "20250724"),
            case("E", "20250701", MA_DOITUONG_KCB="9"),
        )  # fmt: skip
        sent(made, folder, "20250905", case("X", "20250905", facility=CENTRE), facility=CENTRE)
        patch.setattr("soyte.ledger.clock.datetime", standing(datetime(2025, 11, 10, 23, tzinfo=UTC)))
        sent(made, folder, "20251110", case("B", "20250805"), case("Q", "20251110"))
    return made


def told(answer: Answer, *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in answer.records()]


def keys(ledger: Ledger, selects: dict[str, str]) -> str:
    scope = Scope.of(selects.pop("period", None), selects.pop("facility", None))
    return "".join(sorted(link[-1] for (link,) in told(dossiers(ledger, scope, Selection(**selects)), "link")))


def test_a_day_tells_who_sent_what_and_who_usually_sends_and_did_not(ledger: Ledger) -> None:
    assert days_received(ledger) == ((date(2025, 11, 10), 6, 2), (date(2025, 11, 11), 2, 1))
    answer = received(ledger)
    assert answer.title.endswith("11/11/2025")
    assert told(answer, "facility", "dossiers", "again", "on_time", "last") == [
        (HOSPITAL, 2, 1, 1, date(2025, 11, 11)),
        (CENTRE, 0, 0, 0, date(2025, 11, 10)),
    ]
    assert any("1 cơ sở có gửi trong 31 ngày trước" in note for note in answer.notes)
    before = received(ledger, date(2025, 11, 10))
    assert told(before, "facility", "dossiers", "again", "on_time_share") == [
        (HOSPITAL, 5, 0, 25),  # B of A, B, C and D: E is not insured
        (CENTRE, 1, 0, 100),
    ]
    kinds = ("critical", "refused", "doubtful")
    found = findings(ledger, as_of=2)
    assert [sum(map(sum, told(one, *kinds))) for one in (before, found)] == 2 * [sum(map(sum, told(found, *kinds)))]
    assert told(received(ledger, date(2025, 11, 10), facility=CENTRE), "facility", "dossiers") == [(CENTRE, 1)]
    assert received(ledger, date(2020, 1, 1)).rows == ()


def test_punctuality_goes_by_months_and_weeks_and_adds_up_to_the_whole(ledger: Ledger) -> None:
    months, whole = punctuality(ledger), timeliness(ledger)
    assert [row[0] for row in months.rows] == ["2025-07", "2025-08", "2025-09", "2025-11"]
    weeks = punctuality(ledger, Scope.of("2025", HOSPITAL), by="week")
    assert told(weeks, "week", "dossiers", "on_time", "next_day", "within_7", "later") == [
        ("2025-07-21", 2, 0, 0, 1, 1),
        ("2025-08-04", 2, 1, 1, 0, 0),
        ("2025-11-10", 1, 1, 0, 0, 0),
    ]
    for name in ("dossiers", "on_time", "later"):
        assert sum(n for (n,) in told(months, name)) == sum(n for (n,) in told(whole, name))


def test_each_number_leads_to_just_the_dossiers_that_it_counts(ledger: Ledger) -> None:
    def behind(answer: Answer, name: str, at: int = 0) -> str:
        field = next(field for field in answer.fields if field.name == name)
        return keys(ledger, answer.selects_of(answer.rows[at], field))

    course = timeliness(ledger, Scope.of("2025", HOSPITAL))
    assert [behind(course, name) for name in ("on_time", "next_day", "within_7", "later")] == ["BQ", "A", "C", "D"]
    assert behind(punctuality(ledger, by="week"), "within_7") == "C"
    assert behind(punctuality(ledger, by="month"), "next_day", 1) == "A"
    assert behind(received(ledger), "dossiers") == "BQ"
    rules = findings(ledger, by="rule")
    rule = next(row for row in rules.rows if row[2] == "E")
    assert len(keys(ledger, rules.selects(rule))) == rule[4]


def test_what_is_no_day_and_what_is_not_kept_is_told_in_words(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(MeasureError, match="không phải ngày"):
        dossiers(ledger, selection=Selection(received="hôm qua"))
    with pytest.raises(MeasureError, match="không phải mức đúng ngày"):
        dossiers(ledger, selection=Selection(punctual="sớm"))
    with pytest.raises(NothingKnown, match="chưa có hồ sơ"):
        received(Ledger.create(tmp_path / "trong"))
    with pytest.raises(MeasureError, match="chỉ giữ phần đóng góp"):
        received(Ledger.create(tmp_path / "tong", claims=AGGREGATES))
