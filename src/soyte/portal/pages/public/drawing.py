"""The charts of a published indicator: the place over the years, and the places below it in one year."""

from __future__ import annotations

from collections.abc import Sequence

from soyte.exchange.open_data import Published, Shown
from soyte.exchange.open_data.files import citation
from soyte.measures import Presence
from soyte.measures.targets.model import Status
from soyte.periods import year
from soyte.portal.shell.numbers import with_unit
from soyte.reports.charts.chart import Chart
from soyte.reports.charts.over_time import over_time
from soyte.reports.charts.points import Point, Series, Spot
from soyte.reports.charts.ranking import ranking
from soyte.reports.charts.sparkline import inline


def headline(found: Published) -> str:
    """What is the matter: the last complete year, and how it stands to the one before. A year under way is compared with nothing."""
    last = found.latest
    if last is None or last.value is None:
        return f"{found.name}: chưa có số liệu"
    said = f"{found.name} năm {last.year}: {with_unit(last.value, found.unit)}"
    if not last.complete:
        return f"{said} (chưa đủ báo cáo)"
    before = next((one for one in found.whole if one.year == last.year - 1 and one.complete), None)
    if before is None or before.value is None:
        return said
    word = "tăng từ" if last.value > before.value else "giảm từ" if last.value < before.value else "bằng"
    return f"{said}, {word} {with_unit(before.value, found.unit)} năm {before.year}"


def years_of(found: Published, site: str) -> Chart | None:
    """The place itself by year."""
    if not found.whole:
        return None
    series = Series(found.place_name, tuple(map(point_of, found.whole)))
    return over_time([series], found.unit, headline(found), citation=citation(found, site))


def places_of(found: Published, of: int, site: str) -> Chart | None:
    """The places below it in a year."""
    spots = [Spot(one.place, one.place_name, point_of(one)) for one in parts_in(found, of)]
    if not spots:
        return None
    return ranking(spots, found.unit, f"{found.name} năm {of} theo địa bàn", citation=citation(found, site))


def parts_in(found: Published, of: int) -> Sequence[Shown]:
    """What is shown of the places below in a year."""
    return [one for one in found.parts if one.year == of]


def trend(found: Published) -> str:
    """The years as a line the size of a word, drawn as mark-up; empty for a single one."""
    known = [point for point in map(point_of, found.whole) if point.number is not None]
    return inline(known, found.name, width=70) if len(known) > 1 else ""


def point_of(one: Shown) -> Point:
    """A figure as it is drawn and written: provisional where reports are missing."""
    status = Status(one.status) if one.status else Status.FINAL
    if not one.complete and status is Status.FINAL:
        status = Status.PROVISIONAL
    return Point(year(one.year), one.value, Presence(one.state), status, hidden=one.hidden)
