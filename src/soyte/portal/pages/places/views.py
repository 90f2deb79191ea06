"""Places as they are on a day, and one with its history."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse

from soyte.ledger.ledger import Ledger
from soyte.measures.boundaries import site_atlas
from soyte.places import Atlas, Unit, history
from soyte.portal.pages.places import changing
from soyte.portal.pages.places.tables import LEVELS, history_table, origin_table, succession_table, units_table
from soyte.portal.pages.submissions.listing import link, plain
from soyte.portal.shell.answers import shown
from soyte.portal.shell.book import asked, geography, home_place, today
from soyte.portal.shell.numbers import day, number
from soyte.portal.shell.pages import Asked, Menu, page
from soyte.portal.shell.permissions import Permission

__all__ = ["changing", "place", "places"]
_MOST = 300


@page("quan-tri/dia-ban/", needs=Permission.SEE_CATALOGUE, menu=Menu("Địa bàn", 63, "Quản trị"))
def places(request: Asked) -> HttpResponse:
    """The units below one on a day, or those that a search finds, of all times if asked."""
    atlas, on = geography().atlas, _day(request)
    words, within = request.GET.get("tim", "").strip(), request.GET.get("trong", "") or home_place()
    above = atlas.unit(within, on)
    found = _search(words, on) if words else _below(atlas, within, on)
    saving = "xuat" in request.GET
    title = f"Địa bàn: {number(len(found))} đơn vị" + (
        f" giống “{words}”" if words else f" của {above.full_name}" if above else ""
    )
    return shown(
        request,
        "places/page.html",
        {
            "words": words,
            "on": on,
            "within": within,
            "above": above,
            "up": [(unit.code, unit.full_name) for unit in reversed(atlas.ancestors(above, on))] if above else [],
            "more": max(0, len(found) - _MOST),
            "may": request.access.may(Permission.MANAGE_PLACES),
        },
        title=title,
        table=units_table(atlas, found if saving else found[:_MOST], on, "dia-ban"),
        api="/api/places",
    )


@page("quan-tri/dia-ban/<str:code>/", needs=Permission.SEE_CATALOGUE, place=None)
def place(request: Asked, code: str) -> HttpResponse:
    """A unit: what it is called, what it lies in, what happened to it, what it is made of."""
    atlas, on = geography().atlas, _day(request)
    versions = atlas.versions(code)
    if not versions:
        raise Http404(f"Không có đơn vị nào mang mã {code}. Hãy tìm theo tên ở trang “Địa bàn”.")
    unit = atlas.unit(code, on) or versions[-1]
    then = on if unit.exists(on) else unit.valid_to or unit.valid_from or on
    changes = history(code, atlas=atlas)
    gone = unit.valid_to is not None and unit.valid_to < today()
    return shown(
        request,
        "places/place.html",
        {
            "unit": unit,
            "level": LEVELS[unit.level],
            "above": atlas.ancestors(unit, then),
            "below": _below(atlas, code, then),
            "successors": succession_table(atlas, unit, then, today()) if gone else None,
            "origin": origin_table(atlas, unit) if unit.valid_from and changes else None,
            "since": unit.valid_from,
            "on": on,
            "gone": gone,
            "others": [one for one in versions if one != unit],
            "may": request.access.may(Permission.MANAGE_PLACES) and not gone,
            "figures": link("indicators", query=f"dia-ban={code}")
            if request.access.may(Permission.SEE_FIGURES, code)
            else None,
        },
        title=f"{unit.full_name[:1].upper()}{unit.full_name[1:]}"
        + (f", không còn từ {day(unit.valid_to)}" if gone else ""),
        table=history_table(changes, f"lich-su-{code}"),
        api=f"/api/places/{code}",
    )


def _day(request: Asked) -> date:
    try:
        return date.fromisoformat(request.GET.get("ngay", ""))
    except ValueError:
        return today()


def _below(atlas: Atlas, code: str, on: date) -> list[Unit]:
    """The units right below one; communes where there is no district between."""
    if code == "VN":
        return list(atlas.units("province", on))
    unit = atlas.unit(code, on)
    if unit is None:
        return []
    return sorted((one for one in atlas.all_units if one.parent == code and one.exists(on)), key=lambda one: one.code)


def _named(book: Ledger) -> tuple[tuple[str, Unit], ...]:
    """Every unit of all times with its name as it is searched."""
    return tuple((plain(unit.full_name), unit) for unit in site_atlas(book).all_units)


def _search(words: str, on: date) -> list[Unit]:
    """Units whose name or code holds the words: those of the day first, then former ones; the invented province's with others."""
    wanted = plain(words)
    found = [unit for name, unit in asked(_named) if wanted in name or unit.code == words]
    own = home_place()
    return sorted(
        found, key=lambda unit: (not unit.exists(on), not unit.code.startswith(own), len(unit.code), unit.code)
    )
