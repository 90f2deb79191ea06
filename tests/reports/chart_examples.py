"""Small invented charts, one of each kind, for tests that hold for all of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from soyte.measures.figure import Presence
from soyte.measures.targets.model import Mark, Status
from soyte.measures.where import Break
from soyte.periods import year
from soyte.places import units
from soyte.reports.charts import Chart
from soyte.reports.charts.flow_map import Flow, Site, flow_map
from soyte.reports.charts.maps import map_of
from soyte.reports.charts.multiples import Panel, multiples
from soyte.reports.charts.over_time import over_time
from soyte.reports.charts.points import Goal, Point, Series, Spot
from soyte.reports.charts.ranking import ranking
from soyte.reports.charts.slope import Slope, slope
from soyte.reports.charts.sparkline import sparkline

TODAY = date(2026, 8, 1)


def point(at: int, value: float | None, *, why: Presence = Presence.NOT_REPORTED, **more: Any) -> Point:
    """`why` says what it means that there is no value."""
    presence = Presence.REPORTED if value is not None else why
    return Point(year(at), Decimal(str(value)) if value is not None else None, presence, **more)


def points(*values: float | None) -> tuple[Point, ...]:
    """From 2020 on; the last an estimate."""
    last = len(values) - 1
    return tuple(
        point(2020 + n, value, status=Status.ESTIMATE if n == last else Status.FINAL) for n, value in enumerate(values)
    )


def goal(at: int, value: float, body: str = "HĐND tỉnh") -> Goal:
    return Goal(year(at), Decimal(str(value)), body, f"{body}: ≥ {value:g}%".replace(".", ","))


def spots(name: str = "xã Sao Hôm") -> tuple[Spot, ...]:
    """Four places: judged, looked at, not reported, hidden."""
    return (
        Spot("99001", name, point(2024, 91.5), Mark.MISSED),
        Spot("99004", "xã Sao Mai", point(2024, 96), Mark.EXCEEDED, emphasised=True),
        Spot("99007", "xã Vàm Gió", point(2024, None)),
        Spot("99010", "xã Đồng Sao", point(2024, 3, hidden=True)),
    )


def provinces() -> tuple[Spot, ...]:
    """All of today; every tenth without a number."""
    return tuple(
        Spot(unit.code, unit.full_name, point(2025, None if n % 10 == 4 else 80 + n % 7))
        for n, unit in enumerate(units("province", TODAY))
    )


def square(code: str, west: float, south: float, side: float = 1) -> dict[str, Any]:
    ring = [[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]]
    return {"type": "Feature", "id": code, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def examples(name: str = "xã Sao Hôm") -> dict[str, Chart]:
    """One chart of each kind; `name` is the word that a sender wrote."""
    lines = (
        Series(name, points(88, None, 91.5)),
        Series("CDC", points(87, 90, 92)),
        Series("BC", points(90), stated=True),
    )
    shapes = {"type": "FeatureCollection", "features": [square("99001", 105, 20), square("99004", 106, 20)]}
    panels = [Panel(name, points(1, None, 3), goal(2022, 2), Mark.MISSED), Panel("B", points(None, None))]
    return {
        "over_time": over_time(lines, "%", name, goals=[goal(2022, 95)], breaks=[Break("99", date(2021, 7, 1), name)]),
        "bars": ranking(spots(name), "%", name, goals=[goal(2024, 95)], citation=name),
        "dots": ranking(spots(name), "%", name, bars=False),
        "slope": slope(
            [Slope(name, point(2023, 90), point(2024, 92)), Slope("B", point(2023, 3), point(2024, 2))], "%", name
        ),
        "multiples": multiples(panels, "%", name),
        "sparkline": sparkline(points(1, None, 3), name, goal=goal(2022, 2)),
        "shapes": map_of(spots(name), "%", name, TODAY, shapes=shapes, credit=name),
        "tiles": map_of(provinces(), "%", name, TODAY, national=True),
        "flows": flow_chart(name, shapes),
    }


def flow_chart(name: str, shapes: dict[str, Any] | None = None) -> Chart:
    """Three hospitals: one sends to the other and out of the province, of the third nobody knows where it is."""
    sites = {"99901": Site(name, "99001"), "99902": Site("Trung tâm", "99004"), "99903": Site("Xa")}
    flows = [Flow("99902", "99901", 8), Flow("99901", "01001", 3, name), Flow("99903", "99901", 1)]
    chart = flow_map(flows, sites, {"99001": name, "99004": "xã Sao Mai"}, name, TODAY, shapes=shapes, credit=name)
    assert chart is not None
    return chart
