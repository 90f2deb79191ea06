"""Tables whose arithmetic holds are never accused, however they are laid out; unrelated columns are left alone."""

from __future__ import annotations

from drawn_tables import HEAD, in_bars, read, verdicts, wrong
from hypothesis import given, settings
from hypothesis import strategies as st


def count(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def rate(value: float, *, signed: bool = False) -> str:
    sign = ("+" if value > 0 else "-" if value < 0 else "") if signed else ""
    return sign + f"{abs(value):.1f}".replace(".", ",")


_NUMBER = st.integers(20, 90_000)
_PLAN = {"ratio": ["So KH (%)", "% đạt KH", "TH/KH (%)"], "relative": ["Tăng, giảm so KH (%)", "So KH (%)"]}
_PAST = {"ratio": ["So cùng kỳ (%)"], "relative": ["Tăng, giảm so cùng kỳ (%)", "So sánh 2024/2023 (%)"]}


def compared(formula: str, result: int, base: int) -> str:
    return rate(result / base * 100) if formula == "ratio" else rate((result / base - 1) * 100, signed=True)


@settings(max_examples=40)
@given(
    st.lists(st.tuples(_NUMBER, _NUMBER, _NUMBER), min_size=1, max_size=6),
    st.sampled_from(sorted(_PLAN)),
    st.sampled_from(sorted(_PAST)),
    st.data(),
)
def test_right_comparisons_hold(rows: list[tuple[int, int, int]], plan: str, past: str, data: st.DataObject) -> None:
    heads = [data.draw(st.sampled_from(_PLAN[plan])), data.draw(st.sampled_from(_PAST[past]))]
    table = [["STT", "Chỉ tiêu", "TH 2023", "KH 2024", "TH 2024", *heads]]
    for number, (before, target, result) in enumerate(rows, 1):
        cells = [
            count(before),
            count(target),
            count(result),
            compared(plan, result, target),
            compared(past, result, before),
        ]
        table.append([str(number), f"Số lượt khám {'abcdefgh'[number]}", *cells])
    assert wrong(read(f"{HEAD}\n{in_bars(table)}\n")) == []


@settings(max_examples=40)
@given(st.lists(st.lists(st.integers(0, 900), min_size=3, max_size=3), min_size=2, max_size=8), st.booleans())
def test_right_totals_hold(rows: list[list[int]], first: bool) -> None:
    body = [[str(i), f"Xã số {i}", *map(count, row)] for i, row in enumerate(rows, 1)]
    total = ["", "Toàn tỉnh", *(count(sum(column)) for column in zip(*rows, strict=True))]
    table = [
        ["TT", "Xã, phường", "Số mắc", "Số trẻ", "Số hộ"],
        *([total] if first else []),
        *body,
        *([] if first else [total]),
    ]
    found = verdicts(read(f"{HEAD}\n{in_bars(table)}\n"))
    assert all(verdict == "ok" for kind, verdict, _ in found if kind == "sum")


_RATES = st.floats(0, 100).map(rate)


@settings(max_examples=40)
@given(st.lists(st.tuples(*[st.integers(0, 30)] * 4, _RATES, _RATES), min_size=1, max_size=8))
def test_rates_of_other_things_are_not_taken_for_shares(rows: list[tuple[int, int, int, int, str, str]]) -> None:
    heads = ["Số mắc", "Số trẻ", "Số hộ", "Số buổi", "Tỷ lệ suy dinh dưỡng (%)", "Tỷ lệ hài lòng (%)"]
    body = [[str(i), f"Xã số {i}", *map(str, row)] for i, row in enumerate(rows, 1)]
    assert wrong(read(f"{HEAD}\n{in_bars([['TT', 'Xã', *heads], *body])}\n")) == []
