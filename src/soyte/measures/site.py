"""The catalogue of an installation: what was shipped, and over it the definitions that it took in, as of a moment."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from soyte.catalogue.overlay import KINDS, overlay
from soyte.catalogue.whole import Whole, load_whole
from soyte.engine import Column, Engine, IsIn
from soyte.ledger.acts import Act
from soyte.ledger.ledger import AsOf, Ledger
from soyte.ledger.tables import DEFINITION
from soyte.ledger.visible import View
from soyte.measures.definitions import Definitions

WHAT = "definition"
# The catalogue after an act, for the last act that was asked about.
_known: WeakKeyDictionary[Ledger, tuple[str, Definitions]] = WeakKeyDictionary()


def site_definitions(view: View, engine: Engine) -> list[dict[str, Any]]:
    """The definitions that count in this state; of one that was taken in twice the later one."""
    accepted = view.state.accepted
    if not any(accepted[name].what == WHAT for name in view.state.living):
        return []
    frame = view.rows(DEFINITION.name).filter(IsIn(Column("kind"), tuple(KINDS)))
    rows = engine.collect(frame.steps).to_pylist()
    rows.sort(key=lambda row: (accepted[row["submission_id"]].seq, row["row_no"]))
    last: dict[tuple[str, str, str | None], dict[str, Any]] = {}
    for row in rows:
        body = json.loads(row["body"])
        last[(row["kind"], row["name"], body.get("valid_from"))] = {
            "kind": row["kind"],
            "name": row["name"],
            "body": body,
        }
    return list(last.values())


@dataclass(frozen=True)
class Own:
    """A definition that the installation made, and the submission that brought it."""

    kind: str
    name: str
    body: Mapping[str, Any]
    act: Act


def own_definitions(ledger: Ledger, as_of: AsOf = None) -> tuple[Own, ...]:
    """The definitions that count, in the order in which they came; of one that was taken in twice the later one."""
    view = ledger.view(as_of)
    if not any(view.state.accepted[name].what == WHAT for name in view.state.living):
        return ()
    frame = view.rows(DEFINITION.name).filter(IsIn(Column("kind"), tuple(KINDS)))
    rows = ledger.engine.collect(frame.steps).to_pylist()
    rows.sort(key=lambda row: (view.state.accepted[row["submission_id"]].seq, row["row_no"]))
    last: dict[tuple[str, str, str | None], Own] = {}
    for row in rows:
        body = json.loads(row["body"])
        one = Own(row["kind"], row["name"], body, view.state.accepted[row["submission_id"]])
        last[(one.kind, one.name, body.get("valid_from"))] = one
    return tuple(last.values())


def site_catalogue(view: View, engine: Engine) -> Whole:
    """The shipped catalogue with those definitions over it."""
    found = site_definitions(view, engine)
    return overlay(load_whole(), found) if found else load_whole()


def definitions_of(ledger: Ledger, as_of: AsOf = None) -> Definitions:
    """Indicators and measures as the installation defines them; reading again is cheap while nothing was added."""
    view = ledger.view(as_of)
    if not any(act.what == WHAT for act in view.state.accepted.values()):
        return Definitions.shipped()
    chain, known = _known.get(ledger, ("", Definitions.shipped()))
    if chain != view.state.chain:
        whole = site_catalogue(view, ledger.engine)
        known = Definitions(whole.catalogue, whole.measures)
        _known[ledger] = view.state.chain, known
    return known
