"""What was ever assigned for an indicator of a place, and what people said about it: nothing that was superseded is gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from soyte.engine import equals
from soyte.ledger.events import Event, events
from soyte.ledger.ledger import AsOf, Ledger
from soyte.ledger.tables import TARGET
from soyte.measures.targets.judging import ACCEPTANCE, EXPLANATION, subject_of
from soyte.measures.targets.model import Body, Operator, Source, Target
from soyte.measures.targets.stated import code_of
from soyte.periods import parse


@dataclass(frozen=True)
class Past:
    """A target as some submission brought it. `counts` while no later one stands for it and it was not taken back."""

    target: Target
    counts: bool
    withdrawn: bool
    recorded_at: datetime
    actor: str
    sender: str | None
    note: str | None


def past_targets(ledger: Ledger, indicator: str, place: str, as_of: AsOf = None) -> tuple[Past, ...]:
    """Every line about the indicator of a place that any list brought, the newest first."""
    view = ledger.view(as_of)
    brought = {act.submission_id: act for act in view.state.accepted.values() if act.what == "targets"}
    if not brought:
        return ()
    wanted = equals("indicator", indicator)
    rows = ledger.engine.collect(view.raw(TARGET.name, list(brought)).filter(wanted).steps).to_pylist()
    living = ledger.engine.collect(view.rows(TARGET.name).filter(wanted).steps).to_pylist()
    counting = {(row["submission_id"], row["row_no"]) for row in living}
    found = []
    for row in rows:
        act, period = brought[row["submission_id"]], parse(row["period"])
        if code_of(row["place"], period.end) != place:
            continue
        name = f"target:{act.seq}/{row['row_no']}"
        source = Source(act.seq, act.submission_id, row["row_no"], row["owner"], row["document"], None, name)
        target = Target(
            name, indicator, Operator(row["operator"]), _plain(row["value"]), row["unit"], period, place,
            Body(row["body"]) if row["body"] else Body.UNKNOWN, _plain(row["high"]),
            limit=row["operator"] in ("<=", "between"), source=source, owner=row["owner"], deadline=row["deadline"],
        )  # fmt: skip
        counts = (row["submission_id"], row["row_no"]) in counting
        withdrawn = act.submission_id in view.state.withdrawn
        found.append(Past(target, counts, withdrawn, act.recorded_at, act.actor, act.sender, row["note"]))
    return tuple(sorted(found, key=lambda one: (one.recorded_at, one.target.id), reverse=True))


def _plain(value: Decimal | None) -> Decimal | None:
    return None if value is None else Decimal(f"{value.normalize():f}")


def said_about(ledger: Ledger, indicator: str, place: str, year: int, as_of: AsOf = None) -> tuple[Event, ...]:
    """Explanations and settled values of an indicator of a place in a year, the newest first."""
    subject = subject_of(indicator, place, year)
    found = [one for kind in (EXPLANATION, ACCEPTANCE) for one in events(ledger, kind, subject, as_of)]
    return tuple(sorted(found, key=lambda one: one.seq, reverse=True))


def settled(ledger: Ledger, place: str, year: int, as_of: AsOf = None) -> dict[str, Event]:
    """The acceptance that holds for each indicator of a place in a year."""
    ends = f"@{place}/{year}"
    return {one.subject.removesuffix(ends): one for one in events(ledger, ACCEPTANCE, as_of=as_of) if one.subject.endswith(ends)}  # fmt: skip
