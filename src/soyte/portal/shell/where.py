"""Which place a request is about: the one it names, else the installation's, else the person's own."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from soyte.portal.shell.access import Access
from soyte.portal.shell.book import geography, home_place, place_name, today
from soyte.portal.shell.permissions import Permission


def place_for(access: Access, named: str | None, permission: Permission) -> str:
    """The code of the place; PermissionDenied where it lies outside of what the person answers for, MeasureError if nobody knows it."""
    if named and named.strip():
        code = geography().find(named, today())
        if not access.may(permission, code):
            raise PermissionDenied(f"{permission.value} của {place_name(code)}")
        return code
    own = home_place()
    if access.may(permission, own):
        return own
    places = access.places(permission)
    if not places:
        raise PermissionDenied(f"{permission.value}: đơn vị của bạn chưa được gắn với địa bàn nào")
    return places[0]
