"""The original of a submission: opened for a stated purpose, and written down in the portal's log and in the vault's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import IO
from urllib.parse import quote

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse

from soyte.ledger.vault import Reader
from soyte.portal.accesslog import note
from soyte.portal.pages.submission.finding import find
from soyte.portal.pages.submissions.listing import sender_of
from soyte.portal.shell.answers import shown
from soyte.portal.shell.book import ledger
from soyte.portal.shell.pages import Asked, page
from soyte.portal.shell.permissions import Permission
from soyte.receiving.wording import name_words

_BLOCK = 1 << 20
_LONGEST = 200


@page("lan-gui/<int:seq>/ban-goc/", needs=Permission.SEE_PERSONAL, posts=Permission.SEE_PERSONAL)
def submission_original(request: Asked, seq: int) -> HttpResponseBase:
    """Ask for the purpose; then hand the file out as it came in."""
    act = find(request, seq)
    if not request.access.may_for(Permission.SEE_PERSONAL, act.sender):
        raise PermissionDenied(f"mở bản gốc do {sender_of(act)} gửi")
    if act.content_hash is None or act.what == "event" or not ledger().vault.holds(act.content_hash):
        raise Http404(f"Lần gửi số {seq} không có bản gốc trong kho bảo mật.")
    purpose, fault = request.POST.get("muc-dich", "").strip(), ""
    if request.method == "POST":
        if 0 < len(purpose) <= _LONGEST:
            note(request, "mở bản gốc", what=f"lần gửi số {seq}, để {purpose}", personal=True)
            return _handed_out(act.content_hash, name_words(act), Reader(request.user.username, purpose))
        fault = f"Hãy ghi mở để làm gì, không quá {_LONGEST} ký tự."
    return shown(
        request,
        "submission/original.html",
        {"act": act, "purpose": purpose, "fault": fault},
        title=f"Bản gốc của lần gửi số {seq}",
        status=422 if fault else 200,
    )


def _handed_out(sha256: str, name: str, reader: Reader) -> HttpResponse | StreamingHttpResponse:
    """The file, block by block. What is wrong with the vault is told before the first one."""
    opened = ExitStack()
    source = opened.enter_context(ledger().vault.open_original(sha256, reader))
    answer = StreamingHttpResponse(_blocks(source, opened), content_type="application/octet-stream")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "no-store"
    return answer


def _blocks(source: IO[bytes], opened: ExitStack) -> Iterator[bytes]:
    with opened:
        while block := source.read(_BLOCK):
            yield block
