"""Random loads, corrections and withdrawals: every figure as of every act is what plain Python makes of the rows, from the
roll-up as from the rows, whole as the sum of its parts."""

from __future__ import annotations

import tempfile
from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from measures.books import Book, Row, new_book, row
from measures.oracle import figure, living_rows, standing
from soyte.measures import Figure, spans

WITHOUT_EXPLAINING = (Phase.explicit, Phase.generate, Phase.shrink)  # an example takes a second
PLACES = ["10", "20", "30", "10001", "20001", "30001"]
PERIODS = ["2025-05", "2025-06", "2025-07", "2025"]
values = st.sampled_from(["0", "1", "2.5", "70", "?", "không", "n/a"])
cases = st.fixed_dictionaries(
    {
        "place": st.sampled_from(PLACES),
        "period": st.sampled_from(PERIODS),
        "disease": st.sampled_from(["dengue", "measles", "-"]),
        "sex": st.sampled_from(["male", "female", "-"]),
        "measure": st.sampled_from(["cases", "deaths"]),
        "value": values,
        "status": st.sampled_from(["final", "provisional", "estimate"]),
    }
)
files = st.lists(
    cases,
    min_size=1,
    max_size=8,
    unique_by=lambda one: tuple(one[n] for n in ("place", "period", "disease", "sex", "measure")),
)
acts = st.lists(
    st.one_of(
        st.tuples(st.just("load"), files),
        st.tuples(st.just("replace"), files),
        st.tuples(st.just("withdraw"), st.integers(0, 3)),
    ),
    min_size=1,
    max_size=4,
)


def filled(folder: Path, script: list[tuple[str, Any]]) -> Book:
    """A ledger to which all this happened."""
    book = new_book(folder)
    for kind, what in script:
        living = [book.ledger.state().accepted[name] for name in book.ledger.state().living]
        if kind == "withdraw":
            if living:
                book.withdraw(living[what % len(living)])
        else:
            book.load([row(cells) for cells in what], supersedes=living[0] if kind == "replace" and living else None)
    return book


def said(found: Figure) -> tuple[object, ...]:
    """What a figure says that the oracle says too."""
    full = found.completeness
    counts = (full.reports, full.units, full.periods) if full else (0, 0, 0)
    return (found.value, str(found.state), *counts)


def truth(rows: list[Row], place: str, period: str, **wanted: Any) -> tuple[object, ...]:
    """The same from the oracle."""
    span = spans.parse(period)
    one = figure(rows, place, span.start, span.end, {"measure": "cases", **wanted})
    return one.value, one.state, one.reports, one.units, one.periods


@pytest.mark.slow
@settings(max_examples=8, phases=WITHOUT_EXPLAINING)
@given(acts)
def test_every_figure_as_of_every_act_is_what_the_rows_say(script: list[tuple[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        book = filled(Path(folder), script)
        for seq in range(1, len(book.history) + 1):
            rows = living_rows(book, seq)
            for place, period in product(("VN", "20"), ("2025", "2025-06")):
                for use in (None, "rows"):
                    found = book.ask("cases", place=place, period=period, as_of=seq, use=use)
                    assert [said(one) for one in found] == [truth(rows, place, period)], (seq, place, period, use)


MONTHS = ["2025-05", "2025-06", "2025-07", "2025-08"]
plain = st.lists(
    st.fixed_dictionaries(
        {
            "place": st.sampled_from(["10001", "10002", "20001", "30001"]),
            "period": st.sampled_from(MONTHS),
            "disease": st.sampled_from(["dengue", "measles"]),
            "sex": st.sampled_from(["male", "female", "-"]),
            "value": values,
        }
    ),
    min_size=1,
    max_size=25,
    unique_by=lambda one: (one["place"], one["period"], one["disease"], one["sex"]),
)


def total(found: Any) -> Decimal:
    """The sum of what was reported."""
    return sum((one.value for one in found if one.value is not None), Decimal(0))


@pytest.mark.slow
@settings(max_examples=8, phases=WITHOUT_EXPLAINING)
@given(plain)
def test_the_whole_is_the_sum_of_its_places_months_and_breakdowns(cells: list[dict[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        book = new_book(Path(folder))
        book.load([row(one) for one in cells])
        (whole,) = book.ask("cases", period="2025")
        assert (whole.value or 0) == sum((r["value"] or 0 for r in living_rows(book, 1)), Decimal(0))
        for by in (
            ["province"],
            ["commune"],
            ["month"],
            ["quarter"],
            ["disease"],
            ["sex"],
            ["province", "month", "sex"],
        ):
            parts = [book.ask("cases", by=by, period="2025", use=use) for use in (None, "rows")]
            assert total(parts[0]) == (whole.value or 0), by
            assert list(parts[0]) == list(parts[1]), by
        for one in book.ask("cases", by=["commune", "month", "disease"], period="2025"):
            start, end = one.period.start, one.period.end
            known = figure(
                living_rows(book, 1), one.place, start, end, {"measure": "cases", "disease": one.of["disease"]}
            )
            assert (one.value, str(one.state)) == (known.value, known.state)
            if one.value is not None:
                assert book.trace(one.id).adds_up


@pytest.mark.slow
@settings(max_examples=8, phases=WITHOUT_EXPLAINING)
@given(
    st.dictionaries(
        st.tuples(st.sampled_from(["10", "20", "30"]), st.sampled_from(["2023", "2024", "2025"])), values, min_size=1
    )
)
def test_a_stock_is_what_each_place_reported_last(cells: dict[tuple[str, str], str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        book = new_book(Path(folder))
        book.load([row({"place": p, "period": y, "value": v, "measure": "population"}) for (p, y), v in cells.items()])
        rows = living_rows(book, 1)
        for place, (start, end) in product(("VN", "10", "20"), ((2023, 2025), (2024, 2024))):
            (found,) = book.ask("population", place=place, period=f"{start}..{end}")
            assert found.value == standing(rows, place, date(start, 1, 1), date(end, 12, 31), {})
            if found.value is not None:
                assert book.trace(found.id).adds_up
