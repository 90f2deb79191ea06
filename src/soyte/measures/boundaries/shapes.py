"""Shapes for a map of any day: each unit by the newest drawing of an area that was still, or already, its own then."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from soyte.engine import All, Column, IsIn, equals
from soyte.ledger.acts import Act as Journalled
from soyte.ledger.ledger import AsOf, Ledger
from soyte.ledger.state import State
from soyte.ledger.tables import DEFINITION
from soyte.measures.boundaries.recorded import site_of
from soyte.places import Atlas, Level, Unit, changes

KIND = "boundaries"
SHAPE = "shape"


@dataclass(frozen=True)
class Drawing:
    """A file of shapes that was taken in: whose it is, under which licence, and the day whose units it draws."""

    submission: Journalled
    on: date
    source: str
    licence: str


@dataclass(frozen=True)
class Shapes:
    """What a map needs: GeoJSON with `id`, `code` and `name` of each unit, the drawings used, and the units without a shape."""

    geojson: dict[str, Any]
    drawings: tuple[Drawing, ...]
    missing: tuple[Unit, ...]

    @property
    def credit(self) -> str:
        """What stands below the map: `Ranh giới: …`; empty without any shape."""
        told = dict.fromkeys(f"{one.source} ({one.licence})" for one in self.drawings)
        return f"Ranh giới: {'; '.join(told)}" if told else ""


def drawings(state: State) -> tuple[Drawing, ...]:
    """The files of shapes that count, the newest first."""
    found = []
    for name in sorted(state.living, key=state.living.__getitem__, reverse=True):
        act = state.accepted[name]
        if act.what == KIND and act.reading_hash:
            said = json.loads(act.reading_hash)
            found.append(Drawing(act, date.fromisoformat(said["on"]), said["source"], said["licence"]))
    return tuple(found)


def shapes(ledger: Ledger, level: Level, on: date, within: str | None = None, *, as_of: AsOf = None) -> Shapes:
    """The shapes of the units of a level on a day, of those below a unit if given."""
    view = ledger.view(as_of)
    atlas = site_of(ledger, view.state).atlas
    wanted = {unit.code: unit for unit in atlas.units(level, on, within)}
    drawn: dict[str, dict[str, Any]] = {}
    used = []
    for drawing in drawings(view.state):
        fitting = [code for code in wanted if code not in drawn and _same_area(atlas, code, on, drawing.on)]
        if not fitting:
            continue
        wanting = All((equals("kind", SHAPE), IsIn(Column("name"), tuple(fitting))))
        rows = view.raw(DEFINITION.name, [drawing.submission.submission_id]).filter(wanting).select("name", "body")
        found = {row["name"]: json.loads(row["body"]) for row in ledger.engine.collect(rows.steps).to_pylist()}
        drawn |= found
        used += [drawing] if found else []
    features = [_feature(wanted[code], drawn[code]) for code in sorted(drawn)]
    missing = tuple(unit for code, unit in sorted(wanted.items()) if code not in drawn)
    return Shapes({"type": "FeatureCollection", "features": features}, tuple(used), missing)


def _same_area(atlas: Atlas, code: str, one: date, other: date) -> bool:
    start, end = sorted((one, other))
    if atlas.unit(code, start) is None or atlas.unit(code, end) is None:
        return False
    return not any(change.breaks for change in changes(code, start, end, atlas=atlas))


def _feature(unit: Unit, geometry: dict[str, Any]) -> dict[str, Any]:
    properties = {"code": unit.code, "name": unit.full_name}
    return {"type": "Feature", "id": unit.code, "properties": properties, "geometry": geometry}
