"""A feed small enough to count by hand: what each analysis says of it."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from measures.care.small_feed import CAPITAL, CENTRE, HOSPITAL, small_feed
from soyte.ledger.care_rollups import DRUGS, SERVICES
from soyte.ledger.home import AGGREGATES
from soyte.ledger.invariants import differing
from soyte.ledger.ledger import Ledger
from soyte.ledger.tables import ROWS
from soyte.measures.care import Answer, Scope
from soyte.measures.care.births import births
from soyte.measures.care.deaths import deaths
from soyte.measures.care.diseases import diseases
from soyte.measures.care.dossiers import Selection, dossiers
from soyte.measures.care.drugs import drugs, prescribing
from soyte.measures.care.followups import followups
from soyte.measures.care.notifiable import notifiable
from soyte.measures.care.stays import stays
from soyte.measures.care.techniques import techniques
from soyte.measures.care.timeliness import timeliness
from soyte.measures.care.transfers import transfers
from soyte.measures.errors import MeasureError, NothingKnown


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return small_feed(tmp_path_factory.mktemp("feed"))


@pytest.fixture(scope="module")
def sums_only(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return small_feed(tmp_path_factory.mktemp("sums"), AGGREGATES)


def told(answer: Answer, *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in answer.records()]


def test_roll_ups_stay_right_after_a_correction_and_each_answer_says_what_it_rests_on(ledger: Ledger) -> None:
    for rollup, table in ((DRUGS, "xml2"), (SERVICES, "xml3")):
        for seq in (1, 2, 3):
            assert not len(differing(ledger.engine, ledger.view(seq), ROWS[table], rollup)), (rollup.name, seq)
    found = diseases(ledger, level="code").pedigree
    assert (found.dossiers, found.submissions, found.as_of, found.tables) == (13, 3, 3, ("xml1",))
    assert diseases(ledger, as_of=1, level="code").pedigree.dossiers == 9


def test_diseases_count_a_corrected_dossier_once_under_its_new_code(ledger: Ledger) -> None:
    found = told(diseases(ledger, Scope.of("T8/2025"), level="code"), "code", "visits", "cost")
    assert {code: n for code, n, _ in found} == {"A97": 2, "I21": 2, "J18": 1, "O82": 1}
    assert found[1][2] == 18_000_000
    assert told(diseases(ledger, Scope.of("2025"), level="group", inpatient=True), "code", "visits") == [
        ("I20-I25", 2),
        ("A90-A99", 1),
        ("O80-O84", 1),
    ]
    assert told(diseases(ledger, level="chapter", order="cost", top=1), "code", "name") == [("IX", "Bệnh hệ tuần hoàn")]


def test_deaths_tell_those_in_the_facility_from_those_outside_and_the_dying_who_went_home(ledger: Ledger) -> None:
    assert told(deaths(ledger, Scope.of("2025")), "facility", "inside", "outside", "hopeless", "dossiers") == [
        (HOSPITAL, 1, 1, 1, 9),
        (CENTRE, 0, 0, 0, 3),
    ]
    by_month = told(deaths(ledger, by="month"), "month", "inside", "outside")
    assert [row for row in by_month if any(row[1:])] == [("2025-07", 1, 1)]


def test_stays_give_mean_and_quantiles_of_inpatients(ledger: Ledger) -> None:
    answer = stays(ledger, Scope.of("2025"))
    assert told(answer, "facility", "stays", "mean", "median", "ninth", "long") == [(HOSPITAL, 4, 13.5, 5, 40, 1)]


def test_transfers_are_a_matrix_of_papers_and_dossiers_with_their_cost(ledger: Ledger) -> None:
    names = ("origin", "destination", "leaves", "papers", "dossiers", "cost")
    assert told(transfers(ledger), *names) == [
        (HOSPITAL, CAPITAL, "có", 1, 1, 9_000_000),
        (HOSPITAL, CENTRE, "không", 0, 1, 9_000_000),
    ]
    assert told(transfers(ledger, by="province", outside=True), *names) == [("99", "01", "có", 1, 1, 9_000_000)]
    assert told(transfers(ledger, by="group", outside=True), "code", "dossiers", "share") == [("I20-I25", 1, 100.0)]


def test_births_are_children_and_caesareans_are_deliveries(ledger: Ledger) -> None:
    names = ("facility", "births", "boys", "girls", "ratio", "deliveries", "caesareans")
    assert told(births(ledger), *names) == [(HOSPITAL, 2, 1, 1, 100.0, 1, 1)]


def test_drugs_sum_rows_quantity_and_cost(ledger: Ledger) -> None:
    answer = drugs(ledger, Scope.of("T8/2025"))
    assert told(answer, "drug", "name", "antibiotic", "quantity", "rows", "cost") == [
        ("40.154", "Amo", "có", 14, 1, 35_840),
        ("40.48", "Pa", "", 20, 2, 9_600),
    ]
    assert "40.154" in answer.pedigree.source
    first = told(prescribing(ledger, Scope.of("T8/2025")), "visits", "with_drugs", "lines_per_visit", "with_antibiotic")
    assert first == [(6, 2, 1.5, 1)]


def test_a_technique_is_new_where_all_earlier_months_lack_it_and_nothing_is_said_after_too_short_a_history(
    ledger: Ledger,
) -> None:
    found = techniques(ledger, Scope.of("T8/2025"))
    assert told(found, "facility", "service", "first", "rows", "history") == [
        (HOSPITAL, "03.2265.0653", "2025-08", 1, 12)
    ]
    short = techniques(ledger, Scope.of("T8/2025"), least=13)
    assert (short.rows, "chỉ có 12 tháng dữ liệu" in short.notes[0]) == ((), True)
    with pytest.raises(MeasureError, match="Cần một kỳ"):
        techniques(ledger, Scope())


def test_appointments_are_kept_missed_or_still_open(ledger: Ledger) -> None:
    """I came on the day after the appointment of B, but is somebody else; nothing is known yet of what comes after I's."""
    names = ("made", "kept", "missed", "open", "unknown")
    assert told(followups(ledger), *names) == [(2, 0, 1, 1, 0)]
    assert told(followups(ledger, window=0), *names) == [(2, 0, 2, 0, 0)]


def test_dengue_is_counted_under_its_old_and_its_new_code_and_a_person_once(ledger: Ledger) -> None:
    september = Scope.of("T9/2025")
    assert told(notifiable(ledger, september), "disease", "visits", "people") == [("dengue", 3, 1)]
    by_week = told(notifiable(ledger, september, disease="dengue", by="week"), "week", "visits")
    assert by_week == [("2025-09-01", 3)]
    by_facility = notifiable(ledger, disease="dengue", by="facility", scope=Scope.of("2025"))
    assert told(by_facility, "facility", "visits") == [(HOSPITAL, 5), (CENTRE, 3)]
    with pytest.raises(MeasureError, match="không có bệnh “dengu”"):
        notifiable(ledger, disease="dengu")


def test_on_the_right_day_counts_from_the_first_sending_and_days_off_move_the_due_day(ledger: Ledger) -> None:
    names = ("dossiers", "on_time", "next_day", "within_7", "later", "corrected")
    summer = Scope("2025-07", "2025-08")
    assert told(timeliness(ledger, summer), *names) == [(8, 5, 1, 1, 1, 1)]
    undated = timeliness(ledger, summer, base="payment")
    assert told(undated, "dossiers", "on_time", "undated") == [(8, 0, 8)]
    accepted = timeliness(ledger, summer, received="accepted")
    assert told(accepted, "on_time", "later") == [(0, 8)]


def test_right_at_first_looks_at_findings_of_the_first_sending_only(ledger: Ledger) -> None:
    state = ledger.state()
    first, second = (next(n for n, act in state.accepted.items() if act.seq == seq) for seq in (1, 2))
    key = {row[0]: row[1] for row in told(dossiers(ledger, Scope.of("T8/2025")), "link", "dossier")}["•••B"]

    def share(*findings: tuple[str, str]) -> Any:
        columns = zip(*findings, strict=True)
        names = ("severity", "submission_id")
        table = pa.table({"dossier_key": [key] * len(findings), **dict(zip(names, map(list, columns), strict=True))})
        return timeliness(ledger, Scope.of("T8/2025"), findings=table).totals[2][1]

    assert share(("C", second), ("W", first)) == 100
    assert share(("C", first), ("C", first)) == pytest.approx(100 * 5 / 6)


def test_behind_every_number_are_its_dossiers_without_their_people(ledger: Ledger) -> None:
    answer = transfers(ledger)
    select = answer.selects(answer.rows[0])
    found = dossiers(ledger, Scope.of(None, select.pop("facility")), Selection(**select))
    assert told(found, "link", "icd", "cost", "submission") == [("•••F", "I21.0", 9_000_000, "#1")]
    for selection, keys in {
        Selection(icd="IX"): "FG",
        Selection(icd="A90-A99", inpatient="true"): "D",
        Selection(drug="40.154"): "A",
        Selection(service="03.2265.0653"): "A",
        Selection(births="true"): "H",
        Selection(result="5,8"): "CD",
        Selection(appointed="true"): "BI",
        Selection(disease="dengue", to=CENTRE): "",
    }.items():
        shown = [link[-1] for (link,) in told(dossiers(ledger, Scope.of("2025"), selection), "link")]
        assert sorted(shown) == list(keys), selection


def test_where_only_sums_are_kept_the_same_figures_come_out_or_the_reason_why_not(
    ledger: Ledger, sums_only: Ledger
) -> None:
    for ask in (diseases, deaths, births, prescribing):
        assert ask(sums_only).rows == ask(ledger).rows
    assert told(stays(sums_only, Scope.of("2025")), "stays", "median") == [(4, 5)]
    months = told(notifiable(sums_only, Scope.of("2025"), disease="dengue", by="month"), "month", "visits", "people")
    assert months == [("2025-07", 3, None), ("2025-08", 2, None), ("2025-09", 3, None)]
    for impossible in (transfers, drugs, timeliness, followups, dossiers):
        with pytest.raises(MeasureError, match="Kho này chỉ giữ phần đóng góp"):
            impossible(sums_only)


def test_an_empty_ledger_and_a_period_of_half_months_are_told_in_words(tmp_path: Any) -> None:
    with pytest.raises(NothingKnown, match="hãy nhận hồ sơ: soyte ingest"):
        diseases(Ledger.create(tmp_path / "kho"))
    with pytest.raises(MeasureError, match="không gồm trọn các tháng"):
        Scope.of("2025-08-01..2025-08-15")
