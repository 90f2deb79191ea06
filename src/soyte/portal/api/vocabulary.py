"""What words mean: indicators and places."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import Http404
from ninja import Query

from soyte.catalogue import Indicator
from soyte.catalogue.cards import indicator_card
from soyte.measures.boundaries import site_of
from soyte.measures.site import site_catalogue
from soyte.places import Level, Unit
from soyte.portal.api.operations import Called, operation
from soyte.portal.api.paging import PageNumber, PageSize, paged
from soyte.portal.shell.book import asked, today
from soyte.portal.shell.permissions import Permission
from soyte.text import fold

TAG = "Danh mục"
Sought = Annotated[str, Query("", max_length=120, description="Tìm theo tên hoặc mã, không cần dấu")]


@operation("indicators", needs=Permission.SEE_CATALOGUE, tag=TAG)
def indicators(
    request: Called,  # noqa: ARG001
    q: Sought,
    domain: Annotated[str | None, Query(None, max_length=60)],
    page: PageNumber,
    per_page: PageSize,
) -> dict[str, Any]:
    """Các chỉ tiêu trong danh mục."""
    whole = asked(_catalogue)
    sought = fold(q)
    found = [
        one
        for one in whole.catalogue
        if (domain is None or whole.catalogue.domains[one.id] == domain)
        and (sought in fold(one.name_vi) or sought in one.id)
    ]
    return paged(found, page, per_page, _indicator)


@operation("indicators/{code}", needs=Permission.SEE_CATALOGUE, tag=TAG)
def indicator(request: Called, code: str) -> dict[str, Any]:  # noqa: ARG001
    """Một chỉ tiêu: định nghĩa, căn cứ, các phiên bản."""
    whole = asked(_catalogue)
    versions = whole.catalogue.versions.get(code)
    if versions is None:
        raise Http404(f"Danh mục không có chỉ tiêu “{code}”.")
    return {
        **_indicator(versions[-1]),
        "versions": [{**_indicator(one), "card": dict(indicator_card(whole, one))} for one in versions],
    }


def _catalogue(book: Any) -> Any:
    return site_catalogue(book.view(), book.engine)


def _indicator(one: Indicator) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name_vi,
        "unit": one.unit,
        "direction": str(one.direction),
        "valid_from": _day(one.valid_from),
        "valid_to": _day(one.valid_to),
        "legal_source": one.legal_source,
        "certainty": str(one.certainty),
    }


@operation("places", needs=Permission.SEE_FIGURES, tag=TAG)
def places(
    request: Called,  # noqa: ARG001
    q: Sought,
    level: Annotated[Literal["province", "district", "commune"] | None, Query(None)],
    within: Annotated[str | None, Query(None, max_length=8, description="Mã đơn vị chứa chúng; mặc định cả nước")],
    on: Annotated[date | None, Query(None, description="Vào ngày nào; mặc định hôm nay")],
    page: PageNumber,
    per_page: PageSize,
) -> dict[str, Any]:
    """Các đơn vị hành chính vào một ngày."""
    atlas, day, sought = asked(_atlas), on or today(), fold(q)
    levels: tuple[Level, ...] = (level,) if level else ("province", "district", "commune")
    found = [
        one
        for each in levels
        for one in atlas.units(each, day, within)
        if sought in fold(one.full_name) or sought == one.code
    ]
    return paged(found, page, per_page, _place)


@operation("places/{code}", needs=Permission.SEE_FIGURES, tag=TAG)
def place(request: Called, code: str) -> dict[str, Any]:  # noqa: ARG001
    """Một đơn vị hành chính: mọi thời kỳ của nó."""
    versions = asked(_atlas).versions(code)
    if not versions:
        raise Http404(f"Không có đơn vị nào mang mã “{code}”.")
    return {**_place(versions[-1]), "versions": [_place(one) for one in versions]}


def _atlas(book: Any) -> Any:
    return site_of(book, book.state()).geography.atlas


def _place(one: Unit) -> dict[str, Any]:
    return {
        "code": one.code,
        "name": one.full_name,
        "level": one.level,
        "parent": one.parent,
        "valid_from": _day(one.valid_from),
        "valid_to": _day(one.valid_to),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
