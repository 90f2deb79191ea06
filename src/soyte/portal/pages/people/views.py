"""The list of people, and inviting somebody."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from soyte.portal.accesslog import note
from soyte.portal.notices import notify
from soyte.portal.pages.people.forms import InviteForm
from soyte.portal.people.links import Kind, make_link
from soyte.portal.people.models import Membership, User
from soyte.portal.people.rules import MANAGE, Refused, give, within
from soyte.portal.people.units import own, tree
from soyte.portal.shell.access import Access
from soyte.portal.shell.answers import shown
from soyte.portal.shell.pages import Asked, Menu, page
from soyte.portal.shell.roles import ROLES
from soyte.portal.shell.tables import Cell, Column, Table

STATES = {"": "đang dùng", "moi": "chưa nhận lời mời", "khoa": "đã khóa", "tat-ca": "tất cả"}
_WORDS = {"tim": "words", "vai-tro": "role", "don-vi": "unit", "tinh-trang": "state"}
_PER_PAGE = 100


@page("quan-tri/nguoi-dung/", needs=MANAGE, menu=Menu("Người dùng", 60, "Quản trị"))
def people(request: Asked) -> HttpResponse:
    """People of one's own units; filters in the address."""
    said = {name: request.GET.get(name, "") for name in ("tim", "vai-tro", "don-vi", "tinh-trang")}
    found = people_of(request.access, **{_WORDS[name]: value for name, value in said.items()})
    listed = Paginator(found, _PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "said": said,
        "roles": [(code, role.name) for code, role in ROLES.items()],
        "units": tree(own(request.access)),
        "states": STATES.items(),
        "listed": listed,
    }
    title = f"Người dùng: {listed.paginator.count}"
    table = _table(found if "xuat" in request.GET else listed)
    return shown(request, "people/page.html", context, title=title, table=table, api="/api/people")


def people_of(access: Access, words: str = "", role: str = "", unit: str = "", state: str = "") -> QuerySet[User]:
    """People of one's own units, by name; `state` is a word of STATES."""
    found = within(access).prefetch_related(
        Prefetch("memberships", Membership.objects.select_related("unit")), "password_links"
    )
    if words:
        found = found.filter(Q(full_name__icontains=words) | Q(username__icontains=words))
    held = Q(memberships__role=role) if role else Q()
    if unit.isdecimal() and len(unit) < 10:
        held &= Q(memberships__unit_id=int(unit))
    found = found.filter(held)  # one membership that is both
    found = {
        "": found.filter(is_active=True),
        "moi": found.filter(is_active=True, last_login=None),
        "khoa": found.filter(is_active=False),
    }.get(state, found)
    return found.distinct().order_by("full_name", "username")


def _table(listed: object) -> Table:
    rows = [
        [
            Cell(one.full_name, href=reverse("person", kwargs={"number": one.pk}), look="" if one.is_active else "off"),
            one.username,
            "; ".join(f"{held.role_name}, {held.unit}" for held in one.memberships.all()) or "chưa có vai trò",
            state_of(one),
            one.last_login,
        ]
        for one in listed  # type: ignore[attr-defined]
    ]
    columns = [
        Column("Họ và tên", width=28),
        Column("Tên đăng nhập"),
        Column("Vai trò, đơn vị", width=48),
        Column("Tình trạng"),
        Column("Đăng nhập gần nhất", "moment"),
    ]
    return Table(columns, rows, empty="Không có ai khớp với các điều kiện này.", name="nguoi-dung")


def state_of(user: User) -> str:
    """How somebody's account stands."""
    if not user.is_active:
        return "đã khóa"
    return "chưa nhận lời mời" if user.last_login is None else "đang dùng"


@page("quan-tri/nguoi-dung/moi/", needs=MANAGE, posts=MANAGE)
def invite(request: Asked) -> HttpResponse:
    """An account with a first role, and a link by which its person sets the password."""
    form = InviteForm(request.access, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user, secret = _invited(request, form)
        except Refused as error:
            form.add_error(None, str(error))
        else:
            sent = bool(user.email and settings.EMAIL_HOST)
            messages.success(request, f"Đã mời {user}." + (" Thư mời đang được gửi." if sent else ""))
            request.session["link"] = {"of": user.pk, "secret": secret}  # shown once, on the next page
            return redirect("person", number=user.pk)
    return shown(request, "people/invite.html", {"form": form}, title="Mời người dùng")


@transaction.atomic
def _invited(request: Asked, form: InviteForm) -> tuple[User, str]:
    said = form.cleaned_data
    user = User.objects.create_user(said["username"], full_name=said["full_name"], email=said["email"])
    held = give(request.access, request.user, user, said["unit"], said["role"])
    secret = make_link(user, Kind.INVITE, request.user.username)
    notify("Lời mời dùng Soyte", "password/invite.txt", {"secret": secret, "by": request.user}, people=[user])
    note(request, "mời người dùng", what=f"{user.username}: {held.role_name}, {held.unit}")
    return user, secret
