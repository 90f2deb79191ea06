"""Registration of pages. A page that is not registered has no address, and registering it says who may open it.

@page("chi-tieu/<str:code>/", needs=Permission.SEE_FIGURES, menu=Menu("Chỉ tiêu", 2))
def indicator(request: Asked, code: str) -> HttpResponse: ...
"""

from __future__ import annotations

import functools
import importlib.util
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.urls import URLPattern, path
from django_htmx.middleware import HtmxDetails

from soyte.portal.people.models import User
from soyte.portal.shell.access import Access, access_of
from soyte.portal.shell.permissions import Permission


class Asked(HttpRequest):
    """A request to a page: its user is ours, and what they may do is known."""

    user: User
    access: Access
    htmx: HtmxDetails


@dataclass(frozen=True)
class Menu:
    """Where a page stands in the menu: its words, group and order."""

    title: str
    order: int
    group: str = ""


View = Callable[..., HttpResponseBase]
PlaceOf = Callable[[Asked, dict[str, Any]], str | None]


@dataclass(frozen=True)
class Page:
    """A page: its address, who may read it (`needs`) and who may send to it (`posts`, else nobody)."""

    name: str
    path: str
    view: View
    needs: Permission
    posts: Permission | None
    menu: Menu | None
    place: PlaceOf | None

    @property
    def methods(self) -> tuple[str, ...]:
        """The methods that it answers."""
        return ("GET", "HEAD", "POST") if self.posts else ("GET", "HEAD")

    def needed(self, method: str) -> Permission:
        """What a method needs."""
        return self.posts if method == "POST" and self.posts else self.needs


PAGES: dict[str, Page] = {}


def page(
    path: str,
    *,
    needs: Permission,
    posts: Permission | None = None,
    menu: Menu | None = None,
    place: PlaceOf | None = None,
    name: str | None = None,
) -> Callable[[View], View]:
    """Register a view under `path` and its own name (dashes for underscores).

    `place` tells which place a request is about; then the permission must hold there. Views check for themselves what only
    they can know (whose submission it is) with `request.access`, and raise PermissionDenied.
    """

    def register(view: View) -> View:
        known = name or view.__name__.replace("_", "-")
        if known in PAGES:
            raise RuntimeError(f"two pages are called {known}")
        made = Page(known, path, view, needs, posts, menu, place)
        PAGES[known] = made
        return _guarded(made)

    return register


def _guarded(page: Page) -> View:
    @functools.wraps(page.view)
    def guarded(request: Asked, **kwargs: Any) -> HttpResponseBase:
        if request.method not in page.methods:
            return HttpResponseNotAllowed(page.methods)
        request.access = access_of(request.user)
        needed = page.needed(request.method)
        if needed is not Permission.OPEN_TO_ALL and not request.access.signed_in:
            return _to_sign_in(request)
        place = page.place(request, kwargs) if page.place else None
        if not request.access.may(needed, place):
            raise PermissionDenied(needed.value)
        return page.view(request, **kwargs)

    PAGES[page.name] = Page(page.name, page.path, guarded, page.needs, page.posts, page.menu, page.place)
    return guarded


def _to_sign_in(request: Asked) -> HttpResponse:
    answer = redirect_to_login(request.get_full_path())
    if request.htmx:  # a part of a page cannot show a form of its own: let the browser go there
        return HttpResponse(headers={"HX-Redirect": answer.url})
    return answer


def urlpatterns_of(package: str) -> list[URLPattern]:
    """The addresses of all pages in the folders of a package; a folder is loaded by its `views` module."""
    root = importlib.import_module(package)
    for found in sorted(pkgutil.iter_modules(root.__path__), key=lambda one: one.name):
        if importlib.util.find_spec(f"{package}.{found.name}.views"):  # else a folder of parts that pages share
            importlib.import_module(f"{package}.{found.name}.views")
    return [path(one.path, one.view, name=one.name) for one in PAGES.values()]


def menu_of(access: Access) -> list[tuple[str, list[Page]]]:
    """The pages of the menu that somebody may open, by group."""
    shown = [(one.menu, one) for one in PAGES.values() if one.menu and access.may(one.needs)]
    groups: dict[str, list[Page]] = {}
    for menu, one in sorted(shown, key=lambda pair: pair[0].order):
        groups.setdefault(menu.group, []).append(one)
    return list(groups.items())
