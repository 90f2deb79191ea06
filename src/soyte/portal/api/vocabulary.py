"""What words mean: indicators, everything else in the catalogue, and what changed of it between two days."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import Http404
from ninja import Query, Schema
from pydantic import Field

from soyte.catalogue import Indicator
from soyte.catalogue.cards import indicator_card
from soyte.catalogue.entries import Version
from soyte.catalogue.whole import Whole
from soyte.portal.api.operations import Called, operation
from soyte.portal.api.paging import Paged, PageNumber, PageSize, paged
from soyte.portal.pages.catalogue.known import between, entries_of
from soyte.portal.pages.catalogue.known import whole as whole_catalogue
from soyte.portal.shell.permissions import Permission
from soyte.text import fold

TAG = "Danh mục"
Sought = Annotated[str, Query("", max_length=120, description="Tìm theo tên hoặc mã, không cần dấu")]


Kind = Literal[
    "indicator", "measure", "disease", "list", "regime", "owner", "unit", "verdict_rule", "claim_field", "claim_code"
]
NEEDS = Permission.SEE_CATALOGUE


class IndicatorOut(Schema):
    """An indicator, in one version."""

    id: str
    name: str
    unit: str = Field(description="Đơn vị tính")
    direction: str = Field(description="Cao hay thấp thì tốt")
    domain: str = Field(description="Lĩnh vực")
    valid_from: date | None = Field(description="Hiệu lực từ")
    valid_to: date | None = Field(description="Hiệu lực đến hết")
    legal_source: str = Field(description="Căn cứ")
    certainty: str = Field(description="Mức chắc chắn của căn cứ")


class LineOut(Schema):
    """One line of what there is to say of a definition."""

    title: str
    words: str


class VersionOut(IndicatorOut):
    """A version with all there is to say of it."""

    card: list[LineOut]


class IndicatorWithVersions(IndicatorOut):
    """The newest version, and all of them."""

    versions: list[VersionOut]


class EntryOut(Schema):
    """Something of the catalogue, in one version."""

    kind: str
    id: str
    name: str
    valid_from: date | None = Field(description="Hiệu lực từ")
    valid_to: date | None = Field(description="Hiệu lực đến hết")
    legal_source: str = Field(description="Căn cứ")
    certainty: str = Field(description="Mức chắc chắn của căn cứ")
    card: list[LineOut]


class ChangeOut(Schema):
    """What of a definition holds otherwise on the second day."""

    kind: str = Field(description="indicator, measure, disease, regime…")
    id: str
    name: str
    key: str = Field(description="Nội dung thay đổi; trống: cả định nghĩa mới có hoặc bị bỏ")
    before: Any
    after: Any
    words: str = Field(description="Một câu")


@operation("indicators", needs=NEEDS, tag=TAG, gives=Paged[IndicatorOut])
def indicators(
    request: Called,  # noqa: ARG001
    q: Sought,
    domain: Annotated[str | None, Query(None, max_length=60, description="Lĩnh vực")],
    page: PageNumber,
    per_page: PageSize,
) -> Any:
    """Các chỉ tiêu trong danh mục."""
    whole, sought = whole_catalogue(), fold(q)
    domains = whole.catalogue.domains
    found = [
        one
        for one in whole.catalogue
        if (domain is None or domains[one.id] == domain) and (sought in fold(one.name_vi) or sought in one.id)
    ]
    return paged(found, page, per_page, lambda one: _indicator(whole, one))


@operation("indicators/{code}", needs=NEEDS, tag=TAG, gives=IndicatorWithVersions)
def indicator(request: Called, code: str) -> Any:  # noqa: ARG001
    """Một chỉ tiêu: định nghĩa, căn cứ, các phiên bản."""
    whole = whole_catalogue()
    versions = whole.catalogue.versions.get(code)
    if versions is None:
        raise Http404(f"Danh mục không có chỉ tiêu “{code}”.")
    return {
        **_indicator(whole, versions[-1]),
        "versions": [{**_indicator(whole, one), "card": _lines(indicator_card(whole, one))} for one in versions],
    }


@operation("catalogue", needs=NEEDS, tag=TAG, gives=Paged[EntryOut])
def catalogue(
    request: Called,  # noqa: ARG001
    kind: Annotated[Kind, Query("indicator", description="Loại mục")],
    q: Sought,
    on: Annotated[date | None, Query(None, description="Bản có hiệu lực vào ngày này; mặc định bản mới nhất")],
    page: PageNumber,
    per_page: PageSize,
) -> Any:
    """Danh mục: chỉ tiêu, số đo, bệnh, chế độ báo cáo, cơ quan, đơn vị tính, quy tắc, trường và bộ mã BHYT."""
    sought = fold(q)
    held = [(one, one.on(on) if on else one.newest) for one in entries_of(kind)]
    found = [(one, version) for one, version in held if version and (sought in fold(version.name) or sought in one.id)]
    return paged(found, page, per_page, lambda pair: {"kind": kind, "id": pair[0].id, **_version(pair[1])})


@operation("catalogue/changes", needs=NEEDS, tag=TAG, gives=list[ChangeOut])
def catalogue_changes(
    request: Called,  # noqa: ARG001
    first: Annotated[date, Query(..., description="Ngày trước")],
    last: Annotated[date, Query(..., description="Ngày sau")],
    kind: Annotated[
        Literal["", "indicator", "measure", "list", "disease", "regime", "owner", "unit", "domain"], Query("")
    ],
) -> Any:
    """Những gì trong danh mục khác nhau giữa hai ngày."""
    return [{**vars(one), "words": one.words} for one in between(first, last) if kind in ("", one.kind)]


@operation("catalogue/{kind}/{path:identifier}", needs=NEEDS, tag=TAG, gives=list[EntryOut])
def catalogue_entry(request: Called, kind: Kind, identifier: str) -> Any:  # noqa: ARG001
    """Một mục của danh mục: mọi bản, cũ trước."""
    found = next((one for one in entries_of(kind) if one.id == identifier), None)
    if found is None:
        raise Http404(f"Danh mục không có “{identifier}”.")
    return [{"kind": kind, "id": identifier, **_version(one)} for one in found.versions]


def _version(one: Version) -> dict[str, Any]:
    names = ("name", "valid_from", "valid_to", "legal_source", "certainty")
    return {**{name: getattr(one, name) for name in names}, "card": _lines(one.lines)}


def _lines(card: Any) -> list[dict[str, str]]:
    return [{"title": title, "words": words} for title, words in card]


def _indicator(whole: Whole, one: Indicator) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name_vi,
        "unit": one.unit,
        "direction": str(one.direction),
        "domain": whole.catalogue.domains[one.id],
        "valid_from": one.valid_from,
        "valid_to": one.valid_to,
        "legal_source": one.legal_source,
        "certainty": str(one.certainty),
    }
