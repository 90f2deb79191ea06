"""The first administrator, who invites all others: made from the command line, before anybody can sign in."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse

from soyte.portal.accesslog import note_from_inside
from soyte.portal.people.links import Kind, make_link
from soyte.portal.people.models import Membership, Unit, User
from soyte.portal.people.rules import Refused


@transaction.atomic
def first_administrator(
    username: str, full_name: str, *, email: str = "", unit: str, place: str, again: bool = False
) -> str:
    """Make an administrator of everything and return the path of the link (valid for a week) by which they set a password.

    `unit` is the name of the highest unit (made if it does not exist), `place` the code that it answers for. Refuses a name
    that is taken, unless `again`: then the same person gets a new link, for the day when nobody can sign in any more.
    """
    known = User.objects.filter(username=username).first()
    if known is not None and not again:
        raise Refused(
            f"Đã có tài khoản “{username}”. Hãy chọn tên khác, hoặc thêm --again để cấp lại liên kết đặt mật khẩu."
        )
    top, _ = Unit.objects.get_or_create(name=unit, defaults={"place": place})
    if top.parent_id is not None or not top.active:
        raise Refused(f"“{unit}” không phải đơn vị cao nhất đang hoạt động. Hãy nêu đơn vị cao nhất.")
    user = known or User.objects.create_user(username, full_name=full_name, email=email)
    Membership.objects.get_or_create(user=user, unit=top, role="admin")
    User.objects.filter(pk=user.pk).update(is_active=True)
    note_from_inside("", "lập quản trị từ máy chủ", what=f"tài khoản {username}")
    return reverse("set-password", kwargs={"secret": make_link(user, Kind.INVITE, "máy chủ")})
