"""The log of who saw and did what in the portal: only ever added to, each line sealed together with the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from soyte.portal.accesslog.models import Line


def note(request: HttpRequest, action: str, *, what: str = "", personal: bool = False) -> Line:
    """Write down that whoever sends `request` does `action` (a Vietnamese verb phrase) to `what`; `personal`: to personal data.

    The line is part of the transaction around the call: it stays exactly when that does. Call it late in a long one,
    because until its end nobody else can write a line. What was asked for is named, never shown: no personal data in `what`.
    """
    from soyte.portal.accesslog.chain import append  # noqa: PLC0415 (models need Django set up)
    from soyte.portal.shell.network import address_of  # noqa: PLC0415

    user = getattr(request, "user", None)
    known = user is not None and user.is_authenticated
    token = getattr(getattr(request, "access", None), "token", "")
    return append(
        actor=str(user.get_username()) if known and user is not None else "",
        name=str(user) if known else "",
        means=f"mã truy cập {token}" if token else "trang",
        address=address_of(request),
        action=action,
        what=what,
        personal=personal,
    )


def note_from_inside(
    actor: str, action: str, *, what: str = "", personal: bool = False, means: str = "máy chủ"
) -> Line:
    """The same for what happens without a request: a background job, a command."""
    from soyte.portal.accesslog.chain import append  # noqa: PLC0415

    return append(actor=actor, name="", means=means, address="", action=action, what=what, personal=personal)
