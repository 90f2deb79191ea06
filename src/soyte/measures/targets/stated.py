"""What reports state about a place and year, as results and targets; corrections of readings are laid over the rows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from soyte.catalogue import Catalogue
from soyte.engine import equals
from soyte.ledger.acts import Act
from soyte.ledger.ledger import AsOf, Ledger
from soyte.ledger.tables import CLAIM
from soyte.measures.statements import statements
from soyte.measures.targets.judge import operator_for
from soyte.measures.targets.model import Body, Operator, Result, Source, Status, Target
from soyte.periods import Kind, Period, PeriodError, holding, parse
from soyte.places import resolve

_ROLES = ("actual", "previous", "target")
_OPERATORS = {
    "at_least": (Operator.AT_LEAST, False),
    "over": (Operator.AT_LEAST, True),
    "at_most": (Operator.AT_MOST, False),
    "under": (Operator.AT_MOST, True),
    "range": (Operator.BETWEEN, False),
}
ROUGHLY = {"approx": "khoảng", "over": "trên", "under": "dưới", "at_least": "ít nhất", "at_most": "nhiều nhất"}


@dataclass(frozen=True)
class Stated:
    """Results and targets of one place, in the order of the submissions and of the text.

    `meant_for` leads from a target's id to the result that the sentence sets beside it; `words` to how the report judges.
    """

    results: tuple[Result, ...]
    targets: tuple[Target, ...]
    meant_for: Mapping[str, Result]
    words: Mapping[str, str]


def stated(ledger: Ledger, catalogue: Catalogue, place: str, on: date, as_of: AsOf = None) -> Stated:
    """Everything that living reports state, up to a day, about the place with this code, of whatever period."""
    view = ledger.view(as_of)
    accepted = view.state.accepted
    results, targets = {}, {}
    for row in statements(ledger, as_of):
        if row["role"] not in _ROLES:
            continue
        key = (row["submission_id"], row["number"])
        period = period_of(row)
        # A name means what it meant in the period that is spoken of (Huế is a province-level unit only since 2025); but a
        # value that a report gives for comparison with its own year is about its own place.
        day = on if row["role"] == "previous" else min(period.end, on) if period is not None else on
        if period is None or row["indicator"] not in catalogue or not _is_at(row["place"], place, day):
            continue
        if row["role"] == "target":
            targets[key] = _target(row, period, place, catalogue, accepted[row["submission_id"]])
        else:
            results[key] = _result(row, period, place, accepted[row["submission_id"]])
    meant, words = _links(ledger, view.rows(CLAIM.name), results, targets)
    return Stated(tuple(results.values()), tuple(targets.values()), meant, words)


def address(submission: int, number: int) -> str:
    """How a statement is called: `stated:12/34` is figure 34 of submission 12."""
    return f"stated:{submission}/{number}"


@cache
def _is_at(written: str | None, place: str, on: date) -> bool:
    if written is None:
        return False
    return code_of(written, on) == place


@cache
def code_of(written: str, on: date) -> str | None:
    """The code of a place as reports write it: a bare name is first a province's, `cả nước` is the country.

    A name that nothing real bears may be the invented province's.
    """
    if written.strip().lower() in ("cả nước", "toàn quốc", "việt nam"):
        return "VN"
    found = resolve(written, on, level="province").unit or resolve(written, on).unit
    found = found or resolve(written, on, level="province", frame="sample").unit
    return found.code if found else None


def period_of(row: Mapping[str, Any]) -> Period | None:
    """The period of a row of the table `statement`, None where it has none that can be read."""
    try:
        return parse(row["period"]) if row["period"] else None
    except PeriodError:
        return None


def _result(row: Mapping[str, Any], period: Period, place: str, act: Act) -> Result:
    """A span that begins with the year and ends before it does says where the year stood: provisional for the year."""
    year = holding(period.end, Kind.YEAR)
    status = Status.ESTIMATE if row["estimate"] else Status.FINAL
    as_of = date.fromisoformat(row["as_of"]) if row["as_of"] and len(row["as_of"]) == 10 else None
    if period.kind is not Kind.YEAR and period.start == year.start and period.end < year.end:
        as_of, period = as_of or period.end, year
        status = Status.PROVISIONAL if status is Status.FINAL else status
    source = Source(
        submission=act.seq,
        submission_id=act.submission_id,
        row=row["number"],
        owner=act.owner or act.sender,
        document=act.name,
        as_of=as_of,
        figure=address(act.seq, row["number"]),
    )
    return Result(
        indicator=row["indicator"],
        value=row["value"],
        unit=row["unit"],
        period=period,
        place=place,
        status=status,
        step=row["precision"],
        source=source,
        quote=_quote(row),
    )


def _target(row: Mapping[str, Any], period: Period, place: str, catalogue: Catalogue, act: Act) -> Target:
    indicator = catalogue.indicator(row["indicator"])
    operator, strict = _OPERATORS.get(row["qualifier"], (operator_for(indicator), False))
    source = Source(
        submission=act.seq,
        submission_id=act.submission_id,
        row=row["number"],
        owner=act.owner or act.sender,
        document=act.name,
        figure=address(act.seq, row["number"]),
    )
    return Target(
        id=address(act.seq, row["number"]),
        indicator=row["indicator"],
        operator=operator,
        value=row["value"],
        unit=row["unit"],
        period=period,
        place=place,
        body=Body(row["assigned_by"]) if row["assigned_by"] else Body.UNKNOWN,
        high=row["high"],
        step=row["precision"],
        limit=row["qualifier"] in _OPERATORS,
        strict=strict,
        source=source,
        quote=_quote(row),
    )


def _quote(row: Mapping[str, Any]) -> str:
    unit = row["unit"] or ""
    roughly = f"{ROUGHLY[row['qualifier']]} " if row["qualifier"] in ROUGHLY else ""
    return f"{roughly}{row['value_text']}{'' if unit in ('%', '‰') or not unit else ' '}{unit}"


def _links(
    ledger: Ledger, claims: Any, results: Mapping[tuple[str, int], Result], targets: Mapping[tuple[str, int], Target]
) -> tuple[dict[str, Result], dict[str, str]]:
    meant: dict[str, Result] = {}
    words: dict[str, str] = {}
    frame = claims.filter(equals("kind", "target_attainment")).sort("submission_id", "row_no")
    for row in ledger.engine.collect(frame.steps).to_pylist():
        parts = {part: (row["submission_id"], number) for part, number in json.loads(row["operands"])}
        target, result = targets.get(parts.get("target", ("", 0))), results.get(parts.get("actual", ("", 0)))
        if target is None:
            continue
        if row["assertion"]:
            words.setdefault(target.id, row["assertion"])
        if result is not None and result.indicator == target.indicator:
            meant.setdefault(target.id, replace(result, own_words=row["assertion"] or None))
    return meant, words
