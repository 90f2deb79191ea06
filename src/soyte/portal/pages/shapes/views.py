"""The shapes that maps are drawn with, and taking new ones in."""

from __future__ import annotations

import json
import uuid
from datetime import date

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.safestring import mark_safe

from soyte.ledger.state import State as LedgerState
from soyte.measures.boundaries.shapes import drawings
from soyte.portal.jobs import start
from soyte.portal.jobs.models import Job
from soyte.portal.pages.bring.senders import senders_of, usual_sender
from soyte.portal.pages.shapes.jobs import SEEN
from soyte.portal.pages.submissions.listing import link
from soyte.portal.shell.answers import shown
from soyte.portal.shell.book import ledger, today
from soyte.portal.shell.pages import Asked, page
from soyte.portal.shell.permissions import Permission
from soyte.portal.shell.tables import Cell, Column, Table, Value
from soyte.portal.uploads.keeping import drop_file, drop_old, keep
from soyte.portal.uploads.models import Kind, State, Upload

LEVELS = [("", "theo mã trong tệp"), ("province", "tỉnh"), ("district", "huyện"), ("commune", "xã")]


@page("quan-tri/ranh-gioi/", needs=Permission.MANAGE_PLACES, posts=Permission.MANAGE_PLACES)
def shapes(request: Asked) -> HttpResponse:
    """What was taken in; and a file to look at."""
    said, fault = _said(request), ""
    if request.method == "POST":
        sent = request.FILES.get("tep")
        fault = "Hãy chọn một tệp." if sent is None else _fault(said)
        if sent is not None and not fault:
            drop_old()
            upload = keep(sent, uuid.uuid4(), request.user, usual_sender(request.user, senders_of(request.access)))
            with transaction.atomic():
                job = start(
                    "shapes",
                    {"upload": str(upload.pk), "drawn": said},
                    by=request.user,
                    title=f"Xem ranh giới {upload.name}",
                )
                upload.kind, upload.state, upload.job, upload.draft = Kind.BOUNDARIES, State.LOOKED, job.pk, said
                upload.save()
            return redirect("shapes-look", upload=upload.pk)
    return shown(
        request,
        "shapes/page.html",
        {"said": said, "fault": fault, "levels": LEVELS},
        title="Ranh giới bản đồ",
        table=_table(ledger().state()),
        status=422 if fault else 200,
        api="/api/shapes",
    )


@page("quan-tri/ranh-gioi/<uuid:upload>/", needs=Permission.MANAGE_PLACES, posts=Permission.MANAGE_PLACES)
def shapes_look(request: Asked, upload: uuid.UUID) -> HttpResponse:
    """The shapes of a file on a map, and what of it is no unit; then they are taken in."""
    file = Upload.objects.filter(pk=upload, by=request.user, kind=Kind.BOUNDARIES).first()
    if file is None:
        raise Http404("Tệp ranh giới này không còn; tệp chưa nhận giữ 7 ngày, hãy tải lên lại.")
    if request.method == "POST" and file.held:
        return _decided(request, file)
    seen = json.loads((file.folder / SEEN).read_text("utf-8")) if (file.folder / SEEN).is_file() else None
    job = Job.objects.filter(pk=file.job or 0).first()
    act = next((one for one in ledger().state().acts if one.seq == file.act), None)
    return shown(
        request,
        "shapes/look.html",
        {
            "file": file,
            "said": file.draft,
            "on": date.fromisoformat(file.draft["on"]),
            "job": job,
            "seen": seen,
            "svg": mark_safe(seen["svg"]) if seen else "",  # noqa: S308 (drawn by us, names escaped)
            "act": act,
            "level": dict(LEVELS).get(seen["level"], "") if seen else "",
        },
        title=f"Ranh giới trong {file.name}",
    )


def _decided(request: Asked, file: Upload) -> HttpResponse:
    if "bo" in request.POST:
        drop_file(file)
        file.delete()
        return redirect("shapes")
    with transaction.atomic():
        said = {"upload": str(file.pk), "drawn": file.draft}
        job = start("ingest", said, by=request.user, title=f"Nhận ranh giới {file.name}")
        file.job, file.state = job.pk, State.QUEUED
        file.save()
    return redirect("job", job.pk)


def _said(request: Asked) -> dict[str, str | None]:
    said = request.POST
    level = said.get("cap", "")
    return {
        "on": said.get("ngay", "") or today().isoformat(),
        "source": said.get("nguon", "").strip(),
        "licence": said.get("giay-phep", "").strip(),
        "level": level if level in dict(LEVELS) and level else None,
    }


def _fault(said: dict[str, str | None]) -> str:
    try:
        date.fromisoformat(said["on"] or "")
    except ValueError:
        return "Hãy ghi ngày mà ranh giới trong tệp đúng."
    if not said["source"] or not said["licence"]:
        return "Hãy ghi nguồn và giấy phép của ranh giới; bản đồ nào cũng phải ghi rõ."
    return ""


def _table(state: LedgerState) -> Table:
    rows: list[list[Cell | Value]] = [
        [
            Cell(one.submission.seq, href=link("submission", one.submission.seq)),
            one.submission.name,
            Cell(one.on),
            one.source,
            one.licence,
            one.submission.rows_accepted,
            Cell(one.submission.recorded_at, look="tight"),
            Cell("rút", href=link("place-withdraw", one.submission.seq)),
        ]
        for one in drawings(state)
    ]
    columns = [
        Column("Số", "number", places=0),
        Column("Tệp", width=30),
        Column("Đúng vào ngày", "day"),
        Column("Nguồn", width=40),
        Column("Giấy phép", width=20),
        Column("Vùng", "number", places=0),
        Column("Nhận lúc", "moment"),
        Column(""),
    ]
    empty = "Chưa nhận ranh giới nào: bản đồ vẽ bằng ô hoặc điểm, mọi bảng vẫn dùng được."
    return Table(columns, rows, empty=empty, name="ranh-gioi")
