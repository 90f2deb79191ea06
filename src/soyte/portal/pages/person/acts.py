"""What an administrator does to somebody's account: each checked, logged, and told in one sentence. They may raise Refused."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import F

from soyte.portal.accesslog import note
from soyte.portal.notices import notify
from soyte.portal.pages.people.forms import PersonForm, RoleForm
from soyte.portal.people.entering import unlock
from soyte.portal.people.factors import forget
from soyte.portal.people.links import Kind, make_link
from soyte.portal.people.models import ApiToken, Membership, User
from soyte.portal.people.rules import Refused, give, let_in, must_hold_whole, must_not_be_self, take
from soyte.portal.people.tokens import revoke
from soyte.portal.people.visits import end
from soyte.portal.shell.pages import Asked

Act = Callable[[Asked, User], str]


def _give(request: Asked, user: User) -> str:
    form = RoleForm(request.access, request.POST)
    if not form.is_valid():
        raise Refused("Hãy chọn đơn vị và vai trò.")
    held = give(request.access, request.user, user, form.cleaned_data["unit"], form.cleaned_data["role"])
    note(request, "giao vai trò", what=f"{user.username}: {held.role_name}, {held.unit}")
    return f"Đã giao vai trò {held.role_name} tại {held.unit}."


def _take(request: Asked, user: User) -> str:
    number = request.POST.get("vai", "")
    held = Membership.objects.filter(user=user, pk=int(number) if number.isdecimal() else 0).first()
    if held is None:
        raise Refused("Vai trò này đã được thu lại.")
    take(request.access, request.user, held)
    note(request, "thu vai trò", what=f"{user.username}: {held.role_name}, {held.unit}")
    return f"Đã thu vai trò {held.role_name} tại {held.unit}."


def _close(request: Asked, user: User) -> str:
    let_in(request.access, request.user, user, active=False)
    end(user)
    for token in ApiToken.objects.filter(user=user):
        revoke(token)
    note(request, "khóa tài khoản", what=user.username)
    return f"Đã khóa tài khoản của {user} và đăng xuất ở mọi nơi."


def _open(request: Asked, user: User) -> str:
    let_in(request.access, request.user, user, active=True)
    note(request, "mở lại tài khoản", what=user.username)
    return f"Đã mở lại tài khoản của {user}."


def _account(request: Asked, user: User) -> None:
    must_not_be_self(request.user, user)
    must_hold_whole(request.access, user)


def _unlock(request: Asked, user: User) -> str:
    _account(request, user)
    unlock(user.username)
    note(request, "mở khóa đăng nhập", what=user.username)
    return f"{user} đăng nhập lại được ngay."


def _link(request: Asked, user: User) -> str:
    _account(request, user)
    if not user.is_active:
        raise Refused("Tài khoản đang khóa. Hãy mở lại trước.")
    invited = user.last_login is None
    secret = make_link(user, Kind.INVITE if invited else Kind.RESET, request.user.username)
    template = "password/invite.txt" if invited else "password/reset.txt"
    subject = "Lời mời dùng Soyte" if invited else "Đặt lại mật khẩu Soyte"
    notify(subject, template, {"secret": secret, "by": request.user}, people=[user])
    request.session["link"] = {"of": user.pk, "secret": secret}
    note(request, "cấp liên kết đặt mật khẩu", what=user.username)
    return "Đã lập liên kết mới; liên kết cũ hết tác dụng."


def _forget_factor(request: Asked, user: User) -> str:
    _account(request, user)
    forget(user)
    end(user)
    notify("Đã gỡ xác thực hai lớp của Soyte", "account/factor_removed.txt", people=[user])
    note(request, "gỡ xác thực hai lớp của người khác", what=user.username)
    return f"Đã gỡ xác thực hai lớp của {user} và đăng xuất ở mọi nơi."


def _sign_out(request: Asked, user: User) -> str:
    _account(request, user)
    count = end(user)
    note(request, "đăng xuất người khác", what=user.username)
    return f"Đã đăng xuất {user} ở {count} nơi."


def _rename(request: Asked, user: User) -> str:
    _account(request, user)
    form = PersonForm(request.POST)
    if not form.is_valid():
        raise Refused("Hãy nhập họ và tên; thư điện tử phải đúng dạng, ví dụ an@soyte.example.vn.")
    said = {"full_name": form.cleaned_data["full_name"], "email": form.cleaned_data["email"] or user.email}
    moved = said["email"] != user.email
    if moved:  # told where it was: somebody else may have done it
        notify("Thư điện tử của tài khoản Soyte được đổi", "person/moved.txt", people=[user])
    User.objects.filter(pk=user.pk).update(**said, subject=None if moved else F("subject"))
    note(request, "sửa tài khoản", what=f"{user.username}{': thư điện tử' if moved else ''}")
    return "Đã lưu."


ACTS: dict[str, Act] = {
    "giao": _give,
    "thu": _take,
    "khoa": _close,
    "mo": _open,
    "mo-khoa": _unlock,
    "lien-ket": _link,
    "go-xac-thuc": _forget_factor,
    "dang-xuat": _sign_out,
    "sua": _rename,
}
