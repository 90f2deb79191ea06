"""Reading a file of shapes to look at it before it is taken in: a large one takes minutes."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, cast

from soyte.intake.boundaries import read_boundaries
from soyte.intake.documents.model import UnreadableDocument
from soyte.ledger.errors import LedgerError
from soyte.places import Level
from soyte.portal.jobs import Progress, job
from soyte.portal.shell.book import geography
from soyte.portal.uploads.models import State, Upload
from soyte.reports.charts.outline import outline

SEEN = ".seen.json"  # no file that is sent can bear it: names lose their first dots
_SHOWN = 60


@job("shapes", "Xem ranh giới")
def look(progress: Progress, said: dict[str, Any]) -> dict[str, Any]:
    """`said`: `upload`, and `drawn` (day, source, licence, level). What was seen lies beside the file."""
    upload = Upload.objects.get(pk=said["upload"])
    if not upload.held:
        raise LedgerError(f"{upload.name}: tệp không còn trên máy chủ; hãy tải lên lại.")
    progress("đọc và đơn giản hóa đường biên")
    on = date.fromisoformat(said["drawn"]["on"])
    atlas = geography().atlas
    try:
        level = cast(Level | None, said["drawn"]["level"])
        reading = read_boundaries(upload.path, atlas, on, name=upload.name, level=level)
    except UnreadableDocument as error:
        upload.state, upload.words = State.FAILED, str(error)
        upload.save()
        raise
    features = []
    for code, body in reading.shapes.items():
        unit = atlas.unit(code, on)
        name = unit.full_name if unit else code
        features.append({"type": "Feature", "id": code, "properties": {"name": name}, "geometry": json.loads(body)})
    national = reading.level == "province" and not any(code.startswith("99") for code in reading.shapes)
    seen = {
        "level": reading.level,
        "rows_in": reading.rows_in,
        "shapes": len(reading.shapes),
        "missing": len(reading.missing),
        "warnings": list(reading.warnings),
        "faults": [f"Vùng số {one.feature.number}: {one.message}; {one.remedy}" for one in reading.faults[:_SHOWN]],
        "more": max(0, len(reading.faults) - _SHOWN),
        "svg": outline({"features": features}, f"Ranh giới trong {upload.name}", national=national),
    }
    (upload.folder / SEEN).write_text(json.dumps(seen, ensure_ascii=False), "utf-8")
    return {"url": f"/quan-tri/ranh-gioi/{upload.pk}/", "words": f"{len(reading.shapes)} vùng khớp với đơn vị."}
