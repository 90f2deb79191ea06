"""Long lists, a page at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any, Generic, TypeVar

from django.db.models import QuerySet
from ninja import Query, Schema
from pydantic import Field

T = TypeVar("T")

PageNumber = Annotated[int, Query(1, ge=1, le=1_000_000, description="Trang thứ mấy")]
PageSize = Annotated[int, Query(100, ge=1, le=1_000, description="Số mục mỗi trang")]


class Paged(Schema, Generic[T]):
    """One page of a list."""

    items: list[T] = Field(description="Các mục của trang này")
    page: int = Field(description="Trang thứ mấy")
    per_page: int = Field(description="Số mục mỗi trang")
    total: int = Field(description="Số mục của cả danh sách")


def paged(items: Sequence[T] | QuerySet[Any], page: int, per_page: int, record: Callable[[T], Any]) -> dict[str, Any]:
    """One page of a list, with how many there are."""
    start = (page - 1) * per_page
    return {
        "items": [record(one) for one in items[start : start + per_page]],
        "page": page,
        "per_page": per_page,
        "total": items.count() if isinstance(items, QuerySet) else len(items),
    }
