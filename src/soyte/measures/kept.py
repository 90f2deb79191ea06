"""What the mapping files in the ledger say of each dataset: its title, whose it is, who should report into it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from soyte.engine import Engine, equals
from soyte.ledger import clock
from soyte.ledger.visible import View
from soyte.measures.errors import MeasureError
from soyte.measures.expectations import Expectations, Expected, nobody_said
from soyte.measures.where import Geography
from soyte.periods import PeriodError, parse

TABLE = "definition"


@dataclass(frozen=True)
class Kept:
    """A dataset by its mapping; `expected` is None where nobody said who should report."""

    title: str
    owner: str
    expected: Expected | None


def kept_expectations(view: View, engine: Engine, geography: Geography) -> Expectations:
    """What is expected of each dataset by the mapping that was the newest at the view's moment."""
    found = {name: one.expected for name, one in kept_mappings(view, engine, geography).items()}
    return found.get if any(found.values()) else nobody_said


def kept_mappings(view: View, engine: Engine, geography: Geography) -> Mapping[str, Kept]:
    """Each dataset by the mapping that was the newest at the view's moment."""
    state = view.state
    if not any(file.table == TABLE for name in state.living for file in state.accepted[name].files):
        return {}
    rows = engine.collect(view.rows(TABLE).filter(equals("kind", "mapping")).steps).to_pylist()
    rows.sort(key=lambda row: state.living[row["submission_id"]])
    today = (state.recorded_at or clock.now()).date()
    bodies = {row["name"]: json.loads(row["body"]) for row in rows}
    return {name: _kept(name, body, today, geography) for name, body in bodies.items()}


def _kept(name: str, body: Mapping[str, Any], today: date, geography: Geography) -> Kept:
    said = body.get("expected")
    expected = _expected(said, today, geography) if said else None
    return Kept(body.get("title") or name, body.get("owner") or "", expected)


def _expected(said: Mapping[str, Any], today: date, geography: Geography) -> Expected:
    start, end = _day(said.get("from"), first=True), _day(said.get("to"), first=False)
    on = start or end or today
    excepted = frozenset(_code(word, on, geography) for word in said.get("except") or ())
    return Expected(said["level"], said.get("within"), excepted, start, end)


def _day(label: str | None, *, first: bool) -> date | None:
    try:
        period = parse(label) if label else None
    except PeriodError:  # the mapping was checked when it came in; what older versions wrote may differ
        return None
    return None if period is None else period.start if first else period.end


def _code(word: str, on: date, geography: Geography) -> str:
    """An exception as a code; a word that is no place may be the code of a facility."""
    try:
        return geography.find(word, on)
    except MeasureError:
        return word
