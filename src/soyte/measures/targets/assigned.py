"""Targets that were entered or handed in as a list, from the table `target`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from soyte.catalogue import Catalogue
from soyte.ledger.ledger import AsOf, Ledger
from soyte.ledger.tables import TARGET
from soyte.measures.targets.model import Body, Operator, Source, Target
from soyte.measures.targets.stated import code_of
from soyte.periods import parse


def assigned(ledger: Ledger, catalogue: Catalogue, place: str, on: date, as_of: AsOf = None) -> Iterator[Target]:
    """The targets of a place that count."""
    view = ledger.view(as_of)
    rows = ledger.engine.collect(view.rows(TARGET.name).sort("submission_id", "row_no").steps).to_pylist()
    for row in rows:
        if row["indicator"] not in catalogue or code_of(row["place"], on) != place:
            continue
        act = view.state.accepted[row["submission_id"]]
        yield Target(
            id=f"target:{act.seq}/{row['row_no']}",
            indicator=row["indicator"],
            operator=Operator(row["operator"]),
            value=row["value"],
            unit=row["unit"],
            period=parse(row["period"]),
            place=place,
            body=Body(row["body"]) if row["body"] else Body.UNKNOWN,
            high=row["high"],
            limit=row["operator"] in ("<=", "between"),
            source=Source(
                submission=act.seq,
                submission_id=act.submission_id,
                row=row["row_no"],
                owner=row["owner"] or act.sender,
                document=row["document"] or act.name,
                figure=f"target:{act.seq}/{row['row_no']}",
            ),
            owner=row["owner"],
            deadline=row["deadline"],
        )
