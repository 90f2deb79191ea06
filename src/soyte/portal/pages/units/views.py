"""The tree of units."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from soyte.portal.accesslog import note
from soyte.portal.pages.units.forms import UnitForm
from soyte.portal.people.models import Membership, Unit
from soyte.portal.people.rules import MANAGE, Refused
from soyte.portal.people.units import own, save, tree
from soyte.portal.shell.answers import shown
from soyte.portal.shell.book import place_name
from soyte.portal.shell.pages import Asked, Menu, page
from soyte.portal.shell.tables import Cell, Column, Table

_DEEPEST = 4


@page("quan-tri/don-vi/", needs=MANAGE, menu=Menu("Đơn vị", 61, "Quản trị"))
def units(request: Asked) -> HttpResponse:
    """Units that one administers, each below its superior."""
    listed = own(request.access)
    counts = dict(Membership.objects.values_list("unit").annotate(Count("user", distinct=True)))
    rows = [
        [
            Cell(
                one.unit.name,
                href=reverse("unit", kwargs={"number": one.unit.pk}),
                look=f"depth-{min(one.depth, _DEEPEST)}{'' if one.unit.active else ' off'}",
            ),
            Cell(one.unit.place, words=f"{place_name(one.unit.place)} ({one.unit.place})" if one.unit.place else "–"),
            "đang hoạt động" if one.unit.active else "ngừng hoạt động",
            Cell(counts.get(one.unit.pk, 0), href=f"{reverse('people')}?don-vi={one.unit.pk}&tinh-trang=tat-ca"),
        ]
        for one in tree(listed)
    ]
    columns = (
        Column("Đơn vị", width=44),
        Column("Địa bàn", width=36),
        Column("Tình trạng"),
        Column("Người", "number", places=0),
    )
    table = Table(columns, rows, empty="Chưa có đơn vị nào.", name="don-vi")
    return shown(request, "units/page.html", {}, title=f"Đơn vị: {len(listed)}", table=table, api="/api/units")


@page("quan-tri/don-vi/moi/", needs=MANAGE, posts=MANAGE)
def new_unit(request: Asked) -> HttpResponse:
    """A unit below one of one's own."""
    return _edit(request, Unit(), "Thêm đơn vị", "thêm đơn vị")


@page("quan-tri/don-vi/<int:number>/", needs=MANAGE, posts=MANAGE)
def unit(request: Asked, number: int) -> HttpResponse:
    """Change a unit. None is deleted: what it sent keeps its name."""
    found = next((one for one in own(request.access) if one.pk == number), None)
    if found is None:
        raise Http404("Không có đơn vị này trong các đơn vị mà bạn quản trị.")
    return _edit(request, found, found.name, "sửa đơn vị")


def _edit(request: Asked, changed: Unit, title: str, action: str) -> HttpResponse:
    form = UnitForm(request.access, changed, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                save(request.access, changed, form.cleaned_data)
                state = "" if changed.active else "; ngừng hoạt động"
                ties = f"địa bàn {changed.place or 'không'}; cơ sở KCB {changed.facility or 'không'}"
                note(request, action, what=f"{changed.name}; {ties}; dưới {changed.parent or 'không'}{state}")
        except Refused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Đã lưu “{changed.name}”.")
            return redirect("units")
    return shown(request, "units/edit.html", {"form": form}, title=title)
