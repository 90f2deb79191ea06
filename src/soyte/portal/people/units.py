"""Units as a tree, and what may be changed of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from soyte.ledger.ledger import Ledger
from soyte.portal.people.models import Unit
from soyte.portal.people.rules import MANAGE, Refused, must_hold_unit, must_leave_an_administrator, one_at_a_time
from soyte.portal.shell.access import EVERYWHERE, Access
from soyte.portal.shell.book import asked, geography
from soyte.text import strip_marks


@dataclass(frozen=True)
class Branch:
    """A unit and how deep it stands."""

    unit: Unit
    depth: int


def tree(units: list[Unit]) -> list[Branch]:
    """Units in the order of a tree: each below its own, by name. One whose superior is not in the list stands on top."""
    known = {unit.pk for unit in units}
    below: dict[int | None, list[Unit]] = {}
    for unit in sorted(units, key=lambda one: strip_marks(one.name).casefold()):
        below.setdefault(unit.parent_id if unit.parent_id in known else None, []).append(unit)
    found: list[Branch] = []

    def walk(parent: int | None, depth: int) -> None:
        for unit in below.get(parent, []):
            found.append(Branch(unit, depth))
            walk(unit.pk, depth + 1)

    walk(None, 0)
    return found


def own(access: Access) -> list[Unit]:
    """The units that an administrator may change, those out of use as well."""
    if access.whole(MANAGE):
        return list(Unit.objects.all())
    mine = set(access.units(MANAGE))
    units = list(Unit.objects.all())
    grown = -1
    while grown != len(mine):  # units out of use below mine
        grown = len(mine)
        mine |= {unit.pk for unit in units if unit.parent_id in mine}
    return [unit for unit in units if unit.pk in mine]


@transaction.atomic
def save(access: Access, unit: Unit, said: dict[str, Any]) -> Unit:
    """Change a unit, or make one (without key): name, place, parent, active. Raises Refused."""
    parent: Unit | None = said["parent"]
    allowed = {one.pk for one in own(access)}
    if unit.pk and unit.pk not in allowed:
        raise Refused(f"“{unit}” không thuộc các đơn vị mà bạn quản trị.")
    if parent is not None and parent.pk != unit.parent_id:
        must_hold_unit(access, parent)
        if unit.pk in (parent.pk, *_above(parent)):
            raise Refused(f"“{parent}” nằm dưới “{unit}” nên không thể là cấp trên của nó.")
    if parent is None and unit.parent_id is not None and not access.whole(MANAGE):
        raise Refused("Chỉ quản trị toàn hệ thống được đặt một đơn vị lên cao nhất.")
    if parent is None and not unit.pk and not access.whole(MANAGE):
        raise Refused("Hãy chọn đơn vị cấp trên trong các đơn vị mà bạn quản trị.")
    _check_place(access, unit, said["place"])
    _check_name(access, unit, said["name"])
    facility = said.get("facility", unit.facility)
    if facility != unit.facility and not access.whole(MANAGE):
        raise Refused("Chỉ quản trị toàn hệ thống được đặt mã cơ sở KCB: ai giữ mã thì xem được kết quả của cơ sở đó.")
    one_at_a_time()
    known = unit.pk is not None
    unit.name, unit.place, unit.parent, unit.active = said["name"], said["place"], parent, said["active"]
    unit.facility = facility
    unit.save()
    if known:
        must_leave_an_administrator()
    return unit


def _above(unit: Unit) -> list[int]:
    found: list[int] = []
    above = unit.parent
    while above is not None and above.pk not in found:
        found.append(above.pk)
        above = above.parent
    return found


def _check_place(access: Access, unit: Unit, place: str) -> None:
    if not place or place == unit.place:
        return
    if place != EVERYWHERE and not geography().atlas.versions(place):
        raise Refused(f"Mã địa bàn “{place}” không có trong danh mục. Hãy tra mã ở trang Địa bàn.")
    if not access.may(MANAGE, place):
        raise Refused(f"Địa bàn {place} không thuộc phạm vi mà bạn quản trị.")


def _check_name(access: Access, unit: Unit, name: str) -> None:
    """Who bears the name of a sender sees what that one sent: only whoever sees everything may give such a name."""
    if name == unit.name or access.whole(MANAGE):
        return
    if name in asked(_senders):
        raise Refused(f"Đã có số liệu do “{name}” gửi. Chỉ quản trị toàn hệ thống được đặt tên này cho một đơn vị.")


def _senders(book: Ledger) -> frozenset[str]:
    return frozenset(act.sender for act in book.state().acts if act.sender)
