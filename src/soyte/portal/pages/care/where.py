"""What facilities are called and where they lie: as their dossiers are counted, else by the unit of the portal that has their code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from soyte import places
from soyte.ledger.ledger import Ledger
from soyte.measures.boundaries.shapes import shapes
from soyte.measures.care import Answer, Scope
from soyte.measures.care.feed import Feed
from soyte.measures.care.transfers import PROVINCE
from soyte.places.shipped import all_senders
from soyte.portal.people.models import Unit
from soyte.portal.shell.book import asked, geography, home_place, today
from soyte.reports.charts.care import cited
from soyte.reports.charts.chart import Chart
from soyte.reports.charts.flow_map import Flow, Site, flow_map

_NAMES = {"facility": "name", "origin": "origin_name", "destination": "destination_name"}
_OLD = date(2025, 6, 30)  # codes of facilities begin with the code of the province as it was until then
_BORDERS = date(2025, 7, 1)


def sites() -> dict[str, Site]:
    """Facilities by code. The commune is the one that figures count their dossiers for."""
    found = {one.code: Site(one.name, one.commune) for one in all_senders()}
    for code, place in asked(_counted_for):
        found[code] = Site(found[code].name if code in found else "", place)
    for unit in Unit.objects.filter(active=True).exclude(facility=""):
        had = found.get(unit.facility, Site(""))
        own = had.commune if len(had.commune) > PROVINCE else unit.place
        found[unit.facility] = Site(had.name or unit.name, own)
    return found


def _counted_for(book: Ledger) -> tuple[tuple[str, str], ...]:
    feed = Feed(book)
    if not feed.brought("contribution"):
        return ()
    rows = feed.collect(feed.contributed(Scope(), "facility", "place")).to_pylist()
    return tuple((row["facility"], row["place"]) for row in rows if row["facility"] and row["place"])


def named(answer: Answer, known: dict[str, Site]) -> Answer:
    """The same with names where the ledger knows none but a unit does, and of the province for what lies outside."""
    names = [one.name for one in answer.fields]
    pairs = [(names.index(code), names.index(name)) for code, name in _NAMES.items() if code in names and name in names]
    if not pairs:
        return answer
    leaves = names.index("leaves") if "leaves" in names else -1
    rows = []
    for row in answer.rows:
        cells = list(row)
        for code, name in pairs:
            told = str(cells[code] or "")
            if not cells[name] and told in known:
                cells[name] = known[told].name
            elif not cells[name] and names[code] == "destination" and row[leaves] == "có":
                cells[name] = f"({_away(told)})"
        rows.append(tuple(cells))
    return replace(answer, rows=tuple(rows))


def province_of(code: str) -> str:
    """The province that a facility's code begins with; empty where there is none of that number."""
    start = code[:PROVINCE]
    unit = places.unit(start, today()) or places.unit(start, _OLD)
    return unit.full_name if unit is not None and start else ""


def transfers_map(answer: Answer, known: dict[str, Site]) -> Chart | None:
    """The matrix of transfers by facility as arrows on the map of the province; None for other answers, and where nothing flows."""
    rows = list(answer.records())
    if not rows or not {"origin", "destination_name"} <= rows[0].keys() or len(str(rows[0]["origin"])) <= PROVINCE:
        return None
    flows = [
        Flow(
            str(one["origin"]),
            str(one["destination"]),
            _size(one),
            _away(str(one["destination"] or "")) if one["leaves"] == "có" else "",
        )
        for one in rows
    ]
    home = home_place()
    on = max(today(), _BORDERS)
    communes = {unit.code: unit.full_name for unit in geography().atlas.units("commune", on, home)}
    drawn = asked(shapes, "commune", on, home)
    return flow_map(
        flows,
        known,
        communes,
        answer.title,
        on,
        shapes=drawn.geojson,
        citation=cited(answer),
        credit=drawn.credit,
    )


def _size(one: Mapping[str, object]) -> int:
    return max(int(str(one["papers"] or 0)), int(str(one["dossiers"] or 0)))


def _away(code: str) -> str:
    return province_of(code) or f"mã tỉnh {code[:PROVINCE] or 'để trống'}"


__all__ = ["named", "province_of", "sites", "transfers_map"]
