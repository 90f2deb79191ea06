"""Administrative units in time: lists, versions, what happened to one, where its area lies on another day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal

from django.http import Http404
from ninja import Query, Schema
from pydantic import Field

from soyte.places import Atlas, Level, Unit, history
from soyte.places.shares import trace
from soyte.portal.api.operations import Called, operation
from soyte.portal.api.paging import Paged, PageNumber, PageSize, paged
from soyte.portal.shell.book import geography, today
from soyte.portal.shell.permissions import Permission
from soyte.text import fold

TAG = "Địa bàn"
NEEDS = Permission.SEE_CATALOGUE
Sought = Annotated[str, Query("", max_length=120, description="Tìm theo tên hoặc mã, không cần dấu")]
On = Annotated[date | None, Query(None, description="Vào ngày nào; mặc định hôm nay")]


class PlaceOut(Schema):
    """A unit as it was over some time."""

    code: str
    name: str
    level: Literal["country", "province", "district", "commune"]
    parent: str = Field(description="Mã đơn vị cấp trên")
    valid_from: date | None = Field(description="Từ ngày; trống: trước khi có danh mục")
    valid_to: date | None = Field(description="Đến hết ngày; trống: đến nay")


class PlaceWithVersions(PlaceOut):
    """A code, and everything that it has named."""

    versions: list[PlaceOut]


class ChangeOut(Schema):
    """One thing that happened to a unit."""

    on: date
    kind: Literal["begun", "ended", "grown", "shrunk", "reshaped", "renamed", "kept"]
    breaks: bool = Field(description="Số liệu trước và sau ngày này không so sánh được với nhau")
    sentence: str
    gave: list[str] = Field(description="Mã các đơn vị đã giao địa bàn")
    got: list[str] = Field(description="Mã các đơn vị đã nhận địa bàn")
    sources: list[str] = Field(description="Mã văn bản")


class ShareOut(PlaceOut):
    """A unit in which some of an area lies."""

    weight: float | None = Field(description="Phần địa bàn ở đó, từ 0 đến 1; trống: chưa rõ")


@operation("places", needs=NEEDS, tag=TAG, gives=Paged[PlaceOut])
def places(
    request: Called,  # noqa: ARG001
    q: Sought,
    level: Annotated[Literal["province", "district", "commune"] | None, Query(None)],
    within: Annotated[str | None, Query(None, max_length=8, description="Mã đơn vị chứa chúng; mặc định cả nước")],
    on: On,
    page: PageNumber,
    per_page: PageSize,
) -> Any:
    """Các đơn vị hành chính vào một ngày."""
    levels: tuple[Level, ...] = (level,) if level else ("province", "district", "commune")
    found = list(_sought(geography().atlas, levels, on or today(), within, fold(q)))
    return paged(found, page, per_page, _place)


@operation("places/{code}", needs=NEEDS, tag=TAG, gives=PlaceWithVersions)
def place(request: Called, code: str) -> Any:  # noqa: ARG001
    """Một đơn vị hành chính: mọi thời kỳ của nó."""
    versions = _versions(code)
    return {**_place(versions[-1]), "versions": [_place(one) for one in versions]}


@operation("places/{code}/history", needs=NEEDS, tag=TAG, gives=list[ChangeOut])
def place_history(request: Called, code: str) -> Any:  # noqa: ARG001
    """Những gì đã xảy ra với một mã: lập, tách, nhập, đổi tên, kết thúc."""
    _versions(code)
    return [
        {
            "on": one.on,
            "kind": one.kind,
            "breaks": one.breaks,
            "sentence": one.sentence,
            "gave": [unit.code for unit in one.gave],
            "got": [unit.code for unit in one.got],
            "sources": list(one.sources),
        }
        for one in history(code, atlas=geography().atlas)
    ]


@operation("places/{code}/successors", needs=NEEDS, tag=TAG, gives=list[ShareOut])
def place_successors(
    request: Called,  # noqa: ARG001
    code: str,
    on: Annotated[date, Query(..., description="Ngày mà mã này được dùng")],
    at: Annotated[date | None, Query(None, description="Xem địa bàn thuộc đâu vào ngày này; mặc định hôm nay")],
) -> Any:
    """Địa bàn của một đơn vị thuộc những đơn vị nào vào một ngày khác, sau hoặc trước."""
    atlas, end = geography().atlas, at or today()
    if atlas.unit(code, on) is None:
        raise Http404(f"Ngày {on:%d/%m/%Y} không có đơn vị nào mang mã “{code}”.")
    found = [(atlas.unit(to, end), weight) for to, weight in trace(atlas, code, on, end).items()]
    return [{**_place(unit), "weight": None if weight is None else float(weight)} for unit, weight in found if unit]


def _sought(atlas: Atlas, levels: Iterable[Level], day: date, within: str | None, words: str) -> Iterable[Unit]:
    for level in levels:
        for one in atlas.units(level, day, within):
            if words in fold(one.full_name) or words == one.code:
                yield one


def _versions(code: str) -> tuple[Unit, ...]:
    found = geography().atlas.versions(code)
    if not found:
        raise Http404(f"Không có đơn vị nào mang mã “{code}”.")
    return found


def _place(one: Unit) -> dict[str, Any]:
    names = ("code", "level", "parent", "valid_from", "valid_to")
    return {"name": one.full_name, **{name: getattr(one, name) for name in names}}
