"""Figures, the way back to their rows, assigned targets, comparisons."""

from __future__ import annotations

import json
from typing import Annotated, Any

from ninja import Query

from soyte.exchange.figures import record
from soyte.exchange.targets import measured_record
from soyte.exchange.traces import trace_record
from soyte.ledger.as_of import moment
from soyte.measures import figures as ask
from soyte.measures import trace as follow
from soyte.measures.address import read
from soyte.measures.conditions import conditions
from soyte.measures.targets.judging import judged
from soyte.portal.api.operations import Called, operation
from soyte.portal.api.paging import PageNumber, PageSize, paged
from soyte.portal.shell.access import EVERYWHERE
from soyte.portal.shell.book import asked
from soyte.portal.shell.permissions import Permission
from soyte.portal.shell.where import place_for
from soyte.reports.compare import render_json as comparison_json
from soyte.reports.compare.compose import compose_comparison
from soyte.reports.scorecard.compose import compose
from soyte.reports.scorecard.render_json import render_json as scorecard_json

TAG = "Số liệu"
PlaceName = Annotated[str | None, Query(None, max_length=120, description="Mã hoặc tên địa bàn")]
AsOfMoment = Annotated[str | None, Query(None, max_length=40, description="Xem như tại: 2024-05-01, hoặc #12")]
Year = Annotated[int, Query(..., ge=1990, le=2100, description="Năm")]


@operation("figures", needs=Permission.SEE_FIGURES, tag=TAG)
def figures(
    request: Called,
    indicator: Annotated[list[str], Query(..., min_length=1, max_length=50, description="Mã chỉ tiêu hoặc số đo")],
    place: PlaceName,
    period: Annotated[str | None, Query(None, max_length=60, description="2017, 2017-03, 2010..2017")],
    by: Annotated[
        str, Query("", max_length=120, description="Chia theo: place, year, month, disease…, cách nhau dấu phẩy")
    ],
    where: Annotated[list[str], Query([], max_length=20, description="Chỉ lấy các mã: disease=dengue,measles")],
    dataset: Annotated[str | None, Query(None, max_length=120)],
    boundaries: Annotated[str, Query("own", max_length=20, description="own, current hoặc một ngày")],
    as_of: AsOfMoment,
    page: PageNumber,
    per_page: PageSize,
) -> dict[str, Any]:
    """Tính chỉ tiêu từ số liệu đã nhận, kèm nguồn và mức đầy đủ."""
    found = asked(
        _figures,
        tuple(indicator),
        tuple(name.strip() for name in by.split(",") if name.strip()),
        place_for(request.access, place, Permission.SEE_FIGURES),
        period,
        as_of,
        tuple(where),
        dataset,
        boundaries,
    )
    return {**paged(found.items, page, per_page, record), "warnings": list(found.warnings)}


def _figures(
    book: Any, indicators: Any, by: Any, place: str, period: Any, as_of: Any, where: Any, dataset: Any, of: str
) -> Any:
    return ask(
        book,
        indicators,
        by=by,
        place=None if place == EVERYWHERE else place,
        period=period,
        as_of=moment(as_of),
        where=conditions(where),
        dataset=dataset,
        boundaries=of,
    )


@operation("trace", needs=Permission.SEE_SOURCES, tag=TAG)
def trace(
    request: Called,
    figure: Annotated[str, Query(..., max_length=500, description="Mã số liệu")],
    rows: Annotated[int, Query(20, ge=0, le=1_000, description="Số dòng liệt kê cho mỗi số đo")],
) -> dict[str, Any]:
    """Truy một số liệu về công thức, các dòng, các tệp và người gửi."""
    if not figure.startswith("stated:"):
        for place in read(figure).place.split("+"):
            place_for(request.access, place, Permission.SEE_SOURCES)
    elif not request.access.whole(Permission.SEE_SOURCES):
        place_for(request.access, EVERYWHERE, Permission.SEE_SOURCES)
    return asked(_trace, figure, rows)


def _trace(book: Any, figure: str, rows: int) -> dict[str, Any]:
    return trace_record(follow(book, figure, rows=rows))


@operation("targets", needs=Permission.SEE_FIGURES, tag=TAG)
def targets(request: Called, year: Year, place: PlaceName, as_of: AsOfMoment) -> list[dict[str, Any]]:
    """Chỉ tiêu giao của một địa bàn và năm: mức giao, thực hiện, mức đạt."""
    found = asked(judged, place_for(request.access, place, Permission.SEE_FIGURES), year, as_of=moment(as_of))
    return [measured_record(one) for one in found if one.judgements]


@operation("scorecard", needs=Permission.SEE_FIGURES, tag=TAG)
def scorecard(request: Called, year: Year, place: PlaceName, as_of: AsOfMoment) -> dict[str, Any]:
    """Phiếu chỉ tiêu của một địa bàn và năm, trọn vẹn."""
    made = asked(compose, place_for(request.access, place, Permission.SEE_FIGURES), year, as_of=moment(as_of))
    document: dict[str, Any] = json.loads(scorecard_json(made))
    return document


@operation("comparison", needs=Permission.SEE_FIGURES, tag=TAG)
def comparison(
    request: Called,  # noqa: ARG001
    indicator: Annotated[str, Query(..., max_length=80)],
    year: Annotated[int | None, Query(None, ge=1990, le=2100)],
    as_of: AsOfMoment,
) -> dict[str, Any]:
    """So các địa bàn theo một chỉ tiêu, từ số liệu mà báo cáo của từng nơi nêu."""
    found = asked(compose_comparison, indicator, year, moment(as_of))
    document: dict[str, Any] = json.loads(comparison_json(found))
    return document
