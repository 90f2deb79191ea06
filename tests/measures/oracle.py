"""What figures must be, reckoned in plain Python over the rows that were ever written. It shares no code with the engine."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from measures.books import MERGED, PARENTS, Book, Row

_COARSE = ["year", "half", "quarter", "month", "week", "day"]


def living_rows(book: Book, seq: int) -> list[Row]:
    """The rows that count after act number `seq`."""
    history = book.history[:seq]
    back = {name for kind, name, _, _ in history if kind == "withdraw"}
    loads = [
        (number, *entry[1:]) for number, entry in enumerate(history, 1) if entry[0] == "load" and entry[1] not in back
    ]
    replaced = {supersedes for _, _, _, supersedes in loads if supersedes}
    newest: dict[str, tuple[int, Row]] = {}
    for number, name, rows, _ in loads:
        if name not in replaced:
            for row in rows:
                newest[row["row_key"]] = number, row
    return [row for _, row in newest.values()]


@dataclass
class Said:
    """What rows say together."""

    value: Decimal | None
    state: str
    reports: int
    units: int
    periods: int


def level(place: str) -> int:
    """0 the country, 1 a province, 3 a commune."""
    return 0 if place == "VN" else 1 if len(place) == 2 else 3


def ancestors(place: str, on: date) -> list[str]:
    """The place and all above it."""
    found = [place]
    if place in PARENTS:
        above = PARENTS[place]
        found.append("20" if above == "30" and on >= MERGED else above)
    return [*found, "VN"] if place != "VN" else found


def figure(rows: list[Row], place: str, start: date, end: date, wanted: dict[str, Any]) -> Said:
    """The sum over rows of one dataset in a place and a stretch of days."""
    found = [
        row
        for row in rows
        if all(row[name] == value for name, value in wanted.items())
        and place in ancestors(row["place"], row["period_start"])
        and start <= row["period_start"]
        and row["period_end"] <= end
    ]
    if not found:
        return Said(None, "not_reported", 0, 0, 0)
    grain, height = min((_COARSE.index(row["grain"]), level(row["place"])) for row in found)
    kept = [row for row in found if (row["grain"], level(row["place"])) == (_COARSE[grain], height)]
    reported = [row["value"] for row in kept if row["state"] == "reported"]
    states = {row["state"] for row in kept}
    answered = {(row["place"], row["period_start"]) for row in kept if row["state"] != "not_reported"}
    state = next((name for name in ("reported", "none") if name in states), None)
    if state is None:
        state = "not_applicable" if states == {"not_applicable"} else "not_reported"
    return Said(
        sum(reported, Decimal(0)) if reported else None,
        state,
        len(answered),
        len({place for place, _ in answered}),
        len({day for _, day in answered}),
    )


def standing(rows: list[Row], place: str, start: date, end: date, wanted: dict[str, Any]) -> Decimal | None:
    """The sum of what was reported last in each place."""
    newest: dict[str, dict[date, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for row in rows:
        there = place in ancestors(row["place"], row["period_start"])
        in_time = start <= row["period_start"] and row["period_end"] <= end
        if there and in_time and row["state"] == "reported" and all(row[n] == v for n, v in wanted.items()):
            newest[row["place"]][row["period_start"]] += row["value"]
    return sum((days[max(days)] for days in newest.values()), Decimal(0)) if newest else None
