"""Conditions of a question as people write them."""

from __future__ import annotations

from collections.abc import Sequence

from soyte.measures.errors import MeasureError


def conditions(written: Sequence[str]) -> dict[str, list[str]]:
    """`disease=dengue,measles` as a breakdown and its codes; given twice, codes add up."""
    found: dict[str, list[str]] = {}
    for one in written:
        name, sign, codes = one.partition("=")
        if not sign or not name.strip() or not codes.strip():
            raise MeasureError(f"{one}: không hiểu điều kiện này; hãy ghi CỘT=MÃ, ví dụ disease=dengue,measles.")
        found.setdefault(name.strip(), []).extend(code.strip() for code in codes.split(","))
    return found
