"""Sending files, looking at what they were taken for, taking them in, seeing what came of it."""

from __future__ import annotations

import uuid

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from soyte.catalogue.claims import bases
from soyte.ledger.errors import LedgerError
from soyte.portal.jobs import start
from soyte.portal.pages.bring.choosing import KINDS, known, recognised
from soyte.portal.pages.bring.outcomes import lines_of
from soyte.portal.pages.bring.senders import senders_of, usual_sender
from soyte.portal.shell.answers import shown
from soyte.portal.shell.book import ledger
from soyte.portal.shell.pages import Asked, Menu, page
from soyte.portal.shell.permissions import Permission
from soyte.portal.uploads.keeping import drop_file, drop_old, keep
from soyte.portal.uploads.models import Kind, State, Upload

_MOST = 100
_RECENT = 15


@page(
    "nhan-tep/",
    needs=Permission.BRING_FILES,
    posts=Permission.BRING_FILES,
    menu=Menu("Nhận tệp", 40, "Kho số liệu"),
)
def bring(request: Asked) -> HttpResponse:
    """Choose files and the unit that sends them."""
    senders, fault = senders_of(request.access), ""
    replaced = _replaced(request)
    if request.method == "POST":
        files = request.FILES.getlist("tep")
        sender = request.POST.get("don-vi", "")
        if sender not in senders:
            raise PermissionDenied(f"đưa tệp vào kho thay cho đơn vị “{sender}”")
        fault = _fault(len(files), replaced)
        if not fault:
            return redirect("bring-batch", batch=_kept(request, sender, replaced))
    return shown(
        request,
        "bring/page.html",
        {
            "senders": senders,
            "usual": usual_sender(request.user, senders),
            "fault": fault,
            "replaced": replaced,
            "recent": _recent(request),
        },
        title="Nhận tệp",
        status=422 if fault else 200,
    )


@page("nhan-tep/<uuid:batch>/", needs=Permission.BRING_FILES, posts=Permission.BRING_FILES)
def bring_batch(request: Asked, batch: uuid.UUID) -> HttpResponse:
    """The files of one go: what each is taken for, and what became of it."""
    uploads = list(Upload.objects.filter(batch=batch, by=request.user).exclude(state=State.LOOKED))
    if not uploads:
        raise Http404("Lượt tải lên này không còn. Tệp chưa nhận được giữ 7 ngày; hãy tải lên lại.")
    if request.method == "POST":
        _decided(request, uploads)
        return redirect("bring-batch", batch=batch)
    one = request.GET.get("tep", "")
    lines = lines_of([upload for upload in uploads if one in ("", str(upload.pk))], request.access)
    told: dict[str, object] = {
        "batch": batch,
        "kinds": KINDS,
        "bases": bases(),
        "may_map": request.access.may(Permission.MAP_COLUMNS),
    }
    if one and lines:
        return shown(request, "bring/line.html", {**told, "line": lines[0]}, title=lines[0].upload.name)
    taken = sum(line.upload.state in (State.TAKEN, State.KNOWN) for line in lines)
    failed = sum(line.upload.state == State.FAILED for line in lines)
    outcome = f": {taken} đã vào sổ" + (f", {failed} chưa nhận được" if failed else "")
    told |= {
        "lines": lines,
        "running": any(line.upload.state == State.QUEUED for line in lines),
        "ready": sum(line.choice.ready for line in lines),
    }
    return shown(
        request,
        "bring/batch.html",
        told,
        title=f"Nhận {len(lines)} tệp{'' if told['running'] else outcome}",
    )


def _kept(request: Asked, sender: str, replaced: int | None) -> uuid.UUID:
    drop_old()
    batch = uuid.uuid4()
    for sent in request.FILES.getlist("tep"):
        upload = keep(sent, batch, request.user, sender)
        upload.supersedes = replaced
        recognised(upload)
    return batch


def _fault(count: int, replaced: int | None) -> str:
    if not count:
        return "Hãy chọn ít nhất một tệp."
    if count > _MOST:
        return f"Mỗi lượt nhận nhiều nhất {_MOST} tệp; bạn chọn {count} tệp."
    return "Chỉ một tệp thay được cho một lần gửi; hãy chọn đúng một tệp." if replaced and count > 1 else ""


def _replaced(request: Asked) -> int | None:
    """The submission that the files are to stand for, if one is named and may be replaced."""
    named = request.POST.get("thay") or request.GET.get("thay") or ""
    if not named:
        return None
    act = ledger().state().find(named)
    if not request.access.may_for(Permission.WITHDRAW_FILES, act.sender):
        raise PermissionDenied(Permission.WITHDRAW_FILES.value)
    return act.seq


def _recent(request: Asked) -> list[Upload]:
    """The last files of this person, one line a batch."""
    found: dict[uuid.UUID, Upload] = {}
    for upload in Upload.objects.filter(by=request.user).exclude(state=State.LOOKED).order_by("-sent_at")[:_MOST]:
        found.setdefault(upload.batch, upload)
    return list(found.values())[:_RECENT]


def _decided(request: Asked, uploads: list[Upload]) -> None:
    """Note what was chosen for each file; take in, or throw away, those that a button names."""
    dropped, wanted = request.POST.get("bo", ""), request.POST.get("nhan", "")
    by_id = {str(upload.pk): upload for upload in uploads}
    if dropped in by_id and by_id[dropped].state != State.QUEUED:
        drop_file(by_id[dropped])
        by_id.pop(dropped).delete()
    for name, upload in by_id.items():
        if upload.state in (State.WAITING, State.FAILED) and upload.held:
            _choose(request, upload)
            if wanted in ("tat-ca", name):
                begin(request, upload)


def _choose(request: Asked, upload: Upload) -> None:
    said, name = request.POST, str(upload.pk)
    if said.get(f"loai-{name}") in dict(KINDS):
        upload.kind = said[f"loai-{name}"]
    chosen = said.get(f"anh-xa-{name}")
    if chosen is not None and (not chosen or any(one.hash == chosen for one in known())):
        upload.mapping = chosen
    if said.get(f"can-cu-{name}", "") in {"", *(one.id for one in bases())}:
        upload.basis = said.get(f"can-cu-{name}", upload.basis)
    earlier = said.get(f"thay-{name}")
    if earlier is not None:
        upload.supersedes = int(earlier) if earlier.isdecimal() and may_replace(request, earlier) else None
    upload.save()


def may_replace(request: Asked, seq: str) -> bool:
    """Whether a file may stand for a submission, which is to withdraw it."""
    act = ledger().state().find(seq)
    return request.access.may_for(Permission.WITHDRAW_FILES, act.sender)


def begin(request: Asked, upload: Upload) -> None:
    """Let a file whose kind, and mapping if it needs one, is known be taken in by a background job."""
    if not upload.kind or (upload.kind == Kind.COUNTS and not upload.mapping):
        return
    if not request.access.may_for(Permission.BRING_FILES, upload.sender):
        raise LedgerError(f"{upload.name}: bạn không còn được đưa tệp vào kho thay cho {upload.sender}.")
    with transaction.atomic():
        job = start("ingest", {"upload": str(upload.pk)}, by=request.user, title=f"Nhận tệp {upload.name}")
        upload.job, upload.state, upload.words = job.pk, State.QUEUED, ""
        upload.save()
