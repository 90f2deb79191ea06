"""A definition of the installation's own: filled in, checked with what it changes, recorded."""

from __future__ import annotations

import hashlib

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect

from soyte.catalogue.changes import Change
from soyte.catalogue.files import CatalogueError
from soyte.catalogue.overlay import KINDS
from soyte.portal.outbox import send, tell
from soyte.portal.outbox.models import State as Sent
from soyte.portal.pages.catalogue.form import body_of, fields_of
from soyte.portal.pages.catalogue.known import entries_of, whole
from soyte.portal.pages.catalogue.tables import changes_table
from soyte.portal.shell.answers import shown
from soyte.portal.shell.book import ledger, today
from soyte.portal.shell.pages import Asked, page
from soyte.portal.shell.permissions import Permission
from soyte.receiving.defining import file_of, tried

WORDS = {"indicator": "Chỉ tiêu", "measure": "Số đo", "owner": "Cơ quan", "regime": "Chế độ báo cáo"}


@page("danh-muc/dinh-nghia/", needs=Permission.DEFINE_CATALOGUE, posts=Permission.DEFINE_CATALOGUE)
def catalogue_define(request: Asked) -> HttpResponse:
    """A new entry, or a version of a known one with other words from a day on."""
    said = request.POST if request.method == "POST" else request.GET
    kind = said.get("loai", "indicator") if said.get("loai", "indicator") in KINDS else "indicator"
    name, faults = said.get("ma", "").strip(), list[str]()
    body = _known(kind, name)
    changed: tuple[Change, ...] = ()
    checked = ""
    if request.method == "POST":
        try:
            body = body_of(kind, request.POST, whole())
            _, changed = tried(ledger(), kind, name, body)
            checked = hashlib.sha256(file_of(kind, name, body).encode()).hexdigest()
        except CatalogueError as error:
            faults = [line.replace("định nghĩa số 1", "Định nghĩa").strip() for line in str(error).splitlines()]
        if checked and "ghi" in request.POST and request.POST.get("da-xem") == checked:
            return _recorded(request, kind, name, file_of(kind, name, body))
    return shown(
        request,
        "catalogue/define.html",
        {
            "kinds": [(value, WORDS[value]) for value in KINDS],
            "kind": kind,
            "name": name,
            "known": bool(_known(kind, name)),
            "fields": fields_of(kind, whole(), body),
            "faults": faults,
            "checked": checked,
            "changes": changes_table(changed, "thay-doi") if checked else None,
            "measures": [(one, whole().measures.measure(one).name_vi) for one in whole().measures],
        },
        title=f"Định nghĩa riêng: {name or WORDS[kind].lower() + ' mới'}",
        status=422 if faults else 200,
    )


def _known(kind: str, name: str) -> dict[str, object]:
    """What is said of an entry today: a new version begins with it, from today on."""
    entry = next((one for one in entries_of(kind) if one.id == name), None)
    if entry is None:
        return {}
    body = dict((entry.on(today()) or entry.newest).body)
    if kind == "indicator":
        body["domain"] = whole().catalogue.domains[name]
    return {**body, "valid_from": today().isoformat(), "valid_to": ""}


def _recorded(request: Asked, kind: str, name: str, text: str) -> HttpResponse:
    with transaction.atomic():
        entry = send(
            "definition",
            key=f"{hashlib.sha256(text.encode()).hexdigest()} {ledger().state().head}",
            said={"text": text, "name": f"{kind}-{name}.yaml"},
            by=request.user,
            title=f"Định nghĩa riêng: {name}",
        )
    tell(request, entry, f"Đã ghi định nghĩa riêng “{name}” vào sổ; số liệu từ nay tính theo định nghĩa này.")
    if entry.state == Sent.DELIVERED:
        return redirect("catalogue-entry", kind=kind, identifier=name)
    return redirect("catalogue")
