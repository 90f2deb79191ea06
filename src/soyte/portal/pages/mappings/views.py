"""The mappings of the installation: the list, and one with its versions."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from soyte.intake.sight.draft import draft_of
from soyte.intake.sight.writing import yaml_of
from soyte.ledger.ledger import Ledger
from soyte.portal.pages.bring.choosing import known
from soyte.portal.pages.bring.senders import senders_of, usual_sender
from soyte.portal.pages.mappings import editing
from soyte.portal.pages.mappings.tables import columns_of, days_of, list_of
from soyte.portal.pages.submissions.listing import link
from soyte.portal.shell.answers import attached, shown
from soyte.portal.shell.book import asked, ledger
from soyte.portal.shell.numbers import number
from soyte.portal.shell.pages import Asked, Menu, page
from soyte.portal.shell.permissions import Permission
from soyte.portal.uploads.keeping import drop_old, keep
from soyte.portal.uploads.models import Kind, State
from soyte.receiving.known import Known, known_mappings
from soyte.receiving.wording import ground_words

__all__ = ["editing", "mapping", "mappings"]


@page("anh-xa/", needs=Permission.MAP_COLUMNS, posts=Permission.MAP_COLUMNS, menu=Menu("Ánh xạ cột", 42, "Kho số liệu"))
def mappings(request: Asked) -> HttpResponse:
    """The list; and a table to begin a new one with."""
    fault = ""
    if request.method == "POST":
        sent = request.FILES.get("tep")
        if sent is not None:
            drop_old()
            sender = usual_sender(request.user, senders_of(request.access))
            upload = keep(sent, uuid.uuid4(), request.user, sender)
            upload.kind, upload.state = Kind.COUNTS, State.LOOKED
            upload.save()
            return redirect("mapping-draft", upload=upload.pk)
        fault = "Hãy chọn một bảng."
    every = known()
    table = list_of(every, ledger().state())
    return shown(
        request,
        "mappings/page.html",
        {"fault": fault},
        title=f"Ánh xạ cột: {number(len(every))} ánh xạ đang dùng" if every else "Ánh xạ cột",
        table=table,
        status=422 if fault else 200,
        api="/api/mappings",
    )


@page("anh-xa/<int:seq>/", needs=Permission.SEE_SOURCES)
def mapping(request: Asked, seq: int) -> HttpResponse:
    """What one mapping says, in words and as the file that reads the same."""
    every = asked(_all)
    one = mapping_of(seq)
    text = yaml_of(one.mapping)
    if request.GET.get("tai") == "yaml":
        return attached(text.encode(), f"{one.mapping.dataset}.mapping.yaml", "application/yaml")
    state = ledger().state()
    heads = tuple(one.mapping.heads)
    draft = draft_of(one.mapping, heads or tuple(_named(one)))
    versions = [other for other in every if other.mapping.dataset == one.mapping.dataset]
    return shown(
        request,
        "mappings/one.html",
        {
            "one": one,
            "days": days_of(one),
            "basis": ground_words(one.mapping.basis),
            "standing": one.act.submission_id in state.standing,
            "text": text,
            "versions": [(other, days_of(other), other.act.seq == seq) for other in versions],
            "used": [
                act
                for name, act in state.accepted.items()
                if name in state.living and act.what == "counts" and act.reading_hash == one.hash
                if request.access.hears_of(act.sender)
            ],
            "link": link("submission", seq),
        },
        title=f"Ánh xạ: {one.mapping.title}",
        table=columns_of(draft, one.mapping.dataset),
        api=f"/api/mappings/{seq}",
    )


def mapping_of(seq: int) -> Known:
    """The mapping of a submission, withdrawn ones too; 404 if it is none."""
    one = next((known_one for known_one in asked(_all) if known_one.act.seq == seq), None)
    if one is None:
        raise Http404(f"Lần gửi số {seq} không phải là tệp ánh xạ. Hãy xem danh sách ở trang “Ánh xạ cột”.")
    return one


def _all(book: Ledger) -> tuple[Known, ...]:
    return known_mappings(book, standing=False)


def _named(one: Known) -> list[str]:
    from soyte.intake.counts.headers import named  # noqa: PLC0415 (one function)

    return named(one.mapping)
