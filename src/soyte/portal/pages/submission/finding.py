"""The submission that an address names, for whoever may see it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404

from soyte.ledger.acts import Act, ActKind
from soyte.portal.pages.submissions.listing import sender_of, visible
from soyte.portal.shell.book import ledger
from soyte.portal.shell.pages import Asked


def find(request: Asked, seq: int) -> Act:
    """The submission of a number; 404 if there is none, PermissionDenied if it is not for these eyes."""
    received = (ActKind.ACCEPTED, ActKind.REJECTED)
    act = next((one for one in ledger().state().acts if one.seq == seq and one.kind in received), None)
    if act is None:
        raise Http404(f"Sổ không có lần gửi số {seq}. Hãy xem danh sách ở trang “Lần gửi”.")
    if not visible(request.access, act):
        raise PermissionDenied(f"xem lần gửi của {sender_of(act)}")
    return act
