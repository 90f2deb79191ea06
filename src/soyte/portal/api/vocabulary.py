"""What words mean: indicators, diseases, reporting regimes, and what changed of them between two days."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from django.http import Http404
from ninja import Query, Schema
from pydantic import Field

from soyte.catalogue import Indicator
from soyte.catalogue.cards import disease_card, indicator_card, regime_card
from soyte.catalogue.changes import between_days
from soyte.catalogue.whole import Whole
from soyte.ledger.ledger import Ledger
from soyte.measures.site import site_catalogue
from soyte.portal.api.operations import Called, operation
from soyte.portal.api.paging import Paged, PageNumber, PageSize, paged
from soyte.portal.shell.book import asked
from soyte.portal.shell.permissions import Permission
from soyte.text import fold

TAG = "Danh mục"
Sought = Annotated[str, Query("", max_length=120, description="Tìm theo tên hoặc mã, không cần dấu")]


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
    """A disease or a reporting regime."""

    id: str
    name: str
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
    whole, sought = asked(_catalogue), fold(q)
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
    whole = asked(_catalogue)
    versions = whole.catalogue.versions.get(code)
    if versions is None:
        raise Http404(f"Danh mục không có chỉ tiêu “{code}”.")
    return {
        **_indicator(whole, versions[-1]),
        "versions": [{**_indicator(whole, one), "card": _lines(indicator_card(whole, one))} for one in versions],
    }


@operation("diseases", needs=NEEDS, tag=TAG, gives=Paged[EntryOut])
def diseases(
    request: Called,  # noqa: ARG001
    q: Sought,
    on: Annotated[date | None, Query(None, description="Quy định vào ngày này; mặc định mọi thời kỳ")],
    page: PageNumber,
    per_page: PageSize,
) -> Any:
    """Các bệnh: mã ICD-10, nhóm, thời hạn báo cáo, kèm căn cứ."""
    whole, sought = asked(_catalogue), fold(q)
    found = [one for one in whole.diseases.all.values() if sought in fold(one.name_vi) or sought in one.id]
    return paged(
        found,
        page,
        per_page,
        lambda one: {"id": one.id, "name": one.name_vi, "card": _lines(disease_card(whole, one, on))},
    )


@operation("regimes", needs=NEEDS, tag=TAG, gives=list[EntryOut])
def regimes(
    request: Called,  # noqa: ARG001
    q: Sought,
    on: Annotated[date | None, Query(None, description="Có hiệu lực vào ngày này; mặc định mọi phiên bản")],
) -> Any:
    """Các chế độ báo cáo: ai gửi ai, kỳ nào, thời hạn, căn cứ."""
    whole, sought = asked(_catalogue), fold(q)
    known = whole.regimes
    found = known.regimes(on) if on else [one for several in known.versions.values() for one in several]
    return [
        {"id": one.id, "name": one.name_vi, "card": _lines(regime_card(whole.owners, one))}
        for one in found
        if sought in fold(one.name_vi) or sought in one.id
    ]


@operation("catalogue/changes", needs=NEEDS, tag=TAG, gives=list[ChangeOut])
def catalogue_changes(
    request: Called,  # noqa: ARG001
    since: Annotated[date, Query(..., description="Ngày trước")],
    until: Annotated[date, Query(..., description="Ngày sau")],
    kind: Annotated[
        Literal["", "indicator", "measure", "list", "disease", "regime", "owner", "unit", "domain"], Query("")
    ],
) -> Any:
    """Những gì trong danh mục khác nhau giữa hai ngày."""
    found = asked(_changes, since, until)
    return [{**vars(one), "words": one.words} for one in found if kind in ("", one.kind)]


def _catalogue(book: Ledger) -> Whole:
    return site_catalogue(book.view(), book.engine)


def _changes(book: Ledger, since: date, until: date) -> Any:
    return between_days(_catalogue(book), since, until)


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
