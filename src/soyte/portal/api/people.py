"""People and units: what administrators see. Whoever looks at an account leaves a line in the log."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import Http404
from ninja import Query, Schema
from pydantic import Field

from soyte.portal.accesslog import note
from soyte.portal.api.operations import Called, operation
from soyte.portal.api.paging import Paged, PageNumber, PageSize, paged
from soyte.portal.pages.people.views import people_of
from soyte.portal.people.models import Unit, User
from soyte.portal.people.rules import within
from soyte.portal.people.units import own
from soyte.portal.shell.permissions import Permission

TAG = "Quản trị"
STATES = {"active": "", "invited": "moi", "closed": "khoa", "all": "tat-ca"}


class RoleOut(Schema):
    """A role at a unit."""

    role: str = Field(description="Mã vai trò")
    role_name: str
    unit: int
    unit_name: str


class PersonOut(Schema):
    """An account."""

    id: int
    username: str
    full_name: str
    active: bool = Field(description="Được đăng nhập")
    last_login: datetime | None
    roles: list[RoleOut]


class PersonWhole(PersonOut):
    """An account with what is written down when somebody looks at it."""

    email: str
    joined_at: datetime


class UnitOut(Schema):
    """A unit of the health service."""

    id: int
    name: str
    place: str = Field(description="Mã địa bàn")
    parent: int | None = Field(description="Đơn vị cấp trên")
    active: bool


@operation("people", needs=Permission.MANAGE_PEOPLE, tag=TAG, gives=Paged[PersonOut])
def people(
    request: Called,
    q: Annotated[str, Query("", max_length=120, description="Tìm theo họ tên, tên đăng nhập")],
    role: Annotated[str, Query("", max_length=20, description="Mã vai trò")],
    unit: Annotated[int | None, Query(None, ge=1, le=10**9)],
    state: Annotated[Literal["active", "invited", "closed", "all"], Query("active")],
    page: PageNumber,
    per_page: PageSize,
) -> Any:
    """Người dùng của các đơn vị mà mình quản trị."""
    found = people_of(request.access, q.replace("\0", ""), role.replace("\0", ""), str(unit or ""), STATES[state])
    return paged(found, page, per_page, _person)


@operation("people/{number}", needs=Permission.MANAGE_PEOPLE, tag=TAG, gives=PersonWhole)
def person(request: Called, number: int) -> Any:
    """Một người dùng; lần xem được ghi nhật ký."""
    found = within(request.access).filter(pk=number).first()
    if found is None:
        raise Http404("Không có người này trong các đơn vị mà bạn quản trị.")
    note(request, "xem tài khoản", what=f"{found.username}, cả thư điện tử", personal=True)
    return {**_person(found), "email": found.email, "joined_at": found.joined_at}


@operation("units", needs=Permission.MANAGE_PEOPLE, tag=TAG, gives=list[UnitOut])
def units(request: Called) -> Any:
    """Các đơn vị mà mình quản trị."""
    return [_unit(one) for one in own(request.access)]


def _person(one: User) -> dict[str, Any]:
    held = [
        {"role": each.role, "role_name": each.role_name, "unit": each.unit_id, "unit_name": each.unit.name}
        for each in one.memberships.all()
    ]
    names = ("username", "full_name", "last_login")
    return {"id": one.pk, "active": one.is_active, "roles": held, **{name: getattr(one, name) for name in names}}


def _unit(one: Unit) -> dict[str, Any]:
    return {"id": one.pk, "name": one.name, "place": one.place, "parent": one.parent_id, "active": one.active}
