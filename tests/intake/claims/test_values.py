"""Values become numbers, days and moments where they are written as asked; what was sent otherwise is kept beside them."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from soyte.intake.claims.sent import PAD, Sent, laid_out
from soyte.intake.claims.typed import typed


def typed_rows(table: str, *rows: dict[str, str | None]) -> dict[str, pa.Array]:
    """Values as sent with types."""
    text = np.zeros(sum(len((value or "").encode()) for row in rows for value in row.values()) + PAD, np.uint8)
    text[-1] = ord("?")
    return typed(Sent(table, text, laid_out(table, rows, text, 0), np.arange(len(rows))))


NUMBERS = [  # sent, amount of two decimals, quantity of three, kept as sent (for the amount)
    ("6010", "6010.00", "6010.000", None),
    ("6010.5", "6010.50", "6010.500", None),
    ("-1.25", "-1.25", "-1.250", None),
    ("0.125", "0.13", "0.125", "0.125"),
    ("6.010,5", None, None, "6.010,5"),
    ("1e5", None, None, "?"),
    ("Nguyễn Văn A", None, None, "?"),
    ("1234567890123456", None, None, "1234567890123456"),
]


@pytest.mark.parametrize(("sent", "amount", "quantity", "kept"), NUMBERS)
def test_numbers(sent: str, amount: str | None, quantity: str | None, kept: str | None) -> None:
    made = typed_rows("XML2", {"T_BHTT": sent, "SO_LUONG": sent})
    assert made["T_BHTT"].to_pylist() == [None if amount is None else Decimal(amount)]
    assert made["SO_LUONG"].to_pylist() == [None if quantity is None else Decimal(quantity)]
    assert made["T_BHTT_sent"].to_pylist() == [kept]


def test_whole_numbers_and_births_of_which_only_the_year_is_known() -> None:
    days, born = ["3", "3.0", "3.5"], ["198000000000", "200002291230", "200102290000"]
    rows: list[dict[str, str | None]] = [
        {"SO_NGAY_DTRI": day, "NGAY_SINH": birth} for day, birth in zip(days, born, strict=True)
    ]
    made = {name: values.to_pylist() for name, values in typed_rows("XML1", *rows).items()}
    assert made["SO_NGAY_DTRI"] == [3, 3, None]
    assert made["SO_NGAY_DTRI_sent"] == [None, "3.0", "3.5"]
    assert made["NGAY_SINH_day"] == [None, date(2000, 2, 29), None]
    assert made["NGAY_SINH_year"] == [1980, 2000, 2001]
    assert made["NGAY_SINH_sent"] == ["198000000000", None, "200102290000"]


@given(st.datetimes(datetime(1000, 1, 1)), st.sampled_from(["%Y%m%d", "%Y%m%d%H%M", "%Y%m%d%H%M%S"]))
def test_every_real_day_is_read_back(when: object, form: str) -> None:
    text = when.strftime(form).rjust(len("20250101") if form == "%Y%m%d" else 0, "0")  # type: ignore[attr-defined]
    read = typed_rows("XML1", {"NGAY_VAO": text}, {})
    year = when.year  # type: ignore[attr-defined]
    known = 1850 <= year <= 2150 and len(text) in (8, 12, 14)
    assert read["NGAY_VAO_day"].to_pylist() == [when.date() if known else None, None]  # type: ignore[attr-defined]


@given(st.text("0123456789x ", max_size=15))
def test_no_text_is_taken_for_a_day_that_it_is_not(text: str) -> None:
    day = typed_rows("XML1", {"GT_THE_TU": text, "NGAY_TAI_KHAM": text, "NAM_NAM_LIEN_TUC": text})["NAM_NAM_LIEN_TUC"][
        0
    ].as_py()
    assert day is None or text.startswith(day.strftime("%Y%m%d"))
