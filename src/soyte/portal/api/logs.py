"""Tokens, the access log and the vault's log. Whoever reads a log leaves a line in it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Query, Schema
from pydantic import Field

from soyte.ledger.vault.access_log import AccessRecord
from soyte.portal.accesslog.models import Line
from soyte.portal.accesslog.searching import Sought
from soyte.portal.api.operations import Called, operation
from soyte.portal.api.paging import Paged, PageNumber, PageSize, paged
from soyte.portal.pages.access_log.views import lines_of, opened_of
from soyte.portal.pages.tokens.views import end, tokens_of
from soyte.portal.people.models import ApiToken
from soyte.portal.shell.permissions import Permission

TAG = "Quản trị"


class TokenOut(Schema):
    """A token, without its secret."""

    id: int
    prefix: str = Field(description="Các chữ đầu của mã")
    name: str = Field(description="Dùng để làm gì")
    of: str = Field(description="Tên đăng nhập của người giữ")
    scopes: list[str] = Field(description="Được phép làm gì")
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None
    works: bool = Field(description="Còn dùng được")


class LineOut(Schema):
    """A line of the portal's log."""

    seq: int
    at: datetime
    actor: str = Field(description="Tên đăng nhập; trống: chưa đăng nhập")
    name: str
    means: str = Field(description="Bằng trang, mã truy cập hay việc của máy chủ")
    address: str = Field(description="Địa chỉ máy")
    action: str
    what: str
    personal: bool = Field(description="Có mở thông tin cá nhân")


class OpenedOut(Schema):
    """A line of the vault's log."""

    seq: int
    at: datetime
    actor: str
    purpose: str = Field(description="Để làm gì")
    action: str
    about: str = Field(description="Đối tượng")
    count: int


@operation("tokens", needs=Permission.HOLD_TOKENS, tag=TAG, gives=Paged[TokenOut])
def tokens(request: Called, page: PageNumber, per_page: PageSize) -> Any:
    """Mã truy cập của mình; người quản lý mã thấy cả mã của người trong đơn vị. Chỉ gọi được từ trình duyệt đã đăng nhập."""
    return paged(tokens_of(request).select_related("user"), page, per_page, _token)


@operation(
    "tokens/{number}", needs=Permission.HOLD_TOKENS, tag=TAG, method="DELETE", name="revoke_token", gives=TokenOut
)
def revoke_token(request: Called, number: int) -> Any:
    """Thu hồi một mã truy cập; nó ngừng dùng được ngay."""
    return _token(end(request, number))


@operation("access-log", needs=Permission.SEE_ACCESS_LOG, tag=TAG, gives=Paged[LineOut])
def access_log(
    request: Called,
    who: Annotated[str, Query("", max_length=120, description="Tên đăng nhập, hoặc một phần họ tên")],
    action: Annotated[str, Query("", max_length=120, description="Việc, đúng từng chữ")],
    q: Annotated[str, Query("", max_length=120, description="Có trong nội dung")],
    since: Annotated[date | None, Query(None)],
    until: Annotated[date | None, Query(None)],
    personal: Annotated[bool, Query(False, description="Chỉ những dòng mở thông tin cá nhân")],
    page: PageNumber,
    per_page: PageSize,
) -> Any:
    """Nhật ký truy cập, mới nhất trước; lần tra cứu này cũng được ghi."""
    names = dict(zip(("who", "action", "words"), (one.replace("\0", "") for one in (who, action, q)), strict=True))
    sought = Sought(**names, since=since, until=until, personal=personal)
    return paged(lines_of(request, sought), page, per_page, _line)


@operation("access-log/vault", needs=Permission.SEE_ACCESS_LOG, tag=TAG, gives=Paged[OpenedOut])
def vault_log(
    request: Called,
    who: Annotated[str, Query("", max_length=120, description="Tên đăng nhập")],
    page: PageNumber,
    per_page: PageSize,
) -> Any:
    """Nhật ký kho bảo mật: ai mở bản gốc nào, để làm gì; lần tra cứu này cũng được ghi."""
    return paged(opened_of(request, who.replace("\0", "")), page, per_page, _opened)


def _token(one: ApiToken) -> dict[str, Any]:
    names = ("prefix", "name", "scopes", "created_at", "expires_at", "used_at", "revoked_at", "works")
    return {"id": one.pk, "of": one.user.username, **{name: getattr(one, name) for name in names}}


def _line(one: Line) -> dict[str, Any]:
    names = ("seq", "at", "actor", "name", "means", "address", "action", "what", "personal")
    return {name: getattr(one, name) for name in names}


def _opened(one: AccessRecord) -> dict[str, Any]:
    names = ("seq", "at", "actor", "purpose", "about", "count")
    return {"action": str(one.action), **{name: getattr(one, name) for name in names}}
