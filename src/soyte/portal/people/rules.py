"""What an administrator may do to whom. Raises Refused with words for the screen."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from soyte.portal.people.models import Membership, Unit, User
from soyte.portal.shell.access import Access
from soyte.portal.shell.permissions import Permission
from soyte.portal.shell.roles import ROLES

MANAGE = Permission.MANAGE_PEOPLE
MANAGERS = tuple(code for code, role in ROLES.items() if MANAGE in role.may)


class Refused(Exception):
    """Not allowed, or not possible now; the message says why and what to do."""


def within(access: Access) -> QuerySet[User]:
    """The people that an administrator sees: those with a role at one of their units; all, when they answer for everything."""
    if access.whole(MANAGE):
        return User.objects.all()
    return User.objects.filter(memberships__unit__in=access.units(MANAGE)).distinct()


def must_hold_whole(access: Access, user: User) -> None:
    """Account and second factor are changed by whoever administers *all* units that somebody belongs to.

    Else an administrator of a ward could take over a person of the department who also helps out there.
    """
    if access.whole(MANAGE):
        return
    held = set(user.memberships.values_list("unit_id", flat=True))
    if not held or held - access.units(MANAGE):
        raise Refused(
            f"{user} còn giữ vai trò ở đơn vị khác. Hãy nhờ quản trị của đơn vị cấp trên thay đổi tài khoản này."
        )


def must_not_be_self(actor: User, user: User) -> None:
    """Nobody changes their own roles or account here."""
    if actor.pk == user.pk:
        raise Refused("Không ai tự thay đổi vai trò hay tài khoản của chính mình. Hãy nhờ một quản trị khác.")


def must_hold_unit(access: Access, unit: Unit) -> None:
    """Roles are given at one's own units and below."""
    if not access.whole(MANAGE) and unit.pk not in access.units(MANAGE):
        raise Refused(f"“{unit}” không thuộc các đơn vị mà bạn quản trị.")


def give(access: Access, actor: User, user: User, unit: Unit, role: str) -> Membership:
    """Give a role at a unit."""
    must_not_be_self(actor, user)
    must_hold_unit(access, unit)
    if role not in ROLES:
        raise Refused(f"Không có vai trò “{role}”.")
    if not unit.active:
        raise Refused(f"“{unit}” đã ngừng hoạt động nên không giao thêm vai trò ở đó.")
    return Membership.objects.get_or_create(user=user, unit=unit, role=role)[0]


@transaction.atomic
def take(access: Access, actor: User, membership: Membership) -> None:
    """Take a role back."""
    must_not_be_self(actor, membership.user)
    must_hold_unit(access, membership.unit)
    one_at_a_time()
    membership.delete()
    must_leave_an_administrator()


@transaction.atomic
def let_in(access: Access, actor: User, user: User, active: bool) -> None:
    """Open or close an account; closing ends its sessions and revokes nothing that would have to be made again."""
    must_not_be_self(actor, user)
    must_hold_whole(access, user)
    one_at_a_time()
    User.objects.filter(pk=user.pk).update(is_active=active)
    must_leave_an_administrator()


def administrators() -> QuerySet[User]:
    """People who may administer everything: active, with such a role at an active unit that has none above."""
    return User.objects.filter(
        is_active=True,
        memberships__role__in=MANAGERS,
        memberships__unit__active=True,
        memberships__unit__parent=None,
    ).distinct()


def one_at_a_time() -> None:
    """Two administrators who remove each other at the same time wait for each other."""
    list(Unit.objects.select_for_update().filter(parent=None))


def must_leave_an_administrator() -> None:
    """Called within a transaction, after a change: it is undone when nobody is left to administer everything."""
    if not administrators().exists():
        raise Refused(
            "Đây là quản trị cuối cùng của toàn hệ thống. Hãy giao vai trò quản trị ở đơn vị cao nhất cho người khác trước."
        )
