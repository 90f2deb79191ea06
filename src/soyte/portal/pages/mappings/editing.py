"""Making a mapping on screen: columns are guessed, a person settles them, the cells are read before it is saved."""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect

from soyte.intake.sight.draft import ROLES, Draft
from soyte.intake.sight.guessing import guess
from soyte.intake.sight.layouts import fingerprint
from soyte.intake.sight.looking import Look
from soyte.intake.sight.writing import mapping_of, yaml_of
from soyte.measures.wording import STATUSES
from soyte.portal.outbox import send, tell
from soyte.portal.outbox.models import State as Sent
from soyte.portal.pages.bring.choosing import known
from soyte.portal.pages.mappings import form
from soyte.portal.pages.mappings.drafting import Seen, changes, looked, start, tried, upload_of, vocabulary
from soyte.portal.pages.mappings.tables import beginning, cells_table
from soyte.portal.pages.submission.rows import measure_words
from soyte.portal.shell.answers import shown
from soyte.portal.shell.pages import Asked, page
from soyte.portal.shell.permissions import Permission
from soyte.portal.uploads.models import State, Upload
from soyte.receiving.known import Known


@page("anh-xa/lap/<uuid:upload>/", needs=Permission.MAP_COLUMNS, posts=Permission.MAP_COLUMNS)
def mapping_draft(request: Asked, upload: uuid.UUID) -> HttpResponse:
    """The form, the first rows, and what would be read."""
    file = upload_of(request, upload)
    said = request.POST if request.method == "POST" else request.GET
    draft, seen, base = _draft(request, file, said)
    result = tried(file, draft)
    if request.method == "POST":
        file.draft = form.as_json(draft)
        file.save()
        if "luu" in request.POST and result.preview is not None and result.preview.accepted:
            return _saved(request, file, draft)
    return _page(request, file, draft, seen, result, base)


def _draft(request: Asked, file: Upload, said: Any) -> tuple[Draft, Look, Known | None]:
    """The draft as it stands: begun, gone on with, or begun anew over other heads."""
    chosen = next((one for one in known() if one.hash == said.get("theo")), None)
    seen = looked(file, said.get("trang-tinh", ""), _number(said.get("hang")), _number(said.get("so-hang")))
    begun, match = start(file, seen, chosen)
    if said.get("hang") is None and (match or begun.sheet or begun.header_row or begun.header_rows != 1):
        seen = looked(file, begun.sheet, begun.header_row, begun.header_rows)  # nobody says yet where the heads are
    heads = tuple(column.head for column in begun.columns)
    if heads != seen.heads:  # another sheet, another row of heads
        begun = guess(seen, vocabulary(), owner=file.sender)
    if (
        request.method == "POST"
        and f"vai-{len(seen.heads) - 1}" in said
        and said.get("dau-cot") == fingerprint(seen.heads)
    ):
        begun = form.read(request.POST, begun, seen)
    sheet = seen.sheet if seen.sheet and len(seen.sheets) > 1 else ""
    begun = replace(begun, sheet=sheet, header_row=seen.header_row, header_rows=seen.depth, delimiter=seen.delimiter)
    return begun, seen, match.known if match else chosen


def _page(request: Asked, file: Upload, draft: Draft, seen: Look, result: Seen, base: Known | None) -> HttpResponse:
    words = vocabulary()
    known_measures = dict(words.measures)
    told = {
        "file": file,
        "draft": draft,
        "look": seen,
        "mark": fingerprint(seen.heads),
        "columns": form.fields_of(draft, seen, words, known_measures),
        "roles": list(ROLES.items()),
        "measures": list(known_measures.items()),
        "breakdowns": form.breakdown_options(words),
        "grains": form.GRAINS,
        "levels": form.LEVELS,
        "numbers": form.NUMBERS,
        "calendars": form.CALENDARS,
        "cell_states": form.CELLS,
        "statuses": list(STATUSES.items()),
        "diseases": list(words.breakdowns.get("disease", {}).items()),
        "kept": [
            (name, draft.same[name]) for name in ("facility", "sex", "age_group", "category") if name in draft.same
        ],
        "cells": list(draft.cells.items()),
        "beginning": beginning(seen, draft),
        "problems": result.problems,
        "preview": result.preview,
        "preview_cells": cells_table(result.preview) if result.preview else None,
        "totals": [
            (measure_words(one.measure), STATUSES.get(one.status, one.status), one)
            for one in (result.preview.totals if result.preview else ())
        ],
        "base": base,
        "changes": changes(base, seen.heads) if base else (),
        "others": [one for one in known() if base is None or one.hash != base.hash],
    }
    refused = request.method == "POST" and "luu" in request.POST
    title = f"Ánh xạ cột của {file.name}"
    return shown(request, "mappings/draft.html", told, title=title, status=422 if refused else 200)


def _saved(request: Asked, file: Upload, draft: Draft) -> HttpResponse:
    text = yaml_of(mapping_of(draft))
    digest = hashlib.sha256(text.encode()).hexdigest()
    with transaction.atomic():
        entry = send(
            "mapping",
            key=f"{digest} {file.pk}",
            said={"text": text, "name": f"{draft.dataset}.mapping.yaml", "sender": file.sender},
            by=request.user,
            title=f"Ánh xạ “{draft.title}”",
        )
        file.mapping, file.draft = digest, None
        if file.state == State.FAILED:
            file.state, file.words = State.WAITING, ""
        file.save()
    tell(request, entry, f"Đã lưu ánh xạ “{draft.title}”. Lần sau gặp bảng cùng bố cục, phần mềm tự dùng ánh xạ này.")
    if file.state != State.LOOKED:
        return redirect("bring-batch", batch=file.batch)
    return redirect("mapping", seq=entry.act) if entry.state == Sent.DELIVERED else redirect("mappings")


def _number(written: str | None) -> int | None:
    return int(written) if written and written.isdecimal() and len(written) < 5 else None
