"""Who should report into a dataset, as the mapping says under which its files were taken in last."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

from soyte.engine import Engine, equals
from soyte.ledger.tables import DEFINITION
from soyte.ledger.visible import View
from soyte.measures.expectations import Expectations, Expected
from soyte.periods import PeriodError, parse

MAPPING = "mapping"


def declared(view: View, engine: Engine) -> Expectations:
    """The expectations of all datasets in this state of the ledger; the mapping taken in last speaks for its dataset."""
    bodies: dict[str, Expected | None] = {}
    if any(act.what == MAPPING for act in view.state.accepted.values()):
        seq = view.state.accepted
        rows = engine.collect(view.rows(DEFINITION.name).filter(equals("kind", MAPPING)).steps).to_pylist()
        for row in sorted(rows, key=lambda row: seq[row["submission_id"]].seq):
            bodies[row["name"]] = expected_of(row["body"])
    return bodies.get


def expected_of(body: str) -> Expected | None:
    """What a mapping's JSON says under `expected`."""
    said = json.loads(body).get("expected")
    if not said:
        return None
    return Expected(
        level=said["level"],
        within=said.get("within"),
        except_=frozenset(said.get("except") or ()),
        start=_day(said.get("from"), lambda period: period.start),
        end=_day(said.get("to"), lambda period: period.end),
    )


def _day(written: str | None, side: Callable[..., date]) -> date | None:
    if not written:
        return None
    try:
        return side(parse(written))
    except PeriodError:
        return None
